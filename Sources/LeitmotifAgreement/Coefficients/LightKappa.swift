/// Light's kappa: the mean of Cohen's kappa over all pairs of coders.
///
/// - Formula: (1 / C(m, 2)) Σ_{g<h} κ_gh.
/// - Unit: none; from −1 to 1, where 0 is chance.
/// - Missing: each pair is worked out from the units that both rated. When one pair has no value,
///   neither has the mean.
/// - Source: R. J. Light, "Measures of response agreement for qualitative data", Psychological
///   Bulletin 76 (1971), 365-377, doi:10.1037/h0031643.
public struct LightKappa: RatingCoefficient {
  /// How far different categories agree, by rank.
  public var weights: Weights
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(weights: Weights = .identity) {
    self.weights = weights
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    guard units.coderCount > 1 else {
      throw .coders(needed: "two or more", given: units.coderCount)
    }
    let weights = try units.rankWeights(weights)
    var sum = 0.0
    var pairs = 0.0
    for first in 0..<units.coderCount {
      for second in first + 1..<units.coderCount {
        let table = try TwoCoderTable(units, coders: (first, second))
        sum += try CohenKappa.evaluate(table, weights).value
        pairs += 1
      }
    }
    return Evaluation(sum / pairs)
  }
}

/// Holsti's coefficient of reliability: the units coded alike among all that either coder coded.
///
/// - Formula: 2M/(N₁+N₂), M the units that both coded alike, N_g the units that coder g coded; for
///   more coders the mean over pairs.
/// - Unit: a share from 0 to 1; it is not corrected for chance.
/// - Missing: a unit that only one of them coded lowers it.
/// - Source: O. R. Holsti, "Content Analysis for the Social Sciences and Humanities" (1969), p.
///   140.
public struct Holsti: RatingCoefficient {
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init() {}

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let m = units.coderCount
    guard m > 1 else { throw .coders(needed: "two or more", given: m) }
    var counts = Array(repeating: 0.0, count: m)
    var alike = Array(repeating: 0.0, count: m * m)
    for (pattern, multiplicity) in units.multiplicities.enumerated() {
      let row = units.rows[pattern * m..<(pattern + 1) * m]
      for (first, category) in row.enumerated() where category != Ratings.missing {
        counts[first] += Double(multiplicity)
        for (second, other) in row.enumerated() where second > first && other == category {
          alike[first * m + second] += Double(multiplicity)
        }
      }
    }
    var sum = 0.0
    for first in 0..<m {
      for second in first + 1..<m {
        guard counts[first] + counts[second] > 0 else { throw .noRatings }
        sum += 2 * alike[first * m + second] / (counts[first] + counts[second])
      }
    }
    return Evaluation(2 * sum / Double(m * (m - 1)))
  }
}
