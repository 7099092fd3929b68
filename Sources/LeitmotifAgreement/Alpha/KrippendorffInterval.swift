/// Krippendorff's own confidence intervals of alpha, which resample pairs of ratings.
///
/// Both take the pairs of one unit for independent of each other and the expected disagreement for
/// known, and are much narrower than an interval from resampled units. They are here to compare
/// with published ones.
public struct KrippendorffInterval: Sendable {
  /// The two ways that he published.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// Draws M = min(25Q, (m−1)n../2) cells of the coincidence matrix, Q of which are not empty.
    ///
    /// - Source: K. Krippendorff, "Bootstrapping Distributions for Krippendorff's Alpha" (2006,
    ///   revised 2011); the macro KALPHA of A. F. Hayes, version 3.
    case cells
    /// Draws as many observed pairs as there are, each for the place of one.
    ///
    /// - Source: K. Krippendorff, "Content Analysis", 4th ed. (2019), chapter 12, without its
    ///   correction of replicates at 1; replicates below −1 are left out.
    case pairs
  }

  /// The replicates' values, sorted.
  public let replicates: [Double]
  /// How many replicates were left out.
  public let undefinedReplicates: Int

  /// Draws replicates of alpha.
  ///
  /// - Parameters:
  ///   - ratings: The ratings.
  ///   - distance: Alpha's distance.
  ///   - method: Which of the two ways.
  ///   - count: How many replicates.
  ///   - seed: Where the random numbers start.
  /// - Throws: The reason when alpha itself is undefined.
  public init(
    _ ratings: Ratings, distance: Distance = .nominal, method: Method,
    replicates count: Int = 10_000,
    seed: UInt64 = 1
  ) throws(UndefinedReason) {
    let units = UnitPatterns(ratings, distinguishingCoders: false)
    let disagreement = try Disagreement(units, distance)
    _ = try disagreement.evaluation()
    var random = RandomSource(seed: seed)
    var values: [Double] = []
    switch method {
    case .cells:
      let matrix = Coincidences(units, disagreement)
      values = matrix.replicates(count, coders: ratings.coders.count, using: &random)
    case .pairs:
      let pairs = ObservedPairs(units, disagreement)
      for _ in 0..<max(0, count) {
        let value = pairs.replicate(using: &random)
        if value >= -1 { values.append(value) }
      }
    }
    undefinedReplicates = max(0, count) - values.count
    replicates = values.sorted()
  }

  /// The interval at a level of confidence; `nil` without replicates.
  public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
    guard let last = replicates.indices.last else { return nil }
    let count = Double(replicates.count)
    func value(_ place: Double) -> Double { replicates[min(max(Int(place) - 1, 0), last)] }
    return ConfidenceInterval(
      lower: value((1 - confidence) / 2 * count),
      upper: value((1 + confidence) / 2 * count + 1), confidence: confidence,
      undefinedReplicates: undefinedReplicates)
  }

  /// q: the share of replicates below a required alpha.
  public func probability(below minimum: Double) -> Double {
    guard !replicates.isEmpty else { return 0 }
    return Double(replicates.count { $0 < minimum }) / Double(replicates.count)
  }
}

/// The coincidence matrix as its cells that are not empty.
private struct Coincidences {
  /// Each cell's share of all coincidences, and its distance.
  private var cells: [(share: Double, distance: Double)] = []
  private var diagonal: [Double] = []
  private let ratings: Double
  private let expected: Double

  init(_ units: UnitPatterns, _ disagreement: Disagreement) {
    ratings = disagreement.ratings
    expected = disagreement.expected
    var counts: [UInt64: Double] = [:]
    for (pattern, multiplicity) in units.multiplicities.enumerated()
    where units.sizes[pattern] >= 2 {
      let weight = Double(multiplicity) / (Double(units.sizes[pattern]) - 1)
      units.forEachCategory(of: pattern) { k, uses in
        units.forEachCategory(of: pattern) { l, others in
          let pairs = uses * (k == l ? uses - 1 : others)
          if pairs > 0 { counts[UInt64(k) << 32 | UInt64(l), default: 0] += weight * pairs }
        }
      }
    }
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      let k = Int(key >> 32)
      let l = Int(key & 0xFFFF_FFFF)
      cells.append((count / ratings, disagreement.metric.distance(k, l)))
      if k == l { diagonal.append(count / ratings) }
    }
  }

  func replicates(_ count: Int, coders: Int, using random: inout RandomSource) -> [Double] {
    let draws = Int(min(25 * Double(cells.count), Double(coders - 1) * ratings / 2))
    guard draws > 0 else { return [] }
    var values: [Double] = []
    for _ in 0..<max(0, count) {
      var left = draws
      var share = 1.0
      var sum = 0.0
      for cell in cells where left > 0 {
        let times = random.binomial(left, min(1, cell.share / share))
        sum += Double(times) * cell.distance
        left -= times
        share -= cell.share
      }
      values.append(max(-1, 1 - sum / (Double(draws) * expected)))
    }
    // A sample that lost all variation says nothing of agreement.
    let lost = diagonal.reduce(0) { $0 + power($1, Double(draws)) }
    var correction =
      diagonal.count == 1 ? count : Int((Double(count) * lost).rounded())
    for index in values.indices where correction > 0 && values[index] == 1 {
      values[index] = 0
      correction -= 1
    }
    return values
  }
}

/// All pairs of ratings within units, by their distance; and the places for drawn pairs, by the
/// units' sizes.
private struct ObservedPairs {
  private var distances: [(distance: Double, count: Int)] = []
  private var places: [(count: Int, factor: Double)] = []
  private let total: Int

  init(_ units: UnitPatterns, _ disagreement: Disagreement) {
    var byDistance: [Double: Int] = [:]
    var bySize: [Int: Int] = [:]
    for (pattern, multiplicity) in units.multiplicities.enumerated()
    where units.sizes[pattern] >= 2 {
      let size = Int(units.sizes[pattern])
      bySize[size, default: 0] += multiplicity * (size * (size - 1) / 2)
      units.forEachCategory(of: pattern) { k, uses in
        units.forEachCategory(of: pattern) { l, others in
          guard k <= l else { return }
          let pairs = Int(k == l ? uses * (uses - 1) / 2 : uses * others)
          byDistance[disagreement.metric.distance(k, l), default: 0] += multiplicity * pairs
        }
      }
    }
    distances = byDistance.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    total = byDistance.values.reduce(0, +)
    places = bySize.sorted { $0.key < $1.key }.map { size, count in
      (count, 2 / (disagreement.ratings * disagreement.expected * Double(size - 1)))
    }
  }

  func replicate(using random: inout RandomSource) -> Double {
    var value = 1.0
    for place in places {
      var left = place.count
      var remaining = total
      for pair in distances where left > 0 {
        let times = random.binomial(left, Double(pair.count) / Double(remaining))
        value -= Double(times) * pair.distance * place.factor
        left -= times
        remaining -= pair.count
      }
    }
    return value
  }
}

extension Metric {
  /// The distance of two categories.
  fileprivate func distance(_ k: Int, _ l: Int) -> Double {
    switch self {
    case .nominal: k == l ? 0 : 1
    case .scores(let scores): square(scores[k] - scores[l])
    case .function(let function): k == l ? 0 : function(k, l)
    }
  }
}
