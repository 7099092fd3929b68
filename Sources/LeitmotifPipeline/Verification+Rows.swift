import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

extension Pipeline {
  /// What differs where the result is the same, and the rows are not those that the run wrote.
  static let otherRows = "row beside the result"

  /// Compares what the store says beside the result, and views of it show, with what it follows from.
  ///
  /// - Throws: `StoreError`; `Diagnostics` for a file that is wrong.
  func compareRows(
    _ rows: [ResultDigest.Rows], of reader: StoreReader, in store: Store, _ lock: LockFile?,
    into verification: inout Verification
  ) throws {
    if let wrong = try reader.firstWrongRow() {
      verification.differences.append(
        .init(what: wrong.what, place: wrong.place, stored: wrong.stored, found: wrong.found))
    }
    // Other files, another codebook, or another result was told of.
    guard verification.differences.isEmpty else { return }
    let read = try HumanWork(pipeline: self, reading: TranscriptReading(self)).read()
    let found = [
      try otherContent(rows, of: reader, in: store),
      try otherCodebook(in: reader),
      Self.first(
        "participants", try reader.participants.map { Self.line(of: $0) },
        participants.sorted { $0.id < $1.id }.map { Self.line(of: $0) }),
      Self.first(
        "decision", Self.lines(of: try reader.decisions), Self.lines(of: read.allDecisions)),
      Self.first(
        "coder", try reader.coders.map { Self.line(of: $0) },
        coders(read).map { Self.line(of: $0) }),
      try otherSettings(in: reader, store, read),
      otherCounts(rows, in: reader),
      try otherLock(of: reader.run.id, in: store, lock),
    ]
    verification.differences += found.compactMap(\.self)
  }

  /// Compares how transcripts are read and cut, and which decision stands behind what, with what was noted when the rows
  /// were written.
  private func otherContent(
    _ rows: [ResultDigest.Rows], of reader: StoreReader, in store: Store
  ) throws -> Verification.Difference? {
    // What a later run wrote that did not come to its end is noted in its place.
    guard try store.runs().last?.id == reader.run.id else { return nil }
    let states = try store.states()
    for row in rows {
      guard let noted = states[row.key]?.contentDigest, noted != row.content,
        // The run that was to write it anew did not begin.
        !noted.allSatisfy({ $0 == 0 })
      else { continue }
      let file = transcripts.first { $0.key == row.key }
      if let now = try? file.map({ try TranscriptReading(self).read($0).segmented }),
        let stored = try reader.transcript(row.key),
        let difference = StudyComparison.firstDifference(stored: stored, found: now)
      {
        return difference
      }
      return .init(
        what: Self.otherRows, place: row.key.rawValue, stored: hexadecimal(noted),
        found: hexadecimal(row.content), statedBy: "the run", foundIn: "the rows")
    }
    return nil
  }

  private func otherCodebook(in reader: StoreReader) throws -> Verification.Difference? {
    let stored = try reader.codebook
    func head(_ codebook: Codebook, _ digest: String, _ source: String) -> [String] {
      [
        "name \(codebook.name)", "version \(codebook.version)", "language \(codebook.language)",
        "hash \(digest)", "source \(Digest(of: source))",
      ]
    }
    return Self.first(
      "codebook",
      head(stored, reader.run.codebook, try reader.codebookSource)
        + stored.codes.flatMap(\.words),
      head(codebook, codebookSource.digest.description, codebookSource.text)
        + codebook.codes.flatMap(\.words))
  }

  private func otherSettings(
    in reader: StoreReader, _ store: Store, _ people: HumanWork.Content
  ) throws -> Verification.Difference? {
    let reasons = PlanReasons(
      pipeline: self, store: store, coding: TranscriptCoding(self), people: people)
    if let name = Self.first("pipeline", ["name \(reader.run.pipeline)"], ["name \(file.name)"]) {
      return name
    }
    guard let setting = try reasons.changedSettings(since: reader).first else { return nil }
    return .init(
      what: "pipeline", place: setting.what, stored: setting.old ?? "nothing",
      found: setting.new ?? "nothing")
  }

  private func otherCounts(
    _ rows: [ResultDigest.Rows], in reader: StoreReader
  ) -> Verification.Difference? {
    let counts = reader.run.counts
    return Self.first(
      "count",
      [
        "transcripts \(counts.transcripts)", "segments \(counts.segments)",
        "codings \(counts.codings)",
      ],
      [
        "transcripts \(rows.count)", "segments \(rows.reduce(0) { $0 + $1.segments })",
        "codings \(rows.reduce(0) { $0 + $1.finals })",
      ])
  }

