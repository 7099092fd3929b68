/// How far apart two categories are, in Krippendorff's alpha.
///
/// x is a category's number, lo and hi the smallest and largest of all declared categories. A
/// distance enters alpha as it is given here; only ratios of distances matter.
///
/// - Source: K. Krippendorff, "Content Analysis", 4th ed. (2019), chapter 12; for ordinal, interval
///   and ratio K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
///   https://repository.upenn.edu/asc_papers/43.
public enum Distance: Hashable, Sendable {
  /// 1 for different categories.
  case nominal
  /// (Σ_{g=k..l} n_g − (n_k+n_l)/2)² for categories in their declared order, n_g how often g was
  /// used.
  case ordinal
  /// (x−y)²
  case interval
  /// ((x−y)/(x+y))²
  case ratio
  /// sin²(π(x−y)/(hi−lo+1)), for numbers on a circle.
  case circular
  /// (x−y)²/((x+y−2lo)(2hi−x−y)), for scales between two poles.
  case bipolar
  /// What Gwet's weights leave to 1.
  case weights(Weights)
  /// A distance for each two categories, rows and columns in their order; not squared.
  case custom([[Double]])
  /// A distance between sets of codes, one set for each category.
  case sets(SetDistance, [CodeSet])
}

/// A distance made ready for one table.
enum Metric {
  /// 1 for different categories.
  case nominal
  /// The squared difference of two scores.
  case scores([Double])
  /// Anything else.
  case function((Int, Int) -> Double)

  /// Makes a distance ready.
  ///
  /// - Parameters:
  ///   - distance: The distance.
  ///   - units: The table, for the categories and their numbers.
  ///   - uses: How often each category was used in pairable units.
  /// - Throws: The reason when the distance is not defined for these categories.
  init(
    _ distance: Distance, _ units: UnitPatterns, uses: [Double]
  ) throws(UndefinedReason) {
    let values = units.values
    switch distance {
    case .nominal, .weights(.identity): self = .nominal
    case .ordinal: self = .scores(Self.middleRanks(uses))
    case .interval:
      try units.requireNumbers()
      self = .scores(values)
    case .ratio:
      try units.requireNumbers()
      self = .function { $0 == $1 ? 0 : Self.ratio(values[$0], values[$1]) }
    case .circular: try self.init(.weights(.circular), units, uses: uses)
    case .bipolar: try self.init(.weights(.bipolar), units, uses: uses)
    case .weights(let weights):
      let matrix = try WeightMatrix(weights, values: values)
      self = .function { 1 - matrix[$0, $1] }
    case .custom(let matrix):
      guard matrix.count == values.count, matrix.allSatisfy({ $0.count == values.count }) else {
        throw .matrixShape(categories: values.count)
      }
      self = .function { matrix[$0][$1] }
    case .sets(let kind, let sets):
      guard sets.count == values.count else { throw .matrixShape(categories: values.count) }
      self = .function { kind.distance(sets[$0], sets[$1]) }
    }
  }

  private static func ratio(_ x: Double, _ y: Double) -> Double {
    x == y ? 0 : square((x - y) / (x + y))
  }

  /// A category's rank among all ratings, the mean of those that share it: Krippendorff's ordinal
  /// distance is the squared difference of two such ranks.
  private static func middleRanks(_ uses: [Double]) -> [Double] {
    var before = 0.0
    return uses.map { count in
      defer { before += count }
      return before + count / 2
    }
  }

  /// Σ_kl a_k a_l δ_kl over all ordered pairs of what a unit's coders chose.
  func disagreement(of pattern: Int, _ units: UnitPatterns) -> Double {
    let size = Double(units.sizes[pattern])
    var sum = 0.0
    switch self {
    case .nominal:
      units.forEachCategory(of: pattern) { _, uses in sum += uses * (size - uses) }
    case .scores(let scores):
      var mean = 0.0
      units.forEachCategory(of: pattern) { mean += scores[$0] * $1 }
      mean /= size
      units.forEachCategory(of: pattern) { sum += $1 * square(scores[$0] - mean) }
      sum *= 2 * size
    case .function(let distance):
      units.forEachCategory(of: pattern) { k, uses in
        units.forEachCategory(of: pattern) { l, others in
          if k != l { sum += uses * others * distance(k, l) }
        }
      }
    }
    return sum
  }

  /// For each category k, Σ_l a_l δ_kl.
  func distances(to uses: [Double]) -> [Double] {
    let total = uses.reduce(0, +)
    switch self {
    case .nominal: return uses.map { total - $0 }
    case .scores(let scores):
      // Around their mean, or large scores would lose their small differences.
      let mean = zip(uses, scores).reduce(0) { $0 + $1.0 * $1.1 } / max(total, 1e-300)
      let spread = zip(uses, scores).reduce(0) { $0 + $1.0 * square($1.1 - mean) }
      return scores.map { spread + total * square($0 - mean) }
    case .function(let distance):
      let used = uses.indices.filter { uses[$0] > 0 }
      var result = Array(repeating: 0.0, count: uses.count)
      for k in used {
        var sum = 0.0
        for l in used where l != k { sum += uses[l] * distance(k, l) }
        result[k] = sum
      }
      return result
    }
  }
}

extension UnitPatterns {
  /// Throws when a category is no number.
  func requireNumbers() throws(UndefinedReason) {
    if let name = nonNumericCategory { throw .notNumeric(name) }
  }
}
