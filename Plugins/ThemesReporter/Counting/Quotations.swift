import LeitmotifModel

extension StudyReader {
  /// Hands out every quotation that may be shown, in the order of the final codings.
  ///
  /// - Parameters:
  ///   - table: Says of which codes nothing is quoted, and which attributes are not told.
  ///   - body: Is handed each quotation.
  /// - Throws: What the study or the body throws.
  func forEachQuotation(
    of table: ThemeTable, _ body: (Quotation) throws -> Void
  ) throws {
    let quoting = try Quoting(of: self, table)
    try forEachCodedTranscript { try quoting.forEachQuotation(of: $0, body) }
  }
}

/// What may be quoted of a study's transcripts.
struct Quoting {
  private let tree: CodeTree
  private let discretion: Discretion
  private let hidden: Set<Identifier<Code>>
  private let hiddenAttributes: [Identifier<Code>: Set<String>]

  /// - Parameters:
  ///   - study: The study.
  ///   - table: Says what is kept back.
  /// - Throws: What the study throws.
  init(of study: any StudyReader, _ table: ThemeTable) throws {
    tree = CodeTree(try study.codebook)
    discretion = Discretion(table.privacy, participants: try study.participants)
    hidden = table.hiddenCodes
    hiddenAttributes = table.hiddenAttributes
  }

  /// Hands out every quotation of one transcript that may be shown, in the order of the final codings.
  func forEachQuotation(
    of coded: CodedTranscript, _ body: (Quotation) throws -> Void
  ) rethrows {
    var quoter = Quoter(coded, privacy: discretion.privacy)
    for place in discretion.quotable(PlacedTranscript(coded, in: tree))
    where !hidden.contains(place.final.coding.code) {
      let quotation = quoter.quotation(of: place)
      try body(hiddenAttributes[quotation.code].map(quotation.keepingBack) ?? quotation)
    }
  }
}
