/// How far two coders' ratings lean to one category: it lowers kappa at the same raw agreement.
///
/// - Formula: (a − d)/n: a units both gave the category, d units neither did, of n.
/// - Unit: from −1 to 1; 0 when the category and its opposite are as frequent.
/// - Missing: units that only one of them rated are left out.
/// - Source: T. Byrt, J. Bishop and J. B. Carlin, "Bias, prevalence and kappa", Journal of Clinical
///   Epidemiology 46 (1993), 423-429, doi:10.1016/0895-4356(93)90018-V, who report it without its
///   sign.
public struct PrevalenceIndex: RatingCoefficient {
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(category: String) {
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let four = try FourCells(units, category: category)
    return Evaluation(four.both - four.neither)
  }
}

/// How much more often the first of two coders chose one category than the second.
///
/// - Formula: (b − c)/n: b units the first alone gave the category, c the second alone, of n.
/// - Unit: from −1 to 1; 0 when both chose it as often.
/// - Missing: units that only one of them rated are left out.
/// - Source: T. Byrt, J. Bishop and J. B. Carlin (1993), doi:10.1016/0895-4356(93)90018-V, who
///   report it without its sign.
public struct BiasIndex: RatingCoefficient {
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { true }

  /// Creates the coefficient.
  public init(category: String) {
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let four = try FourCells(units, category: category)
    return Evaluation(four.first - four.second)
  }
}
