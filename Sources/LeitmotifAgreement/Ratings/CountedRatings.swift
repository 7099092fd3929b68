/// Ratings of many units, written as the few ways in which units were rated and how many were so.
///
/// A million characters that two people coded or not are four ways at most. Where units come in clusters (the
/// sentences of one transcript), an interval can be had over clusters: units of one cluster are alike, and a
/// bootstrap that draws them one by one makes intervals too narrow.
public struct CountedRatings: Hashable, Sendable {
  /// The ways: a unit for each.
  public let ways: Ratings

  /// How many units were rated in each way, 0 or more.
  public let counts: [Int]

  /// For each cluster, for each way, how many of its units; empty when units stand alone.
  public let clusters: [[Int]]

  /// Creates ratings.
  ///
  /// - Parameters:
  ///   - ways: A unit for each way in which units were rated.
  ///   - clusters: For each cluster, for each way, how many units.
  /// - Throws: `RatingsError` when a cluster has not one count for each way.
  public init(ways: Ratings, clusters: [[Int]]) throws(RatingsError) {
    var counts = Array(repeating: 0, count: ways.unitCount)
    for cluster in clusters {
      guard cluster.count == counts.count else {
        throw .raggedUnit(cells: cluster.count, coders: counts.count)
      }
      for (way, count) in cluster.enumerated() { counts[way] += count }
    }
    self.ways = ways
    self.counts = counts
    self.clusters = clusters
  }

  /// Works out a coefficient, and how far it can be trusted.
  ///
  /// A bootstrap over clusters draws among those in which two coders rated the same unit; it needs two of them, and
  /// gives no interval otherwise.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient.
  ///   - request: The kind of standard error and interval.
  /// - Returns: The value, or the reason why there is none; never infinite or not a number.
  public func agreement(
    _ coefficient: some RatingCoefficient, interval request: IntervalRequest = .none
  ) -> AgreementResult {
    func patterns(_ counts: [Int]) -> UnitPatterns {
      UnitPatterns(ways, distinguishingCoders: coefficient.distinguishesCoders, counts: counts)
    }
    guard request.method == .percentileOverClusters else {
      return patterns(counts).agreement(coefficient, interval: request)
    }
    let paired = pairedClusters
    return patterns(counts).agreement(
      coefficient, interval: paired.count < 2 ? .none : request,
      clusters: paired.map { patterns($0).multiplicities })
  }

  /// The clusters that hold a unit with ratings by two coders.
  public var pairedClusters: [[Int]] {
    let isPaired = (0..<ways.unitCount).map { way in
      ways.coders.indices.count { ways[unit: way, coder: $0] != nil } >= 2
    }
    return clusters.filter { zip($0, isPaired).contains { $0 > 0 && $1 } }
  }

  /// The units that at least one coder gave a category.
  ///
  /// - Parameter category: The category's index.
  /// - Returns: The same ratings without the other units.
  public func units(givenBySomebody category: Int) -> CountedRatings {
    let kept = counts.indices.filter { way in
      ways.coders.indices.contains { ways[unit: way, coder: $0] == category }
    }
    return CountedRatings(
      ways: ways.selecting(units: kept), counts: kept.map { counts[$0] },
      clusters: clusters.map { cluster in kept.map { cluster[$0] } })
  }

  private init(ways: Ratings, counts: [Int], clusters: [[Int]]) {
    self.ways = ways
    self.counts = counts
    self.clusters = clusters
  }
}
