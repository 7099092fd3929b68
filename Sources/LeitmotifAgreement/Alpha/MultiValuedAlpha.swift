/// Multi-valued alpha: Krippendorff's alpha for several codes a unit, whose chance breaks sets into
/// codes.
///
/// Alpha with a distance between sets expects whole sets to come together at random, and so takes
/// the agreement on sets that coders chose often for chance. This expects codes to come together at
/// random, within sets of the sizes that were observed.
///
/// - Formula: 1 − D_o/D_e with δ_CK = 1 − 2|C∩K|/(|C|+|K|), 0 for two empty sets; D_o as in alpha;
///   D_e = Σ_ab P_a P_b Σ W_CK δ_CK / Σ W_CK over all sets C, K of a and b codes, P_a the share of
///   pairable sets of a codes, W_CK = Π_{c∈C} n_c Π_{k∈K∖C} n_k Π_{c∈C∩K} (n_c − 1), n_c the
///   pairable sets that hold c.
/// - Unit: none; at most 1, where 0 is chance.
/// - Missing: units with fewer than two ratings are left out; the empty set is a rating.
/// - Source: K. Krippendorff and R. Craggs, "The Reliability of Multi-Valued Coding of Data",
///   Communication Methods and Measures 10 (2016), 181-198, doi:10.1080/19312458.2016.1228863.
public struct MultiValuedAlpha: RatingCoefficient {
  /// The set that each category stands for.
  public var sets: [CodeSet]
  public var distinguishesCoders: Bool { false }

  /// Creates the coefficient for ratings by these sets.
  public init(sets: [CodeSet]) {
    self.sets = sets
  }

  public func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation {
    let disagreement = try Disagreement(units, .sets(.dice, sets))
    let expected = expectedDisagreement(disagreement.uses)
    guard expected > 0 else { throw .noVariation }
    var evaluation = Evaluation(1 - disagreement.observed / expected)
    evaluation.observed = 1 - disagreement.observed
    evaluation.expected = 1 - expected
    return evaluation
  }

  private func expectedDisagreement(_ uses: [Double]) -> Double {
    let total = uses.reduce(0, +)
    var sizeShares: [Double] = []
    var codeCounts: [Double] = []
    for (set, count) in zip(sets, uses) where count > 0 {
      while sizeShares.count <= set.codes.count { sizeShares.append(0) }
      sizeShares[set.codes.count] += count / total
      for code in set.codes {
        while codeCounts.count <= code { codeCounts.append(0) }
        codeCounts[code] += count
      }
    }
    let products = SubsetProducts(codeCounts.filter { $0 > 0 }, largestSize: sizeShares.count - 1)
    var expected = 0.0
    for (a, share) in sizeShares.enumerated() where share > 0 {
      for (b, other) in sizeShares.enumerated() where other > 0 && a + b > 0 {
        var weights = 0.0
        var distances = 0.0
        for common in 0...min(a, b) {
          let weight = products[a, b, common]
          weights += weight
          distances += weight * (1 - 2 * Double(common) / Double(a + b))
        }
        if weights > 0 { expected += share * other * distances / weights }
      }
    }
    return expected
  }
}

/// Σ W_CK over all sets C of a codes and K of b codes with t codes in common, for all a, b and t at
/// once.
///
/// Each code is in neither set, in C, in K, or in both; the sums are the coefficients of Π_c (1 +
/// n_c x + n_c y + n_c (n_c − 1) x y z). That takes time in the cube of the sizes, where going
/// through the sets takes time exponential in them.
private struct SubsetProducts {
  private let side: Int
  private var sums: [Double]

  init(_ counts: [Double], largestSize: Int) {
    side = largestSize + 1
    sums = Array(repeating: 0, count: side * side * side)
    sums[0] = 1
    // Every product of a and b has a + b factors, so that a common scale falls out of each mean.
    let scale = counts.max() ?? 1
    for count in counts {
      let single = count / scale
      let double = single * (count - 1) / scale
      for a in stride(from: largestSize, through: 0, by: -1) {
        for b in stride(from: largestSize, through: 0, by: -1) {
          for t in stride(from: min(a, b), through: 0, by: -1) {
            var sum = self[a, b, t]
            if a > 0, t <= a - 1 { sum += single * self[a - 1, b, t] }
            if b > 0, t <= b - 1 { sum += single * self[a, b - 1, t] }
            if t > 0 { sum += double * self[a - 1, b - 1, t - 1] }
            sums[(a * side + b) * side + t] = sum
          }
        }
      }
    }
  }

  subscript(_ a: Int, _ b: Int, _ common: Int) -> Double {
    sums[(a * side + b) * side + common]
  }
}
