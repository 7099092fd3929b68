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
    let tree = CodeTree(try codebook)
    let discretion = Discretion(privacy, participants: try participants)
    try forEachCodedTranscript { coded in
      var quoter = Quoter(coded, privacy: privacy)
      for place in discretion.quotable(PlacedTranscript(coded, in: tree))
      where !hidden.contains(place.final.coding.code) {
        try body(quoter.quotation(of: place))
      }
    }
  }
}
