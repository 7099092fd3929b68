import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// Computes some kept cells again, without the kept ones, and compares.
///
/// It finds a store whose kept results were changed, and a stage that does not give the same for the same.
struct CellSample {
  /// The share of cells, from 0 to 1.
  let share: Double
  /// Which cells: the same for the same seed.
  let seed: String

  /// Compares the sample with the store; the first difference is added.
  ///
  /// - Throws: `StoreError`, and what a stage throws.
  func compare(
    _ pipeline: Pipeline, with store: Store, into verification: inout Verification,
    progress: any ProgressReporter
  ) throws {
    let reading = TranscriptReading(pipeline)
    let coding = TranscriptCoding(pipeline)
    let packs = KeptCells(in: store)
    for (place, file) in pipeline.transcripts.enumerated() {
      progress.report(stage: "sampling", done: place, of: pipeline.transcripts.count)
      let cells = coding.cells(forIngester: file.ingester).filter { isChosen(file.key, $0.name) }
      guard !cells.isEmpty, let read = try? reading.read(file),
        let pack = try packs.pack(ofUnit: read.unit)
      else { continue }
      for cell in cells {
        // A cell that an edit cannot have touched stands under the key that it had before.
        guard case .classifier(let classifier) = pipeline.stages[cell.stage],
          let kept = pack.matches(of: cell.key)
            ?? pack.operation(called: cell.name).flatMap({ pack.matches(of: $0) }),
          let found = try classifier.matches(
            of: [cell.operation], in: read.segmented, context: StageContext()
          ).first, let found
        else { continue }
        verification.sampledCells += 1
        let sorted = found.sorted { $0.span < $1.span }
        guard sorted != kept else { continue }
        verification.differences.append(
          .init(
            what: "cell", place: "\(file.key) \(cell.name)", stored: Self.text(of: kept),
            found: Self.text(of: sorted)))
        return
      }
    }
  }

  private func isChosen(_ key: Identifier<Transcript>, _ name: String) -> Bool {
    let bytes = Digest(of: "\(seed) \(key) \(name)").bytes.prefix(6)
    let number = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    return Double(number) < share * Double(UInt64(1) << 48)
  }

  /// Places and attributes, no words.
  private static func text(of matches: [Match]) -> String {
    matches.map { match in
      let pairs = match.attributes.pairs.map { "\($0.name)=\($0.value)" }
      return "\(match.span.start)-\(match.span.end) {\(pairs.joined(separator: ","))}"
    }.joined(separator: " ")
  }
}
