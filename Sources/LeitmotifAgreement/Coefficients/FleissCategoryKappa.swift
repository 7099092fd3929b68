/// Fleiss' kappa of one category against all others.
///
/// - Formula: (P_j − p_j)/(1 − p_j), P_j = Σ_i r_ij (r_ij − 1) / Σ_i r_ij (r_i − 1) the share of
///   the other ratings in the category's units that are the category too, p_j its share of the
///   ratings. With m ratings for each of n units, P_j = (Σ_i r_ij² − n m p_j)/(n m (m−1) p_j).
/// - Unit: none; from −1 to 1, where 0 is chance.
/// - Missing: units with fewer than two ratings are left out.
/// - Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological
///   Bulletin 76 (1971), 378-382, doi:10.1037/h0031619.
public struct FleissCategoryKappa: RatingCoefficient {
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(category: String) {
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let pairs = CategoryPairs(try units.index(of: category), units)
    guard pairs.ratings > 0 else { throw .noPairs }
    guard pairs.possible > 0 else { throw .unusedCategory(category) }
    return try Evaluation(
      observed: pairs.agreeing / pairs.possible, expected: pairs.own / pairs.ratings)
  }
}

/// The pairs of ratings that a category has a part in.
struct CategoryPairs {
  /// Σ_i r_ij (r_ij − 1): ordered pairs of which both are the category.
  private(set) var agreeing = 0.0
  /// Σ_i r_ij (r_i − 1): ordered pairs of which the first is the category.
  private(set) var possible = 0.0
  /// Ratings of the category in units with two ratings or more.
  private(set) var own = 0.0
  /// All ratings in those units.
  private(set) var ratings = 0.0

  init(_ category: Int, _ units: UnitPatterns) {
    for (pattern, multiplicity) in units.multiplicities.enumerated()
    where units.sizes[pattern] >= 2 {
      let weight = Double(multiplicity)
      let size = Double(units.sizes[pattern])
      ratings += weight * size
      units.forEachCategory(of: pattern) { used, uses in
        guard used == category else { return }
        agreeing += weight * uses * (uses - 1)
        possible += weight * uses * (size - 1)
        own += weight * uses
      }
    }
  }
}
