/// How different two units of a text are, in place and in category; a unit without a partner costs
/// 1.
///
/// - Formula: α ((|b_u−b_v| + |e_u−e_v|)/(l_u+l_v))² + β d_cat(u, v) for units from b to e, of
///   length l.
/// - Unit: multiples of what an unaligned pair costs.
/// - Source: Y. Mathet, A. Widlöcher and J.-P. Métivier, "The Unified and Holistic Method Gamma (γ)
///   for Inter-Annotator Agreement Measure and Alignment", Computational Linguistics 41 (2015),
///   437-479, doi:10.1162/COLI_a_00227.
public struct UnitDissimilarity: Hashable, Sendable {
  /// α: how much places count.
  public var position: Double
  /// β: how much categories count.
  public var category: Double
  /// d_cat, rows and columns in the categories' order; `nil` for 1 between different ones.
  public var categoryDistances: [[Double]]?

  /// Creates a dissimilarity.
  public init(
    position: Double = 1, category: Double = 1, categoryDistances: [[Double]]? = nil
  ) {
    self.position = position
    self.category = category
    self.categoryDistances = categoryDistances
  }

  /// How different two units' places are, without α.
  public func ofPlaces(_ u: Continuum.Span, _ v: Continuum.Span) -> Double {
    let apart = Double(abs(u.start - v.start)) + Double(abs(u.end - v.end))
    return square(apart / (Double(u.length) + Double(v.length)))
  }

  /// How different two units' categories are, without β.
  public func ofCategories(_ u: Continuum.Span, _ v: Continuum.Span) -> Double {
    if u.category == v.category { return 0 }
    guard let categoryDistances, u.category < categoryDistances.count,
      v.category < categoryDistances[u.category].count
    else { return 1 }
    return categoryDistances[u.category][v.category]
  }

  /// How different two units are.
  public func between(_ u: Continuum.Span, _ v: Continuum.Span) -> Double {
    position * ofPlaces(u, v) + category * ofCategories(u, v)
  }
}
