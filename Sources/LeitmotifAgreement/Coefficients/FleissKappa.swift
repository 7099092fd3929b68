/// Fleiss' kappa: chance chooses categories as often as all coders together did.
///
/// For two coders it is Scott's pi.
///
/// - Formula: (p_a − p_e)/(1 − p_e), p_a the percent agreement over units, p_e = Σ_kl w_kl π_k π_l,
///   π_k = (1/n) Σ_i r_ik/r_i.
/// - Unit: none; from −1 to 1, where 0 is chance.
/// - Missing: units with one rating do not enter p_a, but π.
/// - Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological
///   Bulletin 76 (1971), 378-382, doi:10.1037/h0031619; W. A. Scott, "Reliability of content
///   analysis: The case of nominal scale coding", Public Opinion Quarterly 19 (1955), 321-325,
///   doi:10.1086/266577; missing ratings and variance: K. L. Gwet (2014), ISBN 978-0-9708062-8-4.
public struct FleissKappa: RatingCoefficient {
  /// How far different categories agree.
  public var weights: Weights
  /// The only number of coders it is for, two for Scott's pi; `nil` for any.
  public var coders: Int?
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(weights: Weights = .identity, coders: Int? = nil) {
    self.weights = weights
    self.coders = coders
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    if let coders { try units.requireCoders(coders) }
    let weights = try WeightMatrix(weights, values: units.values)
    let agreement = try ObservedAgreement(units, weights)
    let shares = meanShares(units)
    return try Evaluation(observed: agreement.mean, expected: weights.bilinear(shares, shares))
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let evaluation = try evaluate(units)
    let weights = try WeightMatrix(weights, values: units.values)
    let shares = meanShares(units)
    let meanWeights = zip(weights.times(shares), weights.timesTransposed(shares)).map {
      ($0 + $1) / 2
    }
    return linearisedParts(units, try ObservedAgreement(units, weights), evaluation) { pattern in
      var sum = 0.0
      units.forEachCategory(of: pattern) { category, uses in sum += meanWeights[category] * uses }
      return sum / Double(units.sizes[pattern])
    }
  }
}

/// Fleiss' standard error of kappa under the hypothesis that coders agree by chance only.
///
/// For testing that hypothesis, and for nothing else: an interval around kappa needs the analytic
/// variance.
///
/// - Formula: √(2 [(Σ p_j q_j)² − Σ p_j q_j (q_j − p_j)] / ((Σ p_j q_j)² n m (m−1))), q_j = 1 −
///   p_j; for one category √(2 / (n m (m−1))).
/// - Missing: every unit must have a rating by each coder; other units are left out.
/// - Source: J. L. Fleiss, J. C. Nee and J. R. Landis, "Large sample variance of kappa in the case
///   of different sets of raters", Psychological Bulletin 86 (1979), 974-977,
///   doi:10.1037/0033-2909.86.5.974.
public struct FleissKappaNullError: RatingCoefficient {
  /// Whether it is that of one category, which is the same for every category.
  public var ofOneCategory: Bool
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(ofOneCategory: Bool = false) {
    self.ofOneCategory = ofOneCategory
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let complete = units.resampled(
      zip(units.multiplicities, units.sizes).map { $1 == units.coderCount ? $0 : 0 })
    let m = Double(units.coderCount)
    let n = Double(complete.unitCount(withRatings: 1))
    guard n > 0, m > 1 else { throw .noPairs }
    if ofOneCategory { return Evaluation((2 / (n * m * (m - 1))).squareRoot()) }
    let shares = meanShares(complete)
    let products = shares.reduce(0) { $0 + $1 * (1 - $1) }
    let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    guard products > 0 else { throw .noVariation }
    let variance = 2 * (square(products) - skew) / (square(products) * n * m * (m - 1))
    return Evaluation(max(0, variance).squareRoot())
  }
}
