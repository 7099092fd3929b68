import Testing

@testable import LeitmotifAgreement

struct IntervalTests {
  private let rows: [[String?]] = [
    ["1", "1"], ["1", "2"], ["2", "2"], ["2", "2"], ["1", "1"], ["1", "1"], ["2", "1"],
    ["2", "2"], ["1", "1"], ["2", "2"], ["1", "1"], ["1", "1"], ["2", nil], [nil, nil],
  ]

  /// Quantiles as every table of them prints.
  @Test func `knows the quantiles of the normal and the t distribution`() {
    #expect(abs(Normal.quantile(0.975) - 1.959963984540054) < 1e-12)
    #expect(abs(Normal.quantile(0.5)) < 1e-12)
    #expect(abs(StudentT.quantile(0.975, freedom: 1) - 12.706204736174694) < 1e-9)
    #expect(abs(StudentT.quantile(0.975, freedom: 10) - 2.228138851986274) < 1e-12)
    #expect(abs(StudentT.quantile(0.025, freedom: 4) + 2.7764451051977943) < 1e-12)
    #expect(abs(StudentT.quantile(0.995, freedom: 1000) - 2.580754698065951) < 1e-10)
    #expect(abs(StudentT.quantile(0.975, freedom: 1e7) - 1.959963984540054) < 1e-6)
  }

  @Test func `knows the gamma function and its derivative`() {
    #expect(abs(logGamma(1)) < 1e-13)
    #expect(abs(logGamma(0.5) - 0.5723649429247001) < 1e-13)
    #expect(abs(logGamma(101) - 363.73937555556349) < 1e-10)
    #expect(abs(digamma(1) + 0.5772156649015329) < 1e-13)
    #expect(abs(digamma(0.5) + 1.9635100260214235) < 1e-13)
  }

  @Test func `draws binomial numbers with the right mean and variance`() {
    var random = RandomSource(seed: 11)
    for (n, p) in [(20, 0.1), (20, 0.9), (1000, 0.3), (1_000_000, 0.0001), (50, 0.5)] {
      let draws = (0..<20_000).map { _ in Double(random.binomial(n, p)) }
      let mean = draws.reduce(0, +) / 20_000
      let variance = draws.reduce(0) { $0 + square($1 - mean) } / 20_000
      let expected = Double(n) * p
      #expect(abs(mean - expected) < 5 * (expected * (1 - p) / 20_000).squareRoot())
      #expect(abs(variance / (expected * (1 - p)) - 1) < 0.06)
      #expect(draws.allSatisfy { $0 >= 0 && $0 <= Double(n) })
    }
  }

  @Test func `draws the same numbers for the same seed`() {
    var random = RandomSource(seed: 0)
    // The generator's published sequence, its state filled by SplitMix64 from 0.
    #expect(
      (0..<3).map { _ in random.next() } == [
        11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768,
      ])
  }

  @Test func `gives the same bootstrap for the same seed, and another for another`() throws {
    let ratings = try Ratings(rows: rows)
    func interval(_ seed: UInt64) -> ConfidenceInterval? {
      ratings.agreement(
        KrippendorffAlpha(), interval: .init(.percentile, replicates: 500, seed: seed)
      ).interval
    }
    #expect(interval(1) == interval(1))
    #expect(interval(1) != interval(2))
  }

  @Test func `bootstraps hold the value, and count replicates without one`() throws {
    let ratings = try Ratings(rows: rows)
    for method in [IntervalRequest.Method.percentile, .accelerated] {
      let result = ratings.agreement(
        FleissKappa(), interval: .init(method, confidence: 0.9, replicates: 2000))
      let interval = try #require(result.interval)
      let value = try #require(result.value)
      #expect(interval.lower < value && value < interval.upper)
      #expect(interval.confidence == 0.9)
    }
    let few = try Ratings(rows: [["1", "1"], ["2", "2"], ["1", "2"]])
    let result = few.agreement(FleissKappa(), interval: .init(.percentile, replicates: 1000))
    let undefined = try #require(result.interval).undefinedReplicates
    // Two of the 27 resamples have one category only.
    #expect(abs(Double(undefined) - 2000.0 / 27) < 30)
  }

  @Test func `no interval of a share reaches below nothing`() throws {
    let few = try Ratings(rows: [["1", "2"], ["1", "1"], ["2", "1"]])
    let result = few.agreement(PercentAgreement(), interval: .init(.analytic))
    let interval = try #require(result.interval)
    #expect(interval.lower == 0)
    #expect(interval.upper <= 1)
  }

  @Test func `a census has no sampling error`() throws {
    let ratings = try Ratings(rows: rows)
    let all = ratings.agreement(GwetAC(), interval: .init(.analytic, population: 13))
    #expect(all.standardError == 0)
    let half = ratings.agreement(GwetAC(), interval: .init(.analytic, population: 26))
    let none = ratings.agreement(GwetAC(), interval: .init(.analytic))
    let error = try #require(none.standardError)
    #expect(agree(half.standardError, error * 0.5.squareRoot()))
  }

  @Test func `wider confidence is a wider interval`() throws {
    let ratings = try Ratings(rows: rows)
    func width(_ confidence: Double) throws -> Double {
      let interval = try #require(
        ratings.agreement(CohenKappa(), interval: .init(.analytic, confidence: confidence)).interval
      )
      return interval.upper - interval.lower
    }
    #expect(try width(0.5) < width(0.9))
    #expect(try width(0.9) < width(0.99))
  }

  @Test func `the analytic error is near that of a bootstrap`() throws {
    var tables = RandomTables(seed: 21)
    let ratings = try Ratings(rows: tables.rows(units: 300, coders: 3, categories: 3))
    for coefficient in [
      FleissKappa(), CongerKappa(), GwetAC(), BrennanPrediger(), KrippendorffAlpha(),
      PercentAgreement(), FleissKappa(weights: .linear),
      KrippendorffAlpha(distance: .interval),
    ] as [any RatingCoefficient] {
      let analytic = ratings.agreement(coefficient, interval: .init(.analytic)).standardError
      let drawn = ratings.agreement(
        coefficient, interval: .init(.percentile, replicates: 1000)
      ).standardError
      let ratio = try #require(analytic) / #require(drawn)
      #expect(abs(ratio - 1) < 0.12, "\(coefficient)")
    }
  }

  /// Krippendorff's share of replicates below what a study requires.
  @Test func `says how likely alpha is below a minimum`() throws {
    let interval = try KrippendorffInterval(try Ratings(rows: rows), method: .pairs)
    #expect(interval.probability(below: -2) == 0)
    #expect(interval.probability(below: 2) == 1)
    #expect(interval.probability(below: 0.5) < interval.probability(below: 0.8))
    #expect(throws: UndefinedReason.noVariation) {
      try KrippendorffInterval(try Ratings(rows: [["1", "1"]]), method: .cells)
    }
  }
}
