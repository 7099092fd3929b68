/// What coefficients over units with any number of ratings share.
///
/// r_ik is how many coders put unit i in category k, r_i = Σ_k r_ik, n how many units have a
/// rating, n' how many have two or more.
struct ObservedAgreement {
  /// For each pattern, Σ_k r_ik (Σ_l w_kl r_il − 1) / (r_i (r_i − 1)); 0 for fewer than two
  /// ratings.
  let parts: [Double]
  /// Their mean over the units with two ratings or more.
  let mean: Double
  /// How many units have a rating.
  let rated: Double
  /// How many units have two ratings or more.
  let pairable: Double

  init(_ units: UnitPatterns, _ weights: WeightMatrix) throws(UndefinedReason) {
    var parts = Array(repeating: 0.0, count: units.multiplicities.count)
    var sum = 0.0
    var rated = 0
    var pairable = 0
    for (pattern, multiplicity) in units.multiplicities.enumerated() {
      let size = Double(units.sizes[pattern])
      if size >= 1 { rated += multiplicity }
      guard size >= 2 else { continue }
      pairable += multiplicity
      let agreeing = weightedPairs(of: pattern, units, weights)
      parts[pattern] = agreeing / (size * (size - 1))
      sum += Double(multiplicity) * parts[pattern]
    }
    guard rated > 0 else { throw .noRatings }
    guard pairable > 0 else { throw .noPairs }
    self.parts = parts
    self.rated = Double(rated)
    self.pairable = Double(pairable)
    mean = sum / Double(pairable)
  }
}

/// Σ_k r_ik (Σ_l w_kl r_il − 1): the ordered pairs of a unit's ratings, each as far as they agree.
func weightedPairs(of pattern: Int, _ units: UnitPatterns, _ weights: WeightMatrix) -> Double {
  var sum = 0.0
  if weights.isIdentity {
    units.forEachCategory(of: pattern) { _, uses in sum += uses * (uses - 1) }
    return sum
  }
  units.forEachCategory(of: pattern) { k, uses in
    var agreeing = -1.0
    units.forEachCategory(of: pattern) { l, others in agreeing += weights[k, l] * others }
    sum += uses * agreeing
  }
  return sum
}

/// π_k: the mean over the rated units of the share of a unit's coders who chose category k.
func meanShares(_ units: UnitPatterns) -> [Double] {
  var shares = Array(repeating: 0.0, count: units.categoryCount)
  var rated = 0.0
  for (pattern, multiplicity) in units.multiplicities.enumerated() where units.sizes[pattern] > 0 {
    let weight = Double(multiplicity)
    rated += weight
    units.forEachCategory(of: pattern) { category, uses in
      shares[category] += weight * uses / Double(units.sizes[pattern])
    }
  }
  return rated > 0 ? shares.map { $0 / rated } : shares
}

/// Gwet's linearised parts: κ*_i = κ_i − 2(1−κ)(p_e|i − p_e)/(1−p_e) with κ_i = (n/n')(p_a|i − p_e
/// [r_i ≥ 2])/(1−p_e).
///
/// - Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of
///   high agreement", British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48,
///   doi:10.1348/000711006X126600.
func linearisedParts(
  _ units: UnitPatterns, _ agreement: ObservedAgreement, _ evaluation: Evaluation,
  chance: (_ pattern: Int) -> Double
) -> Linearisation {
  let expected = evaluation.expected ?? 0
  let parts = units.multiplicities.indices.map { pattern in
    guard units.sizes[pattern] > 0 else { return 0.0 }
    let own = units.sizes[pattern] >= 2 ? agreement.parts[pattern] - expected : 0
    return agreement.rated / agreement.pairable * own / (1 - expected)
      - 2 * (1 - evaluation.value) * (chance(pattern) - expected) / (1 - expected)
  }
  return Linearisation(parts: parts, center: evaluation.value, minimumRatings: 1)
}
