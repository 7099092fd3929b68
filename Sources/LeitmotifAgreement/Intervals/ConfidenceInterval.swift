/// A value's bounds at a level of confidence.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower bound; that of percent agreement is never below 0 when it was worked out analytically.
  public var lower: Double
  /// The upper bound, never above 1 when it was worked out analytically.
  public var upper: Double
  /// The level: 0.95 for an interval that would hold the true value 95 times in 100.
  public var confidence: Double
  /// How many replicates of a bootstrap had no value; they are left out.
  public var undefinedReplicates = 0
}

/// How a standard error and a confidence interval are worked out.
public struct IntervalRequest: Hashable, Sendable {
  /// The ways to work one out.
  public enum Method: Hashable, Sendable {
    /// Neither.
    case none
    /// The coefficient's linearised variance, over units.
    case analytic
    /// Analytic, with 1/n in place of 1/(n−1): what programs that take a two-way table of counts
    /// print.
    case analyticOfTable
    /// The percentiles of a bootstrap over units.
    case percentile
    /// The bias-corrected and accelerated bootstrap over units.
    case accelerated
    /// The percentiles of a bootstrap over clusters of units, such as transcripts.
    ///
    /// Only `CountedRatings` know clusters; for others every unit is its own.
    case percentileOverClusters
  }

  /// How.
  public var method: Method
  /// The level of confidence, between 0 and 1.
  public var confidence: Double
  /// How many units there are altogether, when those coded are a sample without replacement from
  /// them.
  ///
  /// `nil` for infinitely many. It narrows analytic intervals only.
  public var population: Int?
  /// How often a bootstrap draws.
  public var replicates: Int
  /// Where a bootstrap's random numbers start.
  public var seed: UInt64

  /// Creates a request.
  public init(
    _ method: Method, confidence: Double = 0.95, population: Int? = nil, replicates: Int = 10_000,
    seed: UInt64 = 1
  ) {
    self.method = method
    self.confidence = confidence
    self.population = population
    self.replicates = replicates
    self.seed = seed
  }

  /// Neither a standard error nor an interval.
  public static let none = IntervalRequest(.none)
}
