@testable import LeitmotifAgreement

/// What we make of a vector over spans.
func unitizing(_ vector: Vector, _ data: JSON) throws -> Double? {
  let category = vector.parameters["category"]?.text
  let spans = data["spans"]?.list ?? []
  let names = Ratings.sortedCategories(of: spans.map { $0["category"]?.text })
  let continuum = try Continuum(
    begin: data["begin"]?.integer ?? 0, length: data["length"]?.integer ?? 0,
    coders: (0..<(data["raters"]?.integer ?? 0)).map { "\($0)" }, categories: names,
    spans: spans.map { span in
      let start = span["start"]?.integer ?? 0
      return Continuum.Span(
        coder: span["rater"]?.integer ?? 0, start: start,
        end: span["end"]?.integer ?? start + (span["length"]?.integer ?? 0),
        category: names.firstIndex(of: span["category"]?.text ?? "") ?? 0)
    })
  let result =
    switch vector.coefficient {
    case "alphaU_1995": continuum.alphaU1995()
    case "alphaU_1995_category": continuum.alphaU1995(category: category)
    case "u_alpha": continuum.uAlpha()
    case "u_alpha_binary": continuum.uAlphaBinary()
    case "cu_alpha": continuum.cuAlpha()
    default: continuum.kuAlpha(category ?? "")
    }
  if let coverage = vector.parameters["coverage"]?.number,
    abs(coverage - result.coverage) > 1e-9
  {
    return nil
  }
  return result.value
}

/// What we make of a vector over segmentations.
func segmentation(_ vector: Vector, _ data: JSON) throws -> Double? {
  let near = vector.parameters["n_t"]?.integer ?? 2
  if case .object(let items) = data["items"] {
    let texts = items.values.map { coders -> [Segmentation] in
      guard case .object(let coders) = coders else { return [] }
      return coders.sorted { $0.key < $1.key }.map {
        Segmentation(masses: $0.value.list.compactMap(\.integer))
      }
    }
    let isPi = vector.parameters["statistic"]?.text?.contains("pi") == true
    return try (isPi ? SegmentationAgreement.pi : .kappa).evaluate(texts, near: near)
  }
  func segmentation(_ name: String) -> Segmentation {
    Segmentation(masses: (data[name]?.list ?? []).compactMap(\.integer))
  }
  let reference = segmentation("reference_masses")
  let hypothesis = segmentation("hypothesis_masses")
  switch vector.coefficient {
  case "pk": return try hypothesis.pk(reference: reference)
  case "window_diff": return try hypothesis.windowDiff(reference: reference)
  default: return try hypothesis.boundarySimilarity(to: reference, near: near)
  }
}

extension VectorCache {
  /// What we make of a vector over votes.
  mutating func aggregation(_ vector: Vector, _ data: JSON) throws -> Double? {
    let parameters = vector.parameters
    let rows = (data["votes"]?.list ?? []).map { $0.list.compactMap(\.text) }
    func names(_ column: Int) -> [String] {
      Ratings.sortedCategories(of: rows.map { $0[column] })
    }
    let (units, coders, categories) = (names(0), names(1), names(2))
    let votes = Votes(
      unitCount: units.count, coderCount: coders.count, categoryCount: categories.count,
      votes: rows.compactMap { row in
        guard let unit = units.firstIndex(of: row[0]), let coder = coders.firstIndex(of: row[1]),
          let category = categories.firstIndex(of: row[2])
        else { return nil }
        return Votes.Vote(unit: unit, coder: coder, category: category)
      })
    func index(_ name: String, _ list: [String]) -> Int {
      parameters[name]?.text.flatMap { list.firstIndex(of: $0) } ?? 0
    }
    let task = index("task", units)
    let label = index("label", categories)
    switch vector.coefficient {
    case "majority_share": return votes.shares()[task][label]
    case "mace_posterior", "mace_competence":
      let mace = try MACE(
        votes, method: parameters["method"]?.text == "em" ? .em : .variational,
        iterations: parameters["iterations"]?.integer ?? 0)
      return vector.coefficient == "mace_posterior"
        ? mace.posteriors[task][label] : mace.competences[index("worker", coders)]
    default:
      let estimate = try DawidSkene(
        votes, iterations: parameters["em_iterations"]?.integer ?? 10_000,
        tolerance: parameters["em_iterations"] == nil ? 1e-12 : -.infinity)
      return switch vector.coefficient {
      case "dawid_skene_posterior": estimate.posteriors[task][label]
      case "dawid_skene_prior": estimate.priors[label]
      case "dawid_skene_loglik": estimate.logLikelihood
      default:
        estimate.confusions[index("worker", coders)][index("true", categories)][
          index("observed", categories)]
      }
    }
  }
}
/// What we make of a vector over units that may overlap.
func gamma(_ vector: Vector, _ data: JSON) throws -> Double? {
  let parameters = vector.parameters
  let dissimilarity = UnitDissimilarity(
    position: parameters["alpha"]?.number ?? 1, category: parameters["beta"]?.number ?? 1)
  let observed = { try disorder(data["units"], dissimilarity) }
  let expected = {
    let samples = try (data["samples"]?.list ?? []).map { try disorder($0, dissimilarity) }
    return samples.reduce(0, +) / Double(samples.count)
  }
  switch vector.coefficient {
  case "gamma_positional_dissimilarity", "gamma_combined_dissimilarity":
    let units = (data["units"]?.list ?? []).compactMap(span)
    return vector.coefficient.contains("positional")
      ? dissimilarity.ofPlaces(units[0], units[1]) : dissimilarity.between(units[0], units[1])
  case "gamma_observed_disorder": return try observed()
  case "gamma_expected_disorder": return try expected()
  case "gamma": return try Gamma.agreement(observed(), expected()).get()
  default:
    let alignment = UnitAlignment(
      groups: (data["alignment"]?.list ?? []).map { $0.list.map(span) })
    return alignment.categoryDisorder(
      dissimilarity, countingUnaligned: parameters["unaligned_term"] == .boolean(true))
  }
}

private func disorder(_ units: JSON?, _ dissimilarity: UnitDissimilarity) throws -> Double {
  let units = units?.list ?? []
  let coders = Ratings.sortedCategories(of: units.map { $0["annotator"]?.text })
  let lines = coders.map { coder in
    units.filter { $0["annotator"]?.text == coder }.compactMap(span)
  }
  let best = try UnitAlignment.best(lines, dissimilarity)
  return best.isBest ? best.disorder(dissimilarity) : .nan
}

/// A unit, as a list of three or with names; categories become numbers.
private func span(_ unit: JSON) -> Continuum.Span? {
  let fields = unit.list
  guard let start = (unit["start"] ?? fields.first)?.integer,
    let end = (unit["end"] ?? fields.dropFirst().first)?.integer,
    let category = (unit["category"] ?? fields.last)?.text
  else { return nil }
  return Continuum.Span(
    coder: 0, start: start, end: end,
    category: category.utf8.reduce(0) { $0 * 256 + Int($1) })
}
