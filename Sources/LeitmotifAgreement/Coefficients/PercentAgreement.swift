/// Percent agreement: the share of pairs of ratings that agree.
///
/// - Formula: over units, (1/n') Σ_i Σ_k r_ik (Σ_l w_kl r_il − 1) / (r_i (r_i − 1)); over ratings,
///   units count by their number of ratings: Σ_i [Σ_k r_ik (Σ_l w_kl r_il − 1) / (r_i − 1)] / Σ_i
///   r_i. They are the same when every unit has as many ratings.
/// - Unit: a share from 0 to 1; it is not corrected for chance.
/// - Missing: units with fewer than two ratings are left out.
/// - Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological
///   Bulletin 76 (1971), 378-382, doi:10.1037/h0031619; over ratings, it is 1 − D_o of
///   Krippendorff's nominal alpha.
public struct PercentAgreement: RatingCoefficient {
  /// What the mean is over.
  public enum Averaging: String, CaseIterable, Hashable, Sendable {
    /// Every unit counts alike.
    case unit
    /// Every rating counts alike.
    case rating
  }

  /// What the mean is over.
  public var averaging: Averaging
  /// How far different categories agree.
  public var weights: Weights
  public var distinguishesCoders: Bool { false }
  public var lowest: Double { 0 }

  /// Creates the coefficient.
  public init(averaging: Averaging = .unit, weights: Weights = .identity) {
    self.averaging = averaging
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let agreement = try ObservedAgreement(units, try WeightMatrix(weights, values: units.values))
    switch averaging {
    case .unit: return Evaluation(agreement.mean)
    case .rating:
      var sum = 0.0
      var ratings = 0.0
      for (pattern, multiplicity) in units.multiplicities.enumerated()
      where units.sizes[pattern] >= 2 {
        let weight = Double(multiplicity) * Double(units.sizes[pattern])
        sum += weight * agreement.parts[pattern]
        ratings += weight
      }
      return Evaluation(sum / ratings)
    }
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    guard averaging == .unit else { return nil }
    let agreement = try ObservedAgreement(units, try WeightMatrix(weights, values: units.values))
    return linearisedParts(units, agreement, Evaluation(agreement.mean)) { _ in 0 }
  }
}
