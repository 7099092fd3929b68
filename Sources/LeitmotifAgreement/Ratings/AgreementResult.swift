/// What a coefficient came to, and what the number rests on.
public struct AgreementResult: Hashable, Sendable {
  /// The value, or why there is none.
  public var outcome: Result<Double, UndefinedReason>

  /// The agreement observed, before any correction for chance; `nil` where the coefficient has no
  /// such part.
  public var observed: Double?

  /// The agreement that chance would bring by the coefficient's own model; `nil` where it has none.
  public var expected: Double?

  /// The standard error; `nil` when none was asked for or none is known.
  public var standardError: Double?

  /// The confidence interval; `nil` when none was asked for or none is known.
  public var interval: ConfidenceInterval?

  /// What the number rests on.
  public var basis: Basis

  /// Creates a result without an interval.
  public init(outcome: Result<Double, UndefinedReason>, basis: Basis) {
    self.outcome = outcome
    self.basis = basis
  }

  /// The value; `nil` when it is undefined.
  public var value: Double? { try? outcome.get() }

  /// Why there is no value; `nil` when there is one.
  public var reason: UndefinedReason? {
    if case .failure(let reason) = outcome { reason } else { nil }
  }
}

/// What a coefficient was worked out from.
public struct Basis: Hashable, Sendable {
  /// Units with ratings by at least two coders.
  public var units: Int

  /// Units that nobody coded.
  public var unratedUnits: Int

  /// Units that one coder alone coded; they may enter what chance is taken to be, never what is
  /// observed.
  public var singlyRatedUnits: Int

  /// Ratings in the units with at least two.
  public var pairable: Int

  /// How many coders there are.
  public var coders: Int

  /// The declared categories.
  public var categories: [String]

  /// How often each category was used, over all ratings.
  public var uses: [Int]

  /// Creates a basis in which every unit counts.
  public init(units: Int, pairable: Int, coders: Int, categories: [String], uses: [Int]) {
    self.units = units
    unratedUnits = 0
    singlyRatedUnits = 0
    self.pairable = pairable
    self.coders = coders
    self.categories = categories
    self.uses = uses
  }
}

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
