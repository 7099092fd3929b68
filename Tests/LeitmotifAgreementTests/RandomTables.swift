@testable import LeitmotifAgreement

/// Tables as chance makes them, the same for the same seed.
struct RandomTables {
  var random: RandomSource

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
  }

  /// Ratings of which a share is missing, and most follow a truth.
  mutating func rows(
    units: Int, coders: Int, categories: Int, missing: Double = 0.2
  ) -> [[String?]] {
    (0..<units).map { _ in
      let truth = random.index(below: categories)
      return (0..<coders).map { _ in
        if random.unit() < missing { return nil }
        return String(1 + (random.unit() < 0.6 ? truth : random.index(below: categories)))
      }
    }
  }

  /// Spans of several coders; those of one do not overlap unless they may.
  mutating func continuum(
    coders: Int, length: Int, categories: Int, overlapping: Bool = false, spans: Int = 4
  ) throws -> Continuum {
    var result: [Continuum.Span] = []
    for coder in 0..<coders {
      var position = 0
      for _ in 0..<random.index(below: spans + 1) {
        let start =
          overlapping ? random.index(below: length - 1) : position + random.index(below: 4)
        let end = min(length, start + 1 + random.index(below: max(1, length / 4)))
        guard start < end else { break }
        result.append(
          Continuum.Span(
            coder: coder, start: start, end: end, category: random.index(below: categories)))
        position = end
      }
    }
    return try Continuum(
      length: length, coders: (0..<coders).map { "coder \($0)" },
      categories: (0..<categories).map { "category \($0)" }, spans: result)
  }
}

/// Every coefficient over categories that takes any number of coders.
let coefficientsForAnyCoders: [any RatingCoefficient] = [
  PercentAgreement(), PercentAgreement(averaging: .rating), BrennanPrediger(), FleissKappa(),
  CongerKappa(), GwetAC(), KrippendorffAlpha(), LightKappa(), Holsti(),
  FleissCategoryKappa(category: "1"), KrippendorffCategoryAlpha(category: "1"),
  SpecificAgreement(category: "1"),
]

/// Every coefficient that takes two coders.
let coefficientsForTwoCoders: [any RatingCoefficient] = [
  CohenKappa(), CohenKappa(weights: .linear), CohenKappaNullError(), MaximumKappa(),
  BrennanPrediger(coders: 2), FleissKappa(coders: 2), PrevalenceIndex(category: "1"),
  BiasIndex(category: "1"), Retrieval(.precision, category: "1"), Retrieval(.recall, category: "1"),
  Retrieval(.f1, category: "1"), FleissKappaNullError(),
]

/// Those that calculate with the categories' numbers or order.
let weightedCoefficients: [any RatingCoefficient] =
  [Weights.linear, .quadratic, .ordinal, .radical, .ratio, .circular, .bipolar].flatMap {
    weights -> [any RatingCoefficient] in
    [
      PercentAgreement(weights: weights), BrennanPrediger(weights: weights),
      FleissKappa(weights: weights), CongerKappa(weights: weights), GwetAC(weights: weights),
      KrippendorffAlpha(distance: .weights(weights)),
    ]
  } + [Distance.ordinal, .interval, .ratio].map { KrippendorffAlpha(distance: $0) }

/// Whether two values are the same but for rounding, or neither is there.
func agree(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-9) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= tolerance * max(1, abs(left))
}

/// Every table of three units, whatever their order, whose rows are among some.
func tablesOfThree<Row>(_ rows: [Row]) -> [[Row]] {
  rows.indices.flatMap { a in
    (a..<rows.count).flatMap { b in (b..<rows.count).map { [rows[a], rows[b], rows[$0]] } }
  }
}

/// Every row of some coders who may choose one of some categories, or none.
func allRows(coders: Int, categories: Int) -> [[Int?]] {
  guard coders > 0 else { return [[]] }
  return allRows(coders: coders - 1, categories: categories).flatMap { row in
    ((0..<categories).map { Optional($0) } + [nil]).map { row + [$0] }
  }
}
