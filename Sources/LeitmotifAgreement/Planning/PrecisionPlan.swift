/// How many units two coders have to rate for an interval of a wanted width.
///
/// It is for one code that is given or not given, and for kappa in its intraclass form, which is Scott's π and, but for
/// small samples, nominal alpha of two coders.
///
/// - Formula: n = z² v D / w², v = (1−κ) [(1−κ)(1−2κ) + κ(2−κ) / (2p(1−p))], w half the interval's width, p how often
///   the code is given, D the design effect; of a population of N units, n / (1 + n/N).
/// - Source: D. A. Bloch and H. C. Kraemer, "2 × 2 Kappa Coefficients: Measures of Agreement or Association",
///   Biometrics 45 (1989), 269-287, doi:10.2307/2532052; A. Donner and M. Eliasziw, "A goodness-of-fit approach to
///   inference procedures for the kappa statistic", Statistics in Medicine 11 (1992), 1511-1519,
///   doi:10.1002/sim.4780111109; design effect: L. Kish, "Survey Sampling" (1965).
public struct PrecisionPlan: Hashable, Sendable {
  /// The value that is expected, from 0 up to, but not, 1.
  public var expected: Double

  /// The share of units that a coder gives the code, between 0 and 1.
  public var prevalence: Double

  /// Half the width of the wanted interval.
  public var halfWidth: Double

  /// The level of confidence, between 0 and 1.
  public var confidence: Double

  /// How much larger the variance is than for independent units, because those of one transcript are alike.
  public var designEffect: Double

  /// All units there are; `nil` for infinitely many.
  public var population: Int?

  /// Creates a plan.
  public init(
    expected: Double, prevalence: Double, halfWidth: Double, confidence: Double = 0.95,
    designEffect: Double = 1, population: Int? = nil
  ) {
    self.expected = expected
    self.prevalence = prevalence
    self.halfWidth = halfWidth
    self.confidence = confidence
    self.designEffect = designEffect
    self.population = population
  }

  /// The number of units.
  ///
  /// - Returns: At least 2; `nil` when a value lies outside of its range, or the number has more than 15 digits.
  public var units: Int? {
    guard (0..<1).contains(expected), prevalence > 0, prevalence < 1, halfWidth > 0, halfWidth < 2,
      confidence > 0, confidence < 1, designEffect > 0, designEffect.isFinite, population ?? 1 > 0
    else { return nil }
    let z = Normal.quantile(0.5 + confidence / 2)
    var count = square(z / halfWidth) * variance * designEffect
    if let population { count /= 1 + count / Double(population) }
    guard count < 1e15 else { return nil }
    return max(2, Int(count.rounded(.up)))
  }

  /// The variance for one unit.
  private var variance: Double {
    let kappa = expected
    return (1 - kappa)
      * ((1 - kappa) * (1 - 2 * kappa)
        + kappa * (2 - kappa) / (2 * prevalence * (1 - prevalence)))
  }
}
