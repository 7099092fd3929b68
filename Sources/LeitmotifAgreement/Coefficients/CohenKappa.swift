/// Cohen's kappa: how far two coders agree beyond chance, by which each keeps choosing as often as
/// he did.
///
/// Weights take the categories' ranks, not their numbers, as Cohen and the usual programs do; they
/// are the same for numbers that follow each other.
///
/// - Formula: (p_o − p_e)/(1 − p_e), p_o = Σ_kl w_kl p_kl, p_e = Σ_kl w_kl p_k. p_.l over the units
///   that both rated.
/// - Unit: none; from −1 to 1, where 0 is chance and 1 complete agreement.
/// - Missing: units that only one of them rated are left out.
/// - Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and
///   Psychological Measurement 20 (1960), 37-46, doi:10.1177/001316446002000104; weighted: J.
///   Cohen, Psychological Bulletin 70 (1968), 213-220, doi:10.1037/h0026256; standard error and
///   normal interval: J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969),
///   323-327, doi:10.1037/h0028106.
public struct CohenKappa: RatingCoefficient {
  /// How far different categories agree.
  public var weights: Weights
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(weights: Weights = .identity) {
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    try units.requireCoders(2)
    return try Self.evaluate(try TwoCoderTable(units), try units.rankWeights(weights))
  }

  static func evaluate(
    _ table: TwoCoderTable, _ weights: WeightMatrix
  ) throws(UndefinedReason) -> Evaluation {
    try Evaluation(
      observed: table.observed(weights), expected: weights.bilinear(table.first, table.second))
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let table = try TwoCoderTable(units)
    let weights = try units.rankWeights(weights)
    let evaluation = try Self.evaluate(table, weights)
    let rows = weights.times(table.second)
    let columns = weights.timesTransposed(table.first)
    let expected = evaluation.expected ?? 0
    let parts = units.multiplicities.indices.map { pattern in
      guard units.sizes[pattern] == 2 else { return 0.0 }
      let k = Int(units.rows[2 * pattern])
      let l = Int(units.rows[2 * pattern + 1])
      return (weights[k, l] - (rows[k] + columns[l]) * (1 - evaluation.value)) / (1 - expected)
    }
    return Linearisation(
      parts: parts,
      center: (evaluation.value - expected * (1 - evaluation.value)) / (1 - expected),
      minimumRatings: 2, dividesByAllUnits: true, distribution: .normal)
  }
}

extension UnitPatterns {
  /// Weights between the categories' ranks, whatever their numbers.
  func rankWeights(_ weights: Weights) throws(UndefinedReason) -> WeightMatrix {
    try WeightMatrix(weights, values: categories.indices.map { Double($0 + 1) })
  }
}

/// The standard error of Cohen's kappa under the hypothesis that two coders agree by chance only.
///
/// For testing that hypothesis, and for nothing else.
///
/// - Formula: √([Σ_kl p_k. p_.l (w_kl − w̄_k. − w̄_.l)² − p_e²] / (n (1−p_e)²)), w̄_k. = Σ_l w_kl
///   p_.l, w̄_.l = Σ_k w_kl p_k.
/// - Missing: units that only one of them rated are left out.
/// - Source: J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and
///   weighted kappa", Psychological Bulletin 72 (1969), 323-327, doi:10.1037/h0028106.
public struct CohenKappaNullError: RatingCoefficient {
  /// How far different categories agree.
  public var weights: Weights
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(weights: Weights = .identity) {
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    try units.requireCoders(2)
    let table = try TwoCoderTable(units)
    let weights = try units.rankWeights(weights)
    guard let expected = try CohenKappa.evaluate(table, weights).expected else {
      throw .noVariation
    }
    let rows = weights.times(table.second)
    let columns = weights.timesTransposed(table.first)
    var sum = 0.0
    for (k, first) in table.first.enumerated() where first > 0 {
      for (l, second) in table.second.enumerated() where second > 0 {
        sum += first * second * square(weights[k, l] - rows[k] - columns[l])
      }
    }
    let variance = (sum - square(expected)) / (table.count * square(1 - expected))
    return Evaluation(max(0, variance).squareRoot())
  }
}

/// The largest kappa that two coders could reach with the shares of categories that they have.
///
/// - Formula: (Σ_k min(p_k., p_.k) − p_e)/(1 − p_e), p_e as in Cohen's kappa.
/// - Unit: none; at most 1.
/// - Missing: units that only one of them rated are left out.
/// - Source: J. Cohen (1960), doi:10.1177/001316446002000104.
public struct MaximumKappa: RatingCoefficient {
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init() {}

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    try units.requireCoders(2)
    let table = try TwoCoderTable(units)
    let identity = try units.rankWeights(.identity)
    return try Evaluation(
      observed: zip(table.first, table.second).reduce(0) { $0 + min($1.0, $1.1) },
      expected: identity.bilinear(table.first, table.second))
  }
}
