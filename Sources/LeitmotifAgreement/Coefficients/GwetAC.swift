/// Gwet's AC1, and with weights AC2: chance is a coder's random choice on a unit that is hard to
/// code.
///
/// It stays high where nearly all units are of one category and kappa falls to 0.
///
/// - Formula: (p_a − p_e)/(1 − p_e), p_a the percent agreement over units, p_e = (Σ_kl w_kl / (q
///   (q−1))) Σ_k π_k (1 − π_k), π_k = (1/n) Σ_i r_ik/r_i, q declared categories.
/// - Unit: none; from −1 to 1, where 0 is chance.
/// - Missing: units with one rating do not enter p_a, but π.
/// - Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of
///   high agreement", British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48,
///   doi:10.1348/000711006X126600.
public struct GwetAC: RatingCoefficient {
  /// How far different categories agree: the identity for AC1.
  public var weights: Weights
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(weights: Weights = .identity) {
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    try parts(of: units).evaluation
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let (agreement, evaluation, shares, scale) = try parts(of: units)
    return linearisedParts(units, agreement, evaluation) { pattern in
      var sum = 0.0
      units.forEachCategory(of: pattern) { category, uses in sum += (1 - shares[category]) * uses }
      return scale * sum / Double(units.sizes[pattern])
    }
  }

  private func parts(
    of units: UnitPatterns
  ) throws(UndefinedReason) -> (
    agreement: ObservedAgreement, evaluation: Evaluation, shares: [Double], scale: Double
  ) {
    let weights = try WeightMatrix(weights, values: units.values)
    let agreement = try ObservedAgreement(units, weights)
    guard units.categoryCount > 1 else { throw .tooFewCategories }
    let shares = meanShares(units)
    let q = Double(units.categoryCount)
    let scale = weights.total / (q * (q - 1))
    let expected = scale * shares.reduce(0) { $0 + $1 * (1 - $1) }
    return (
      agreement, try Evaluation(observed: agreement.mean, expected: expected), shares, scale
    )
  }
}
