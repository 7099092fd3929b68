/// A coefficient of agreement over units that several coders rated.
///
/// Whoever conforms to it gets results with their basis, analytic intervals and bootstraps.
public protocol RatingCoefficient: Sendable {
  /// Whether it matters which coder chose which category.
  var distinguishesCoders: Bool { get }

  /// The smallest value that it can have, below which no interval reaches; −∞ where that is not known.
  var lowest: Double { get }

  /// The value over some units.
  func evaluate(_ units: UnitPatterns) throws(UndefinedReason) -> Evaluation

  /// Each unit's part in the value, for the analytic variance; `nil` when none is known.
  func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation?
}

extension RatingCoefficient {
  /// It is not known.
  public var lowest: Double { -.infinity }

  /// None is known.
  public func linearise(_ units: UnitPatterns) throws(UndefinedReason) -> Linearisation? { nil }
}

/// A coefficient's value and its two parts.
public struct Evaluation: Hashable, Sendable {
  /// The value.
  public var value: Double
  /// The agreement observed; `nil` where there is no such part.
  public var observed: Double?
  /// The agreement expected by chance; `nil` where there is no such part.
  public var expected: Double?

  /// Creates a value of which there are no parts.
  public init(_ value: Double) {
    self.value = value
  }

  /// Creates a value that is corrected for chance: (observed − expected) / (1 − expected).
  ///
  /// - Throws: `noVariation` when chance agrees completely.
  public init(observed: Double, expected: Double) throws(UndefinedReason) {
    // A sum of shares may miss 1 by a few units in the last place.
    guard 1 - expected > 1e-14 else { throw .noVariation }
    value = (observed - expected) / (1 - expected)
    self.observed = observed
    self.expected = expected
  }
}

/// A coefficient written as a mean over units, as far as its first derivatives go.
public struct Linearisation: Sendable {
  /// The distribution that an interval's width is taken from.
  public enum Distribution: Hashable, Sendable {
    /// Student's t with one degree of freedom less than there are units.
    case student
    /// The normal distribution.
    case normal
  }

  /// Each pattern's part.
  public var parts: [Double]
  /// The value that the parts lie around.
  public var center: Double
  /// Units with fewer ratings do not count.
  public var minimumRatings: Int32
  /// What the sum of squares is divided by, besides the number of units n: n−1, or n again.
  public var dividesByAllUnits = false
  /// The distribution of the interval.
  public var distribution = Distribution.student

  /// The standard error, and how many units it comes from.
  func standardError(over units: UnitPatterns, _ request: IntervalRequest) -> (Double, Int)? {
    let count = units.unitCount(withRatings: minimumRatings)
    guard count > 1 else { return nil }
    var sum = 0.0
    for (pattern, part) in parts.enumerated() where units.sizes[pattern] >= minimumRatings {
      sum += Double(units.multiplicities[pattern]) * square(part - center)
    }
    let n = Double(count)
    let divisor = dividesByAllUnits || request.method == .analyticOfTable ? n : n - 1
    let rated = Double(units.unitCount(withRatings: 1))
    let sampled = request.population.map { min(1, rated / Double(max($0, 1))) } ?? 0
    return ((max(0, (1 - sampled) * sum / (n * divisor))).squareRoot(), count)
  }
}

extension Ratings {
  /// Works out a coefficient, and how far it can be trusted.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient.
  ///   - request: The kind of standard error and interval.
  /// - Returns: The value, or the reason why there is none; never infinite or not a number.
  public func agreement(
    _ coefficient: some RatingCoefficient, interval request: IntervalRequest = .none
  ) -> AgreementResult {
    UnitPatterns(self, distinguishingCoders: coefficient.distinguishesCoders)
      .agreement(coefficient, interval: request)
  }
}

extension UnitPatterns {
  /// Works out a coefficient, and how far it can be trusted.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient.
  ///   - request: The kind of standard error and interval.
  ///   - clusters: How many units of each pattern each cluster has; empty when units stand alone.
  /// - Returns: The value, or the reason why there is none; never infinite or not a number.
  func agreement(
    _ coefficient: some RatingCoefficient, interval request: IntervalRequest,
    clusters: [[Int]] = []
  ) -> AgreementResult {
    var result = AgreementResult(outcome: .failure(.noRatings), basis: basis())
    do throws(UndefinedReason) {
      let evaluation = try coefficient.evaluate(self)
      guard evaluation.value.isFinite else { throw .notFinite }
      result.outcome = .success(evaluation.value)
      result.observed = evaluation.observed
      result.expected = evaluation.expected
      try addInterval(to: &result, of: coefficient, request, clusters)
    } catch {
      result.outcome = .failure(error)
    }
    return result
  }

  private func addInterval(
    to result: inout AgreementResult, of coefficient: some RatingCoefficient,
    _ request: IntervalRequest, _ clusters: [[Int]]
  ) throws(UndefinedReason) {
    guard let value = result.value, request.confidence > 0, request.confidence < 1 else { return }
    switch request.method {
    case .none: break
    case .analytic, .analyticOfTable:
      guard let linearisation = try coefficient.linearise(self),
        let (error, count) = linearisation.standardError(over: self, request), error.isFinite
      else { return }
      let share = 0.5 + request.confidence / 2
      let width =
        switch linearisation.distribution {
        case .student: StudentT.quantile(share, freedom: Double(count - 1))
        case .normal: Normal.quantile(share)
        }
      result.standardError = error
      result.interval = ConfidenceInterval(
        lower: max(coefficient.lowest, value - width * error), upper: min(1, value + width * error),
        confidence: request.confidence)
    case .percentile, .accelerated, .percentileOverClusters:
      let bootstrap = Bootstrap(
        of: coefficient, over: self, request,
        clusters: request.method == .percentileOverClusters ? clusters : [])
      result.standardError = bootstrap.standardError
      result.interval =
        request.method == .accelerated
        ? bootstrap.acceleratedInterval(around: value) : bootstrap.percentileInterval
    }
  }
}
