/// A coefficient over many resamples of the units; coders and categories stay as they are.
struct Bootstrap<Coefficient: RatingCoefficient> {
  private let coefficient: Coefficient
  private let units: UnitPatterns
  private let confidence: Double
  /// The values of the resamples that have one, sorted.
  private let values: [Double]
  private let undefined: Int

  /// Draws.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient.
  ///   - units: The units.
  ///   - request: How often, and where random numbers start.
  ///   - clusters: How many units of each pattern each cluster has: as many clusters are drawn as there are, each
  ///     with all its units, and units of no cluster stay. Empty to draw units.
  init(
    of coefficient: Coefficient, over units: UnitPatterns, _ request: IntervalRequest,
    clusters: [[Int]] = []
  ) {
    self.coefficient = coefficient
    self.units = units
    confidence = request.confidence
    var random = RandomSource(seed: request.seed)
    let multinomial = Multinomial(weights: units.multiplicities)
    var resample = units
    var staying = units.multiplicities
    for cluster in clusters {
      for (pattern, count) in cluster.enumerated() { staying[pattern] -= count }
    }
    var values: [Double] = []
    values.reserveCapacity(request.replicates)
    for _ in 0..<max(0, request.replicates) {
      if clusters.isEmpty {
        multinomial.draw(into: &resample.multiplicities, using: &random)
      } else {
        resample.multiplicities = staying
        for _ in clusters {
          let drawn = clusters[random.index(below: clusters.count)]
          for (pattern, count) in drawn.enumerated() { resample.multiplicities[pattern] += count }
        }
      }
      if let value = try? coefficient.evaluate(resample).value, value.isFinite {
        values.append(value)
      }
    }
    undefined = max(0, request.replicates) - values.count
    self.values = values.sorted()
  }

  /// The standard deviation of the values; `nil` for fewer than two.
  var standardError: Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + square($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The interval between two percentiles; `nil` when no resample has a value.
  var percentileInterval: ConfidenceInterval? {
    interval(from: (1 - confidence) / 2, to: (1 + confidence) / 2)
  }

  /// The bias-corrected and accelerated interval.
  ///
  /// - Source: B. Efron, "Better Bootstrap Confidence Intervals", JASA 82 (1987), 171-185,
  ///   doi:10.1080/01621459.1987.10478410; the acceleration is from the jackknife over units.
  /// - Returns: The percentile interval when all resamples lie on one side, or the jackknife does
  ///   not vary.
  func acceleratedInterval(around value: Double) -> ConfidenceInterval? {
    let below = values.reduce(0.0) { $0 + ($1 < value ? 1 : $1 == value ? 0.5 : 0) }
    guard !values.isEmpty, below > 0, below < Double(values.count), let acceleration else {
      return percentileInterval
    }
    let bias = Normal.quantile(below / Double(values.count))
    func share(_ tail: Double) -> Double {
      let z = bias + Normal.quantile(tail)
      return Normal.probability(below: bias + z / (1 - acceleration * z))
    }
    return interval(from: share((1 - confidence) / 2), to: share((1 + confidence) / 2))
  }

  private var acceleration: Double? {
    var leaving = units
    var parts: [(value: Double, count: Double)] = []
    for (pattern, multiplicity) in units.multiplicities.enumerated() where multiplicity > 0 {
      leaving.multiplicities[pattern] -= 1
      defer { leaving.multiplicities[pattern] += 1 }
      guard let value = try? coefficient.evaluate(leaving).value, value.isFinite else { continue }
      parts.append((value, Double(multiplicity)))
    }
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    let mean = parts.reduce(0) { $0 + $1.value * $1.count } / count
    let squares = parts.reduce(0) { $0 + $1.count * square(mean - $1.value) }
    let cubes = parts.reduce(0) { $0 + $1.count * square(mean - $1.value) * (mean - $1.value) }
    guard squares > 1e-24 else { return nil }
    return cubes / (6 * squares * squares.squareRoot())
  }

  private func interval(from low: Double, to high: Double) -> ConfidenceInterval? {
    guard let lower = quantile(low), let upper = quantile(high) else { return nil }
    return ConfidenceInterval(
      lower: lower, upper: upper, confidence: confidence, undefinedReplicates: undefined)
  }

  /// A quantile, interpolated between the values beside it.
  private func quantile(_ share: Double) -> Double? {
    guard let last = values.indices.last, share.isFinite else { return nil }
    let place = min(max(share, 0), 1) * Double(last)
    let index = Int(place)
    guard index < last else { return values[last] }
    return values[index] + (place - Double(index)) * (values[index + 1] - values[index])
  }
}
