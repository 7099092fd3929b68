import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability
import LeitmotifStore

extension Agree {
  /// Compares how far coders agreed in each run of a store, or by each version of the codebook.
  func runVersions(of store: Store, by versions: Versions) throws {
    // Says what is wrong when there is none.
    _ = try store.reader()
    var newest: [String: Int] = [:]
    let finished = try store.rememberedRuns()
    for run in finished { newest[run.codebook] = run.id }
    let chosen = finished.filter { versions == .run || newest[$0.codebook] == $0.id }
    let shown = try chosen.map { try studyAgreement(of: store.reader(ofRun: $0.id)) }
    if json {
      printJSON(["versions": .list(shown.map(\.pooledJSON))])
      return
    }
    let coefficients = shown.first?.coefficients ?? []
    var head = ["run", "codebook", "who", "codes", "units"]
    for (place, coefficient) in coefficients.enumerated() {
      head.append(coefficient.short)
      if place == 0 { head.append(percent(certainty.confidence) + " interval") }
    }
    let rows = shown.flatMap { shown in
      shown.agreement.comparisons.map { shown.versionRow(of: $0) }
    }
    let by = versions == .run ? "run" : "version of the codebook, each by its newest run"
    print(
      "How far coders agree, by \(by), all codes together\n"
        + textTable([head] + rows, rightAligned: Set([0] + (3..<head.count))))
  }
}

extension StudyAgreement {
  /// The pooled figures of every comparison.
  fileprivate var pooledJSON: JSONValue {
    [
      "run": .integer(run.id),
      "codebook": [
        "name": .string(codebook.name), "version": .string(codebook.version),
        "hash": .string(run.codebook),
      ],
      "comparisons": .list(
        agreement.comparisons.map {
          [
            "name": .string($0.name), "kind": .string($0.kind.rawValue),
            "pooled": json(of: figures(of: .pooled, in: $0)),
          ]
        }),
    ]
  }

  /// A comparison as a row of the table of versions.
  fileprivate func versionRow(of comparison: Comparison) -> [String] {
    let figures = figures(of: .pooled, in: comparison)
    let version = codebook.version.isEmpty ? "" : codebook.version + " "
    var row = [
      String(run.id), version + "(\(run.codebook.prefix(8)))", comparison.name,
      String(agreement.codesGiven.count), String(figures.units),
    ]
    for (place, (_, result)) in figures.results.enumerated() {
      row.append(result.value.map(rounded) ?? "–")
      guard place == 0 else { continue }
      row.append(
        result.interval.map { "\(rounded($0.lower)) to \(rounded($0.upper))" } ?? "–")
    }
    return row
  }
}
