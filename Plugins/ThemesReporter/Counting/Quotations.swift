import LeitmotifModel

extension StudyReader {
  /// Hands out what is made of the quotations of each transcript, those that may be shown, in the order of the
  /// final codings.
  ///
  /// - Parameters:
  ///   - privacy: What is kept back.
  ///   - hidden: Codes of which nothing is quoted.
  ///   - make: Makes it of one transcript's quotations; of several at the same time, where the study can.
  ///   - body: Is handed what was made, by transcript.
  /// - Throws: What the study or one of both throws.
  func forEachQuotations<Made: Sendable>(
    privacy: Privacy, hiding hidden: Set<Identifier<Code>>,
    making make: @Sendable (_ quotations: [Quotation]) throws -> Made, _ body: (Made) throws -> Void
  ) throws {
    let tree = CodeTree(try codebook)
    let discretion = Discretion(privacy, participants: try participants)
    try forEachCodedTranscript(
      finals: nil,
      making: { coded in
        var quoter = Quoter(coded, privacy: privacy)
        let places = discretion.quotable(PlacedTranscript(coded, in: tree))
        return try make(
          places.filter { !hidden.contains($0.final.coding.code) }
            .map { quoter.quotation(of: $0) })
      }, body)
  }
}
