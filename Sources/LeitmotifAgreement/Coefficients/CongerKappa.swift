/// Conger's kappa: Cohen's kappa for any number of coders, each with habits of their own.
///
/// On complete data it is the kappa of Hubert and of Davies and Fleiss.
///
/// - Formula: (p_a − p_e)/(1 − p_e), p_a the percent agreement over units, p_e the mean over the
///   pairs of coders g, h of Σ_kl w_kl p_gk p_hl, p_gk the share of category k among coder g's
///   ratings.
/// - Unit: none; from −1 to 1, where 0 is chance.
/// - Missing: units with one rating do not enter p_a, but the coder's shares.
/// - Source: A. J. Conger, "Integration and generalization of kappas for multiple raters",
///   Psychological Bulletin 88 (1980), 322-328, doi:10.1037/0033-2909.88.2.322; M. Davies and J. L.
///   Fleiss, "Measuring agreement for multinomial data", Biometrics 38 (1982), 1047-1051,
///   doi:10.2307/2529886; missing ratings and variance: K. L. Gwet (2014), ISBN 978-0-9708062-8-4.
public struct CongerKappa: RatingCoefficient {
  /// How far different categories agree.
  public var weights: Weights
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(weights: Weights = .identity) {
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let weights = try WeightMatrix(weights, values: units.values)
    let agreement = try ObservedAgreement(units, weights)
    return try evaluation(agreement, CodersShares(units), weights)
  }

  private func evaluation(
    _ agreement: ObservedAgreement, _ coders: CodersShares, _ weights: WeightMatrix
  ) throws(UndefinedReason) -> Evaluation {
    let m = Double(coders.active)
    let totals = sums(of: coders.shares)
    // The pairs of two coders: all pairs without those of a coder with himself.
    var pairs = weights.bilinear(totals, totals)
    for shares in coders.shares { pairs -= weights.bilinear(shares, shares) }
    return try Evaluation(observed: agreement.mean, expected: pairs / (m * (m - 1)))
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let weights = try WeightMatrix(weights, values: units.values)
    let agreement = try ObservedAgreement(units, weights)
    let coders = CodersShares(units)
    let evaluation = try evaluation(agreement, coders, weights)
    let m = units.coderCount
    let totals = sums(of: coders.shares)
    // b_gl: what a rating of category l by coder g is worth as agreement with all other coders.
    let others = coders.shares.map { shares in
      weights.timesTransposed(zip(totals, shares).map { $0 - $1 })
    }
    let means = zip(coders.shares, others).map { zip($0, $1).reduce(0) { $0 + $1.0 * $1.1 } }
    let pairs = Double(coders.active * (coders.active - 1))
    return linearisedParts(units, agreement, evaluation) { pattern in
      var sum = 0.0
      for coder in 0..<m where coders.counts[coder] > 0 {
        let perRating = agreement.rated / coders.counts[coder]
        let category = units.rows[pattern * m + coder]
        // A coder's shares are ratios: a rating moves them by its distance from their present
        // value.
        let own = category == Ratings.missing ? 0 : others[coder][Int(category)] - means[coder]
        sum += perRating * own + means[coder]
      }
      return sum / pairs
    }
  }

  private func sums(of shares: [[Double]]) -> [Double] {
    guard var result = shares.first else { return [] }
    for other in shares.dropFirst() {
      for (index, share) in other.enumerated() { result[index] += share }
    }
    return result
  }
}
