/// Krippendorff's alpha: how far any number of coders agree beyond chance, with any distance
/// between categories.
///
/// Chance puts the very ratings that were given together at random.
///
/// - Formula: 1 − D_o/D_e, D_o = Σ_i Σ_kl r_ik r_il δ_kl / (r_i − 1) / n.., D_e = Σ_kl n_k n_l δ_kl
///   / (n.. (n.. − 1)) over units with r_i ≥ 2 ratings, n_k the ratings of category k in them, n..
///   all of them.
/// - Unit: none; at most 1, where 0 is chance; it may be below −1 for few units.
/// - Missing: units with fewer than two ratings are left out; nothing is filled in.
/// - Source: K. Krippendorff, "Estimating the reliability, systematic error and random error of
///   interval data", Educational and Psychological Measurement 30 (1970), 61-70,
///   doi:10.1177/001316447003000105; A. F. Hayes and K. Krippendorff, "Answering the call for a
///   standard reliability measure for coding data", Communication Methods and Measures 1 (2007),
///   77-89, doi:10.1080/19312450709336664; variance: K. L. Gwet (2014), ISBN 978-0-9708062-8-4,
///   with the ordinal distance taken as given.
public struct KrippendorffAlpha: RatingCoefficient {
  /// The distance between categories.
  public var distance: Distance
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(distance: Distance = .nominal) {
    self.distance = distance
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let disagreement = try Disagreement(units, distance)
    return try disagreement.evaluation()
  }

  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? {
    let disagreement = try Disagreement(units, distance)
    let count = Double(units.unitCount(withRatings: 2))
    let meanSize = disagreement.ratings / count
    let shares = disagreement.uses.map { $0 / disagreement.ratings }
    let distances = disagreement.metric.distances(to: shares)
    let expected = zip(shares, distances).reduce(0) { $0 + $1.0 * $1.1 }
    // Gwet writes alpha as a mean over units of equal size, and these corrections for unequal ones.
    let observed = disagreement.sum / disagreement.ratings
    let corrected = observed * (1 - 1 / disagreement.ratings)
    let center = 1 - observed / expected
    let parts = units.multiplicities.indices.map { pattern in
      let size = Double(units.sizes[pattern])
      guard size >= 2 else { return 0.0 }
      let own = disagreement.parts[pattern] - corrected * (size - meanSize)
      var chance = 0.0
      units.forEachCategory(of: pattern) { chance += distances[$0] * $1 }
      return 1 - own / (meanSize * expected)
        - 2 * (1 - center) * (size - chance / expected) / meanSize
    }
    return Linearisation(parts: parts, center: center, minimumRatings: 2)
  }
}

/// The observed disagreement of a table, and what chance would bring.
struct Disagreement {
  /// The distance between its categories.
  let metric: Metric
  /// For each pattern, Σ_kl r_ik r_il δ_kl / (r_i − 1).
  let parts: [Double]
  /// Their sum over all units: D_o n...
  let sum: Double
  /// n..: how many pairable ratings there are.
  let ratings: Double
  /// n_k: how many of them chose each category.
  let uses: [Double]

  init(_ units: UnitPatterns, _ distance: Distance) throws(UndefinedReason) {
    var uses = Array(repeating: 0.0, count: units.categoryCount)
    var ratings = 0.0
    var rated = false
    for (pattern, multiplicity) in units.multiplicities.enumerated() where multiplicity > 0 {
      rated = rated || units.sizes[pattern] > 0
      guard units.sizes[pattern] >= 2 else { continue }
      let weight = Double(multiplicity)
      ratings += weight * Double(units.sizes[pattern])
      units.forEachCategory(of: pattern) { uses[$0] += weight * $1 }
    }
    guard ratings > 0 else { throw rated ? .noPairs : .noRatings }
    let metric = try Metric(distance, units, uses: uses)
    var parts = Array(repeating: 0.0, count: units.multiplicities.count)
    var sum = 0.0
    for (pattern, multiplicity) in units.multiplicities.enumerated()
    where multiplicity > 0 && units.sizes[pattern] >= 2 {
      parts[pattern] =
        metric.disagreement(of: pattern, units) / (Double(units.sizes[pattern]) - 1)
      sum += Double(multiplicity) * parts[pattern]
    }
    self.metric = metric
    self.parts = parts
    self.sum = sum
    self.ratings = ratings
    self.uses = uses
  }

  /// The expected disagreement: D_e in alpha's formula.
  var expected: Double {
    zip(uses, metric.distances(to: uses)).reduce(0) { $0 + $1.0 * $1.1 }
      / (ratings * (ratings - 1))
  }

  /// The observed disagreement, D_o.
  var observed: Double { sum / ratings }

  /// Alpha.
  ///
  /// - Throws: `noVariation` when no two ratings are apart.
  func evaluation() throws(UndefinedReason) -> Evaluation {
    let expected = expected
    guard expected > 0 else { throw expected.isNaN ? .notFinite : .noVariation }
    guard expected.isFinite else { throw .notFinite }
    var evaluation = Evaluation(1 - observed / expected)
    // Only where the largest distance is 1, what distances leave to 1 is agreement.
    if case .nominal = metric {
      evaluation.observed = 1 - observed
      evaluation.expected = 1 - expected
    }
    return evaluation
  }
}

/// Krippendorff's nominal alpha of one category against all others, over the same pairable ratings.
///
/// - Formula: alpha after all other categories have become one.
/// - Unit: none; at most 1, where 0 is chance.
/// - Missing: units with fewer than two ratings are left out.
/// - Source: K. Krippendorff, "Content Analysis", 4th ed. (2019), chapter 12.
public struct KrippendorffCategoryAlpha: RatingCoefficient {
  /// The category.
  public var category: String
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient.
  public init(category: String) {
    self.category = category
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let index = try units.index(of: category)
    // As sets, the category and all others are 1 apart, and the others not at all.
    let sets = units.categories.indices.map { CodeSet([$0 == index ? 1 : 0]) }
    return try KrippendorffAlpha(distance: .sets(.jaccard, sets)).evaluate(units)
  }
}
