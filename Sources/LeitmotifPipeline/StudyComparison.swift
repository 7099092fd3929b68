import LeitmotifModel

/// Looks for the first row in which two readings of a study differ.
struct StudyComparison {
  let stored: any StudyReader
  let found: any StudyReader

  /// The first difference, in the order of transcripts; of each its codings, then its final codings.
  ///
  /// - Returns: `nil` when every row is the same.
  /// - Throws: Whatever the readers throw.
  func firstDifference() throws -> Verification.Difference? {
    let keys = try Set(stored.transcripts).union(found.transcripts).sorted()
    for key in keys {
      if let difference = try first(
        in: "coding", of: key, rows: { try Self.codings(of: key, in: $0) })
        ?? first(in: "final coding", of: key, rows: { try Self.finals(of: key, in: $0) })
      {
        return difference
      }
    }
    return nil
  }

  private func first(
    in what: String, of key: Identifier<Transcript>, rows: (any StudyReader) throws -> [String]
  ) throws -> Verification.Difference? {
    let left = try rows(stored)
    let right = try rows(found)
    for place in 0..<max(left.count, right.count) {
      let before = place < left.count ? left[place] : "nothing"
      let now = place < right.count ? right[place] : "nothing"
      if before != now {
        return .init(what: what, place: key.rawValue, stored: before, found: now)
      }
    }
    return nil
  }

  /// One line for each coding: identifiers and offsets, no text.
  private static func codings(
    of key: Identifier<Transcript>, in study: any StudyReader
  ) throws -> [String] {
    try study.codings(of: key).map { line($0) }
  }

  private static func finals(
    of key: Identifier<Transcript>, in study: any StudyReader
  ) throws -> [String] {
    try study.finalCodings(of: key).map { "\(line($0.coding)) \($0.origin.rawValue)" }
  }

  private static func line(_ coding: Coding) -> String {
    let attributes = coding.attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return
      "\(coding.transcript) \(coding.span.start)-\(coding.span.end) \(coding.code) \(coding.rule?.rawValue ?? coding.coder.rawValue) {\(attributes)}"
  }
}
