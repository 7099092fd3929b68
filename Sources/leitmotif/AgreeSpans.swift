import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPlugin

extension Agree {
  /// Works out coefficients from a table of spans.
  func runSpans(_ path: String) throws {
    let names = asked
    let continuum = try SpansTable(try readFile(path)).continuum(
      begin: selection.begin, length: selection.length ?? 0,
      coders: selection.coders?.namesBetweenCommas,
      categories: selection.categories?.namesBetweenCommas)
    // One γ for all of its coefficients: the alignments are the work.
    let gamma =
      names.contains { $0.hasPrefix("gamma") }
      ? Result { () throws(UndefinedReason) in try Gamma(continuum, gammaSettings) } : nil
    let reports = names.map { name in
      var report = AgreementReport(name: name, continuum: continuum, outcome: .failure(.noSpans))
      if let category = selection.category, Self.ofOneCategory.contains(name) {
        report.variant = "'\(category)'"
      }
      if let gamma, name.hasPrefix("gamma") {
        addGamma(gamma, to: &report)
      } else {
        let result = unitizing(name, continuum)
        report.result.outcome = result.outcome
        report.coverage = ["cu-alpha", "ku-alpha"].contains(name) ? result.coverage : nil
      }
      return report
    }
    show(reports)
  }

  private func unitizing(_ name: String, _ continuum: Continuum) -> UnitizingResult {
    switch name {
    case "u-alpha-binary": continuum.uAlphaBinary()
    case "cu-alpha": continuum.cuAlpha()
    case "ku-alpha": continuum.kuAlpha(selection.category ?? "")
    case "alpha-u-1995": continuum.alphaU1995(category: selection.category)
    default: continuum.uAlpha()
    }
  }

  private var gammaSettings: Gamma.Settings {
    var settings = Gamma.Settings()
    settings.dissimilarity = UnitDissimilarity(position: gamma.alpha, category: gamma.beta)
    settings.sampler = gamma.sampler
    settings.samples = gamma.samples
    settings.precision = gamma.precision > 0 ? gamma.precision : nil
    settings.seed = certainty.seed
    return settings
  }

  private func addGamma(
    _ result: Result<Gamma, UndefinedReason>, to report: inout AgreementReport
  ) {
    let found: Gamma
    switch result {
    case .success(let gamma): found = gamma
    case .failure(let reason):
      report.result.outcome = .failure(reason)
      return
    }
    report.chance = AgreementReport.Chance(
      sampler: gamma.sampler, samples: found.chanceDisorders.count, seed: certainty.seed,
      isExact: found.isExact)
    switch report.name {
    case "gamma-cat": report.result.outcome = found.categoryValue(selection.category)
    case "gamma-observed-disorder": report.result.outcome = .success(found.observedDisorder)
    case "gamma-expected-disorder": report.result.outcome = .success(found.expectedDisorder)
    case "gamma-cat-disorder":
      report.result.outcome = .success(
        found.alignment.categoryDisorder(gammaSettings.dissimilarity))
    default: report.result.outcome = found.value
    }
  }
}
