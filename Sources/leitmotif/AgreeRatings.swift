import ArgumentParser
import LeitmotifAgreement
import LeitmotifModel

extension Agree {
  /// Works out coefficients from a table of ratings.
  func runRatings(_ paths: [String]) throws {
    let names = asked
    if paths.count > 1, selection.coders == nil {
      throw ValidationError(
        "name the coders' columns with --coders: tables that are joined may have others")
    }
    let own = try ownMatrix()
    let declared = selection.categories?.namesBetweenCommas ?? own?.categories
    let (ratings, sets) = try readRatings(
      paths, scales: Set(names.map(scale)), categories: declared)
    let reports = try names.compactMap { name in
      usesSets(name)
        ? try sets.map { try report(name, ofSets: $0) }
        : try ratings[scale(of: name)].map { try report(name, of: $0, own?.values) }
    }
    show(reports)
  }

  /// Reads tables as each scale has them; the tables themselves are not kept.
  private func readRatings(
    _ paths: [String], scales: Set<RatingsTable.Scale>, categories: [String]?
  ) throws -> (ratings: [RatingsTable.Scale: Ratings], sets: SetRatings?) {
    let table = try RatingsTable(
      paths, coders: selection.coders?.namesBetweenCommas,
      check: CellCheck(scales, declared: categories))
    var ratings: [RatingsTable.Scale: Ratings] = [:]
    for scale in [RatingsTable.Scale.names, .order, .numbers] where scales.contains(scale) {
      ratings[scale] = try table.ratings(categories: categories, scale: scale)
    }
    return (ratings, scales.contains(.sets) ? try table.sets(codes: categories) : nil)
  }

  /// The weights or distances of one's own, with their categories; `nil` when there are none.
  private func ownMatrix() throws -> (categories: [String], values: [[Double]])? {
    guard let path = comparison.weights?.file ?? comparison.distance?.file else { return nil }
    let matrix = try CategoryMatrix(
      readFile(path), comparison.weights == nil ? .distances : .weights)
    let categories = selection.categories?.namesBetweenCommas ?? matrix.categories
    return (categories, try matrix.values(for: categories, path: path))
  }

  private func usesSets(_ name: String) -> Bool {
    name == "mv-alpha" || name == "krippendorff-alpha" && comparison.distance?.name?.ofSets != nil
  }

  /// What a coefficient asks of its categories.
  private func scale(of name: String) -> RatingsTable.Scale {
    if usesSets(name) { return .sets }
    if name == "krippendorff-alpha", let distance = comparison.distance?.name {
      switch distance {
      case .ordinal: return .order
      case .interval, .ratio, .circular, .bipolar: return .numbers
      default: return .names
      }
    }
    return comparison.weights?.name.map { $0 == .identity ? .names : .order } ?? .names
  }

  private func report(_ name: String, ofSets sets: SetRatings) throws -> AgreementReport {
    let coefficient: any RatingCoefficient
    if name == "mv-alpha" {
      coefficient = MultiValuedAlpha(sets: sets.sets)
    } else {
      coefficient = KrippendorffAlpha(
        distance: .sets(comparison.distance?.name?.ofSets ?? .masi, sets.sets))
    }
    return try report(name, coefficient, sets.ratings)
  }

  private func report(
    _ name: String, of ratings: Ratings, _ own: [[Double]]?
  ) throws -> AgreementReport {
    try report(name, ratingCoefficient(name, own), ratings)
  }

  private func report(
    _ name: String, _ coefficient: any RatingCoefficient, _ ratings: Ratings
  ) throws -> AgreementReport {
    let request = IntervalRequest(
      certainty.interval.method ?? .none, confidence: certainty.confidence,
      population: certainty.population, replicates: certainty.replicates, seed: certainty.seed)
    var result = ratings.agreement(coefficient, interval: request)
    if certainty.interval.method == nil, result.value != nil,
      let alpha = coefficient as? KrippendorffAlpha
    {
      result.interval = try? KrippendorffInterval(
        ratings, distance: alpha.distance,
        method: certainty.interval == .cells ? .cells : .pairs, replicates: certainty.replicates,
        seed: certainty.seed
      ).interval(confidence: certainty.confidence)
    }
    return AgreementReport(
      name: name, variant: variant(of: name), result: result, ratings: ratings,
      interval: certainty.interval, seed: certainty.seed)
  }

  /// The options that make a coefficient another one.
  private func variant(of name: String) -> String {
    var parts: [String] = []
    if name == "krippendorff-alpha" {
      parts.append(comparison.weights?.title ?? comparison.distance?.title ?? "nominal")
    } else if let weights = comparison.weights {
      parts.append(weights.title)
    }
    if name == "percent-agreement", comparison.averaging == .rating { parts.append("over ratings") }
    if let category = selection.category { parts.append("'\(category)'") }
    return parts.joined(separator: ", ")
  }

  /// The coefficient that a name and the options stand for.
  private func ratingCoefficient(
    _ name: String, _ own: [[Double]]?
  ) -> any RatingCoefficient {
    let ownWeights = comparison.weights == nil ? nil : own
    let weights = ownWeights.map { .custom($0) } ?? comparison.weights?.name?.weights ?? .identity
    let category = selection.category
    switch name {
    case "percent-agreement":
      return PercentAgreement(averaging: comparison.averaging, weights: weights)
    case "cohen-kappa": return CohenKappa(weights: weights)
    case "gwet-ac1", "gwet-ac2": return GwetAC(weights: weights)
    case "fleiss-kappa":
      return category.map { FleissCategoryKappa(category: $0) } ?? FleissKappa(weights: weights)
    case "conger-kappa": return CongerKappa(weights: weights)
    case "light-kappa": return LightKappa(weights: weights)
    case "scott-pi": return FleissKappa(weights: weights, coders: 2)
    case "bennett-s", "pabak": return BrennanPrediger(coders: 2)
    case "brennan-prediger", "randolph-kappa": return BrennanPrediger(weights: weights)
    case "holsti": return Holsti()
    case "positive-specific-agreement", "negative-specific-agreement":
      return SpecificAgreement(category: category ?? "")
    case "precision", "recall", "f1":
      return Retrieval(Retrieval.Measure(rawValue: name) ?? .f1, category: category ?? "")
    case "prevalence-index": return PrevalenceIndex(category: category ?? "")
    case "bias-index": return BiasIndex(category: category ?? "")
    case "kappa-max": return MaximumKappa()
    case "cohen-kappa-se-null": return CohenKappaNullError(weights: weights)
    case "fleiss-kappa-se-null": return FleissKappaNullError(ofOneCategory: category != nil)
    default:
      if let category { return KrippendorffCategoryAlpha(category: category) }
      return KrippendorffAlpha(
        distance: comparison.weights != nil
          ? .weights(weights)
          : own.map { .custom($0) } ?? comparison.distance?.name?.ofCategories ?? .nominal)
    }
  }
}
