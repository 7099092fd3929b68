import LeitmotifDigest
import LeitmotifModel

/// Looks for the first row in which two readings of a study differ.
struct StudyComparison {
  let stored: any StudyReader
  let found: any StudyReader

  /// The first difference in some transcripts: of each its codings, then its final codings, what waits, who finished
  /// what, and how it was read.
  ///
  /// - Returns: `nil` when every row is the same.
  /// - Throws: Whatever the readers throw.
  func firstDifference(
    in keys: [Identifier<Transcript>]
  ) throws -> Verification.Difference? {
    let sorts: [(what: String, rows: (Identifier<Transcript>, any StudyReader) throws -> [String])]
    sorts = [
      ("coding", { key, study in try study.codings(of: key).map { Self.line(of: $0) } }),
      ("final coding", { key, study in try study.finalCodings(of: key).map { Self.line(of: $0) } }),
      ("queue", { key, study in try Self.queue(of: key, in: study) }),
      ("coverage", { key, study in try Self.coverage(of: key, in: study) }),
      ("reading", { key, study in try study.transcript(key).map { Self.lines(of: $0) } ?? [] }),
    ]
    for key in keys {
      for (what, rows) in sorts {
        if let difference = Self.first(what, of: key, try rows(key, stored), try rows(key, found)) {
          return difference
        }
      }
    }
    return nil
  }

  /// The first thing that is not the same in two readings of one transcript.
  static func firstDifference(
    stored: SegmentedTranscript, found: SegmentedTranscript
  ) -> Verification.Difference? {
    first("reading", of: stored.transcript.key, lines(of: stored), lines(of: found))
  }

  private static func first(
    _ what: String, of key: Identifier<Transcript>, _ left: [String], _ right: [String]
  ) -> Verification.Difference? {
    for place in 0..<max(left.count, right.count) {
      let before = place < left.count ? left[place] : "nothing"
      let now = place < right.count ? right[place] : "nothing"
      if !before.equalsBytewise(now) {
        return .init(what: what, place: key.rawValue, stored: before, found: now)
      }
    }
    return nil
  }

  // MARK: - Rows as lines: identifiers and offsets, and nothing that anybody said

  private static func line(of coding: Coding) -> String {
    let attributes = coding.attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    let memo = coding.memo.isEmpty ? "" : " memo \(short(coding.memo))"
    return
      "\(coding.transcript) \(coding.span.start)-\(coding.span.end) \(coding.code) \(coding.rule?.rawValue ?? coding.coder.rawValue) {\(attributes)}\(memo)"
  }

  private static func line(of final: FinalCoding) -> String {
    "\(line(of: final.coding)) \(final.origin.rawValue) of \(list(final.sources)) by decision \(final.decision?.rawValue ?? "-")"
  }

  private static func queue(
    of key: Identifier<Transcript>, in study: any StudyReader
  ) throws -> [String] {
    try study.queue.filter { $0.transcript == key }.sorted().map { item in
      "\(item.span.start)-\(item.span.end) \(item.code) \(item.reason.rawValue) of \(list(item.proposals)) by decision \(item.decision?.rawValue ?? "-")"
    }
  }

  private static func coverage(
    of key: Identifier<Transcript>, in study: any StudyReader
  ) throws -> [String] {
    try study.coverage.filter { $0.transcript == key }.map {
      "\($0.coder) finished \($0.code?.rawValue ?? "every code")"
    }
  }

  private static func lines(of segmented: SegmentedTranscript) -> [String] {
    let transcript = segmented.transcript
    var lines = [
      "text \(Digest(of: transcript.text.bytes))", "format \(transcript.format)",
      "encoding \(transcript.encoding)",
    ]
    lines += transcript.metadata.sorted { $0.key.precedesBytewise($1.key) }
      .map { "metadata \($0.key) \(short($0.value))" }
    lines += transcript.speakers.map {
      "speaker \($0.label) \($0.role.rawValue) \($0.participant?.rawValue ?? "-")"
    }
    lines += transcript.turns.map { turn in
      let times = [turn.start, turn.end].map { $0.map { "\($0) ms" } ?? "-" }
      return
        "turn \(turn.span.start)-\(turn.span.end) of speaker \(turn.speaker.map(String.init) ?? "-") from \(times[0]) to \(times[1])"
    }
    for level in SegmentLevel.allCases {
      guard let layer = segmented.segments[level] else { continue }
      lines.append("\(layer.count) segments of level \(level.rawValue)")
      lines += layer.map { "\(level.rawValue) \($0.span.start)-\($0.span.end) of turn \($0.turn)" }
    }
    // Where the file lay is no part of what was odd about it.
    return lines
      + transcript.warnings.map { "warning \($0.id) in line \($0.location?.line ?? 0)" }
  }

  private static func list(_ ids: [CodingID]) -> String {
    ids.isEmpty ? "nothing" : ids.map(\.description).joined(separator: ",")
  }

  private static func short(_ text: String) -> String { hexadecimal(Digest(of: text).short) }
}
