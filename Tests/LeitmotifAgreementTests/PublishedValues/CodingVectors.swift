@testable import LeitmotifAgreement

extension VectorCache {
  /// What we make of a vector over units.
  mutating func coding(_ vector: Vector, _ data: JSON) throws -> Double? {
    let parameters = vector.parameters
    if parameters["level"]?.text.map(setLevels.contains) == true || vector.coefficient == "mv_alpha"
    {
      return try setCoding(vector, data)
    }
    let rows = data.list.map { $0.list.map(\.text) }
    let ratings = try Ratings(rows: rows)
    if vector.coefficient.hasPrefix("alpha_bootstrap_ci") {
      return try bootstrap(vector, ratings)
    }
    if vector.coefficient == "alpha_bootstrap_replicate" {
      return try replicate(vector, rows)
    }
    let method = parameters["method"]?.text ?? ""
    let request = IntervalRequest(
      method.contains("table") ? .analyticOfTable : .analytic,
      population: parameters["population"]?.integer)
    guard let (coefficient, part) = coefficient(vector, ratings) else { return nil }
    let result = ratings.agreement(coefficient, interval: request)
    return switch part {
    case .value: result.value
    case .error: result.standardError
    case .lower: result.interval?.lower
    case .upper: result.interval?.upper
    }
  }

  private mutating func bootstrap(_ vector: Vector, _ ratings: Ratings) throws -> Double? {
    let algorithm = vector.parameters["algorithm"]?.text ?? ""
    let distance: Distance = vector.parameters["level"]?.text == "ordinal" ? .ordinal : .nominal
    let key = "\(vector.data) \(algorithm) \(distance)"
    if intervals[key] == nil {
      switch algorithm.prefix(5) {
      case "units":
        intervals[key] =
          ratings.agreement(KrippendorffAlpha(distance: distance), interval: .init(.percentile))
          .interval
      case "coinc":
        intervals[key] = try KrippendorffInterval(ratings, distance: distance, method: .cells)
          .interval()
      default:
        intervals[key] = try KrippendorffInterval(ratings, distance: distance, method: .pairs)
          .interval()
      }
    }
    return vector.coefficient.hasSuffix("low") ? intervals[key]?.lower : intervals[key]?.upper
  }

  /// One replicate of a bootstrap whose draws are given.
  private func replicate(_ vector: Vector, _ rows: [[String?]]) throws -> Double? {
    let draws = (vector.parameters["draws"]?.list ?? []).compactMap(\.integer)
    if vector.parameters["algorithm"]?.text == "units" {
      let drawn = try Ratings(rows: draws.map { rows[$0] })
      return drawn.agreement(KrippendorffAlpha()).value
    }
    let disagreement = try Disagreement(
      UnitPatterns(try Ratings(rows: rows), distinguishingCoders: false), .nominal)
    var pairs: [(differ: Bool, size: Int)] = []
    for row in rows {
      let given = row.compactMap(\.self)
      for first in given.indices {
        for second in given.indices.dropFirst(first + 1) {
          pairs.append((given[first] != given[second], given.count))
        }
      }
    }
    let scale = disagreement.ratings * disagreement.expected
    return zip(draws, pairs).reduce(1.0) { sum, step in
      sum - (pairs[step.0].differ ? 2 / (scale * Double(step.1.size - 1)) : 0)
    }
  }
}

/// A part of a result.
private enum Part {
  case value, error, lower, upper
}

private let setLevels: Set<String> = ["jaccard", "masi", "passonneau2004", "dkpro_masi"]

private func setCoding(_ vector: Vector, _ data: JSON) throws -> Double? {
  let rows = data.list.map { row in
    row.list.map { cell in cell == .null ? nil : cell.list.compactMap(\.text) }
  }
  let sets = try SetRatings(rows: rows)
  switch vector.parameters["level"]?.text {
  case "jaccard": return sets.value(.jaccard)
  case "masi": return sets.value(.masi)
  case "passonneau2004": return sets.value(.passonneau2004)
  case "dkpro_masi": return sets.value(.dkproMasi)
  default: return sets.ratings.agreement(MultiValuedAlpha(sets: sets.sets)).value
  }
}

extension SetRatings {
  fileprivate func value(_ distance: SetDistance) -> Double? {
    ratings.agreement(KrippendorffAlpha(distance: .sets(distance, sets))).value
  }
}

private func coefficient(
  _ vector: Vector, _ ratings: Ratings
) -> (any RatingCoefficient, Part)? {
  let parameters = vector.parameters
  let weights = weights(parameters)
  let category = (parameters["category"] ?? parameters["positive"])?.text ?? ""
  var name = vector.coefficient
  var part = Part.value
  for (suffix, meaning) in [("_se", Part.error), ("_ci_low", .lower), ("_ci_high", .upper)]
  where name.hasSuffix(suffix) {
    name.removeLast(suffix.count)
    part = meaning
  }
  let coefficient: (any RatingCoefficient)? =
    switch name {
    case "percent_agreement":
      PercentAgreement(averaging: .init(rawValue: parameters["averaging"]?.text ?? "") ?? .unit)
    case "bennett_s", "pabak": BrennanPrediger(coders: 2)
    case "brennan_prediger", "randolph_kappa": BrennanPrediger(weights: weights)
    case "scott_pi": FleissKappa(coders: 2)
    case "fleiss_kappa": FleissKappa(weights: weights)
    case "fleiss_kappa_se_null": FleissKappaNullError()
    case "fleiss_kappa_category_se_null": FleissKappaNullError(ofOneCategory: true)
    case "fleiss_kappa_category": FleissCategoryKappa(category: category)
    case "cohen_kappa": CohenKappa(weights: weights)
    case "cohen_kappa_se_null": CohenKappaNullError(weights: weights)
    case "conger_kappa": CongerKappa(weights: weights)
    case "light_kappa": LightKappa()
    case "gwet_ac1", "gwet_ac2": GwetAC(weights: weights)
    case "kappa_max": MaximumKappa()
    case "holsti": Holsti()
    case "positive_specific_agreement", "negative_specific_agreement":
      SpecificAgreement(category: category)
    case "prevalence_index": PrevalenceIndex(category: category)
    case "bias_index": BiasIndex(category: category)
    case "krippendorff_alpha": KrippendorffAlpha(distance: distance(parameters))
    case "alpha_category": KrippendorffCategoryAlpha(category: category)
    default: nil
    }
  return coefficient.map { ($0, part) }
}

private func weights(_ parameters: [String: JSON]) -> Weights {
  switch parameters["weights"]?.text {
  case "linear": .linear
  case "quadratic": .quadratic
  case "ordinal": .ordinal
  case "radical": .radical
  case "ratio": .ratio
  case "circular": .circular
  case "bipolar": .bipolar
  case "custom_distance": .custom(matrix(parameters).map { $0.map { 1 - $0 } })
  default: .identity
  }
}

private func distance(_ parameters: [String: JSON]) -> Distance {
  switch parameters["level"]?.text {
  case "ordinal": .ordinal
  case "interval": .interval
  case "ratio": .ratio
  case "custom": .custom(matrix(parameters))
  default: .weights(weights(parameters))
  }
}

private func matrix(_ parameters: [String: JSON]) -> [[Double]] {
  (parameters["distance"]?["matrix"]?.list ?? []).map { $0.list.compactMap(\.number) }
}
