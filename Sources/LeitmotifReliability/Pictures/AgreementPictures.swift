import LeitmotifModel
public import LeitmotifAgreement

/// The two drawings of a study's agreement: coder by coder, and code by code.
public struct AgreementPictures: Hashable, Sendable {
  /// Each two voices, all codes together.
  public let coders: HeatMap

  /// Each code among the voices that are looked at first, and all codes together.
  public let codes: ForestPlot

  /// Who is compared in `codes`.
  public let comparison: Comparison

  /// Draws; `nil` when there is nothing to compare.
  ///
  /// - Parameters:
  ///   - agreement: The ratings.
  ///   - coefficient: What is shown.
  ///   - interval: The kind of interval.
  public init?(
    of agreement: CoderAgreement, _ coefficient: CodedCoefficient = .usual,
    interval: IntervalRequest = IntervalRequest(.analytic)
  ) {
    guard let leading = agreement.leading, !agreement.codesGiven.isEmpty else { return nil }
    comparison = leading
    let none: [Double?] = Array(repeating: nil, count: agreement.voices.count)
    var values = Array(repeating: none, count: agreement.voices.count)
    for pair in agreement.comparisons where pair.voices.count == 2 {
      let ratings = agreement.ratings(of: .pooled, in: pair)
      let value = coefficient.value(of: ratings).value
      values[pair.voices[0]][pair.voices[1]] = value
      values[pair.voices[1]][pair.voices[0]] = value
    }
    coders = HeatMap(
      title: "\(coefficient.name) of each two coders, all codes together",
      names: agreement.voices.map(\.name), values: values)
    func row(_ label: String, _ subject: CoderAgreement.Subject) -> ForestPlot.Row {
      let ratings = agreement.ratings(of: subject, in: leading)
      let result = coefficient.value(of: ratings, interval: interval)
      return ForestPlot.Row(
        label: label, value: result.value, lower: result.interval?.lower,
        upper: result.interval?.upper, isWhole: subject == .pooled)
    }
    codes = ForestPlot(
      title: "\(coefficient.name) of \(leading.name), code by code",
      rows: agreement.codesGiven.map { row($0.rawValue, .code($0)) } + [row("all codes", .pooled)])
  }
}
