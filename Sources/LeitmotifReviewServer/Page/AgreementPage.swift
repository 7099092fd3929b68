import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability

/// How the coders agree, as a heat map of pairs and a table of codes.
struct AgreementPage: Sendable {
  let unit: String
  let names: [String]
  let rows: [Row]
  let codes: [CodeRow]
  let basis: String
  let isEmpty: Bool

  /// One coder's row of the map.
  struct Row: Sendable {
    let name: String
    let cells: [Cell]
  }

  /// One pair.
  struct Cell: Sendable {
    let value: String
    /// The style of the cell: from `h0` for no agreement to `h9`.
    let style: String
    let title: String
    /// Where the disagreements of the pair are listed; empty where nothing is compared.
    var link = ""
  }

  /// One code, among those who are compared first.
  struct CodeRow: Sendable {
    let code: String
    let value: String
    let observed: String
    let units: Int
    let style: String
    /// Where the disagreements over the code are listed.
    let link: String
  }

  /// Compares the coders of a study.
  ///
  /// - Throws: What the study throws.
  init(of study: any StudyReader) throws {
    let coders = try study.coders
    let voices = Voice.usual(of: coders)
    unit = AgreementUnit.sentence.rawValue
    guard voices.count > 1, voices.count <= AgreementQuestion.capacity else {
      (names, rows, codes, basis, isEmpty) = ([], [], [], "", true)
      return
    }
    let agreement = try CoderAgreement(of: study, AgreementQuestion(voices))
    let usual = [CodedCoefficient.usual]
    names = voices.map(\.name)
    rows = voices.indices.map { first in
      Row(
        name: voices[first].name,
        cells: voices.indices.map { second in
          let pair = [min(first, second), max(first, second)]
          guard
            let comparison = agreement.comparisons.first(where: {
              $0.voices == pair && ($0.kind == .pair || $0.kind == .sameCoder)
            })
          else { return Cell(value: "", style: "none", title: "") }
          let figures = AgreementFigures(
            agreement, of: .pooled, in: comparison, coefficients: usual)
          let value = figures.results.first?.result.value
          return Cell(
            value: Self.text(value), style: Self.style(value),
            title: "\(comparison.name): \(figures.units) units",
            link: DisagreementsPage.address(between: pair.map { voices[$0].name }))
        })
    }
    let leading = agreement.leading
    basis = leading?.name ?? ""
    codes =
      leading.map { comparison in
        agreement.codesGiven.map { code in
          let figures = AgreementFigures(
            agreement, of: .code(code), in: comparison, coefficients: usual)
          let value = figures.results.first?.result.value
          return CodeRow(
            code: code.rawValue, value: Self.text(value), observed: Self.text(figures.observed),
            units: figures.units, style: Self.style(value),
            link: DisagreementsPage.address(over: code.rawValue))
        }
      } ?? []
    isEmpty = false
  }

  private static func text(_ value: Double?) -> String {
    guard let value else { return "–" }
    let hundredths = Int((value * 100).rounded())
    let digits = abs(hundredths % 100)
    return (hundredths < 0 ? "−" : "") + "\(abs(hundredths) / 100)." + (digits < 10 ? "0" : "")
      + String(digits)
  }

  private static func style(_ value: Double?) -> String {
    value.map { "h\(max(0, min(9, Int($0 * 10))))" } ?? "none"
  }
}