  /// Compares the lock that the store keeps of the run, for `runs restore`, with the one beside the pipeline.
  private func otherLock(
    of run: Int, in store: Store, _ lock: LockFile?
  ) throws -> Verification.Difference? {
    guard let lock, let text = try store.lock(ofRun: run) else { return nil }
    let kept = (try? LockFile(reading: text, path: file.lockPath)) ?? LockFile()
    guard let other = kept.differences(from: lock).first else { return nil }
    return .init(
      what: "lock of run \(run)", place: other.name, stored: other.before ?? "nothing",
      found: other.now ?? "nothing", foundIn: "the lock")
  }

  // MARK: - Rows as lines

  /// The first line that is not the same.
  private static func first(
    _ what: String, _ stored: [String], _ found: [String]
  ) -> Verification.Difference? {
    let count = max(stored.count, found.count)
    guard
      let place = (0..<count).first(where: { place in
        guard place < stored.count, place < found.count else { return true }
        return !stored[place].equalsBytewise(found[place])
      })
    else { return nil }
    let (before, now) = (stored.dropFirst(place).first, found.dropFirst(place).first)
    // A line begins with what it is about.
    let about = (now ?? before ?? "").prefix { $0 != " " }
    return .init(
      what: what, place: String(about), stored: before ?? "nothing", found: now ?? "nothing")
  }

  private static func line(of participant: Participant) -> String {
    let attributes = participant.attributes.sorted { $0.key.precedesBytewise($1.key) }
      .map { "\($0.key)=\($0.value)" }
    return "\(participant.id) \(attributes.joined(separator: ", "))"
  }

  private static func line(of coder: Coder) -> String { "\(coder.id) \(coder.kind.rawValue)" }

  /// Decisions by name, for the store has them in the order in which it first saw them; what people wrote is hashed.
  private static func lines(of decisions: [Decision]) -> [String] {
    decisions.sorted { $0.id < $1.id }.map { decision in
      func text(_ attributes: Attributes) -> String {
        attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      }
      func text(_ span: TextSpan) -> String { "\(span.start)-\(span.end)" }
      let verdict =
        switch decision.verdict {
        case .accept: "accept"
        case .reject: "reject"
        case .add: "add"
        case .defer: "defer"
        case .memo: "memo"
        case .modify(let to):
          "modify to \(to.code?.rawValue ?? "-") \(to.span.map(text) ?? "-") {\(text(to.attributes))}"
        }
      let words = [decision.quotation, decision.reason].map { hexadecimal(Digest(of: $0).short) }
      return """
        \(decision.id) \(verdict) \(decision.transcript) \(text(decision.span)) \(decision.code) \
        {\(text(decision.attributes))} by \(decision.reviewer) at \(decision.time) \
        on \(decision.proposals) words \(words[0]) reason \(words[1])
        """
    }
  }
}

extension Code {
  /// What the codebook says of the code, line by line, without places.
  fileprivate var words: [String] {
    let texts: [(name: String, text: String)] = [
      ("uid", uid ?? ""), ("below", parent?.rawValue ?? ""), ("name", name),
      ("definition", definition), ("include", include), ("exclude", exclude), ("memo", memo),
      ("exclusive", exclusive?.rawValue ?? ""),
      ("leads to", leadsTo.map(\.rawValue).joined(separator: ", ")),
    ]
    return texts.map { "\(id) \($0.name): \($0.text)" }
      + attributes.map { attribute in
        "\(id) attribute \(attribute.name): \(attribute.values.joined(separator: ", ")) "
          + "(\(attribute.defaultValue ?? "none"))"
      } + rules.map { "\(id) rule \($0.id), \($0.body.name): \($0.source)" }
      + examples.map { example in
        let expected = example.expected.map { attributes in
          attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        }
        // Its words may be a participant's.
        let words = hexadecimal(Digest(of: "\(example.text)\n\(example.evidence)").short)
        return
          "\(id) example \(words) \(example.role.rawValue) \(example.rule) {\(expected ?? "none")} \(example.why)"
      }
  }
}

extension Rule.Body {
  fileprivate var name: String {
    switch self {
    case .any: "any"
    case .all: "all"
    case .query: "query"
    case .regex: "regex"
    }
  }
}
