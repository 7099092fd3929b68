public import LeitmotifModel

/// What of a study is compared: whose work, in what pieces, on which codes.
public struct AgreementQuestion: Sendable {
  /// Who is compared, at most `capacity`.
  public let voices: [Voice]

  /// The pieces in which they are compared.
  public let unit: AgreementUnit

  /// The codes that are asked about, in the codebook's order; `nil` for every code.
  public let codes: [Identifier<Code>]?

  /// How many voices can be compared at once.
  public static let capacity = RatingState.capacity

  /// Creates a question.
  ///
  /// - Parameters:
  ///   - voices: Who is compared.
  ///   - unit: The pieces.
  ///   - codes: The codes, in the codebook's order; `nil` for every code.
  /// - Throws: `Diagnostics` (`too-many-coders`) for more than 64 voices.
  public init(
    _ voices: [Voice], unit: AgreementUnit = .sentence, codes: [Identifier<Code>]? = nil
  ) throws(Diagnostics) {
    guard voices.count <= Self.capacity else {
      throw Diagnostics(
        .error(
          "too-many-coders",
          "\(voices.count) coders are compared, and \(Self.capacity) is the most",
          help: "name those that matter with --coders"))
    }
    self.voices = voices
    self.unit = unit
    self.codes = codes
  }
}
