import LeitmotifAgreement
import LeitmotifModel
public import LeitmotifPlugin
public import LeitmotifReliability
import LeitmotifYAML

/// A coefficient of agreement that a check asks for, over units and codes together.
public struct AgreementMeasure: Hashable, Sendable {
  /// What a check's measure begins with.
  static let prefix = "agreement."

  /// The coefficient.
  public var coefficient = CodedCoefficient.usual
  /// Who is compared, all together; empty for all people.
  public var coders: [String] = []
  /// The pieces in which they are compared.
  public var unit = AgreementUnit.sentence
  /// The codes that are asked about; empty for every code.
  public var codes: [CodePattern] = []

  /// Reads `of`, `unit` and `codes` of a check.
  init(reading reader: MappingReader) {
    coders = reader.strings("of") ?? []
    unit = reader.choice("unit", as: AgreementUnit.self) ?? .sentence
    codes = (reader.strings("codes") ?? []).map { CodePattern($0) }
  }

  /// Works it out.
  ///
  /// - Parameter study: The study.
  /// - Returns: The value, or why there is none, as a clause.
  /// - Throws: Whatever the study throws.
  func value(in study: any StudyReader) throws -> (value: Double?, reason: String?) {
    do {
      let voices =
        try coders.isEmpty
        ? Voice.people(of: study.coders) : Voice.named(coders, among: study.coders)
      guard let comparison = Comparison.together(voices) else {
        return (
          nil, coders.isEmpty ? "fewer than two people coded" : "one coder is none to compare"
        )
      }
      let codebook = try study.codebook
      try Diagnostics(codebook.errors(inPatterns: codes, of: "codes")).throwIfErrors()
      let asked = codebook.codes.map(\.id).filter { code in
        codes.isEmpty || codes.contains { $0.matches(code) }
      }
      let agreement = try CoderAgreement(
        of: study, AgreementQuestion(voices, unit: unit, codes: asked))
      let result = coefficient.value(of: agreement.ratings(of: .pooled, in: comparison))
      return (result.value, result.reason?.description)
    } catch let problems as Diagnostics {
      return (nil, problems.all.map(\.message).joined(separator: "; "))
    }
  }
}
