import LeitmotifModel

/// Looks for the first row in which two readings of a study differ.
struct StudyComparison {
  let stored: any StudyReader
  let found: any StudyReader

  /// The first difference, in the order of codings and then of final codings.
  ///
  /// - Returns: `nil` when every row is the same.
  /// - Throws: Whatever the readers throw.
  func firstDifference() throws -> Verification.Difference? {
    if let difference = try first(in: "coding", rows: { try Self.codings(of: $0) }) {
      return difference
    }
    return try first(in: "final coding", rows: { try Self.finals(of: $0) })
  }

  private func first(
    in what: String, rows: (any StudyReader) throws -> [String]
  ) throws -> Verification.Difference? {
    let left = try rows(stored)
    let right = try rows(found)
    for place in 0..<max(left.count, right.count) {
      let before = place < left.count ? left[place] : "nothing"
      let now = place < right.count ? right[place] : "nothing"
      if before != now {
        let transcript = (before == "nothing" ? now : before).prefix { $0 != " " }
        return .init(what: what, place: String(transcript), stored: before, found: now)
      }
    }
    return nil
  }

  /// One line for each coding: identifiers and offsets, no text.
  private static func codings(of study: any StudyReader) throws -> [String] {
    var lines: [String] = []
    try study.forEachCoding { lines.append(line($0)) }
    return lines
  }

  private static func finals(of study: any StudyReader) throws -> [String] {
    var lines: [String] = []
    try study.forEachFinalCoding { lines.append("\(line($0.coding)) \($0.origin.rawValue)") }
    return lines
  }

  private static func line(_ coding: Coding) -> String {
    let attributes = coding.attributes.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return
      "\(coding.transcript) \(coding.span.start)-\(coding.span.end) \(coding.code) \(coding.rule?.rawValue ?? coding.coder.rawValue) {\(attributes)}"
  }
}
