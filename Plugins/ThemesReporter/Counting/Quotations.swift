import LeitmotifModel

extension StudyReader {
  /// Hands out every quotation that may be shown, in the order of the final codings.
  ///
  /// - Parameters:
  ///   - privacy: What is kept back.
  ///   - hidden: Codes of which nothing is quoted.
  ///   - body: Is handed each quotation.
  /// - Throws: What the study or the body throws.
  func forEachQuotation(
    privacy: Privacy, hiding hidden: Set<Identifier<Code>> = [],
    _ body: (Quotation) throws -> Void
  ) throws {
    let quoting = try Quoting(of: self, privacy: privacy, hiding: hidden)
    try forEachCodedTranscript { try quoting.forEachQuotation(of: $0, body) }
  }
}

/// What may be quoted of a study's transcripts.
struct Quoting {
  private let tree: CodeTree
  private let discretion: Discretion
  private let hidden: Set<Identifier<Code>>

  /// - Parameters:
  ///   - study: The study.
  ///   - privacy: What is kept back.
  ///   - hidden: Codes of which nothing is quoted.
  /// - Throws: What the study throws.
  init(
    of study: any StudyReader, privacy: Privacy, hiding hidden: Set<Identifier<Code>>
  ) throws {
    tree = CodeTree(try study.codebook)
    discretion = Discretion(privacy, participants: try study.participants)
    self.hidden = hidden
  }

  /// Hands out every quotation of one transcript that may be shown, in the order of the final codings.
  func forEachQuotation(
    of coded: CodedTranscript, _ body: (Quotation) throws -> Void
  ) rethrows {
    var quoter = Quoter(coded, privacy: discretion.privacy)
    for place in discretion.quotable(PlacedTranscript(coded, in: tree))
    where !hidden.contains(place.final.coding.code) {
      try body(quoter.quotation(of: place))
    }
  }
}
