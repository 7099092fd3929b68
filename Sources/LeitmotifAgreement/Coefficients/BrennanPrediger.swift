/// Brennan and Prediger's coefficient: chance spreads its choices evenly over the declared
/// categories.
///
/// For two coders without weights it is Bennett's S, for two categories besides PABAK, for any
/// number of coders Randolph's free-marginal kappa. A declared category that nobody used raises it.
///
/// - Formula: (p_a − p_e)/(1 − p_e), p_a the percent agreement over units, p_e = Σ_kl w_kl / q²
///   (1/q without weights) for q declared categories.
/// - Unit: none; from −1/(q−1) to 1, where 0 is chance.
/// - Missing: units with fewer than two ratings do not count.
/// - Source: R. L. Brennan and D. J. Prediger, "Coefficient Kappa: Some Uses, Misuses, and
///   Alternatives", Educational and Psychological Measurement 41 (1981), 687-699,
///   doi:10.1177/001316448104100307; E. M. Bennett, R. Alpert and A. C. Goldstein, "Communications
///   Through Limited-Response Questioning", Public Opinion Quarterly 18 (1954), 303-308,
///   doi:10.1086/266520; J. J. Randolph, "Free-Marginal Multirater Kappa" (2005), ERIC ED490661;
///   PABAK: T. Byrt, J. Bishop and J. B. Carlin, "Bias, prevalence and kappa", Journal of Clinical
///   Epidemiology 46 (1993), 423-429, doi:10.1016/0895-4356(93)90018-V.
public struct BrennanPrediger: RatingCoefficient {
  /// How far different categories agree.
  public var weights: Weights
  /// The only number of coders it is for, two for Bennett's S and PABAK; `nil` for any.
  public var coders: Int?
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(weights: Weights = .identity, coders: Int? = nil) {
    self.weights = weights
    self.coders = coders
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    try parts(of: units).evaluation
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let (agreement, evaluation) = try parts(of: units)
    return linearisedParts(units, agreement, evaluation) { _ in evaluation.expected ?? 0 }
  }

  private func parts(
    of units: UnitPatterns
  ) throws(UndefinedReason) -> (agreement: ObservedAgreement, evaluation: Evaluation) {
    if let coders { try units.requireCoders(coders) }
    let weights = try WeightMatrix(weights, values: units.values)
    let agreement = try ObservedAgreement(units, weights)
    guard units.categoryCount > 1 else { throw .tooFewCategories }
    let expected = weights.total / square(Double(units.categoryCount))
    return (agreement, try Evaluation(observed: agreement.mean, expected: expected))
  }
}

extension UnitPatterns {
  /// Throws when there is another number of coders.
  func requireCoders(_ count: Int) throws(UndefinedReason) {
    guard coderCount == count else {
      throw .coders(needed: count == 2 ? "two" : "\(count)", given: coderCount)
    }
  }
}
