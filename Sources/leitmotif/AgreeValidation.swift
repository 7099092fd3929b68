import ArgumentParser
import LeitmotifAgreement
import LeitmotifModel

extension Agree {
  /// The coefficients that cannot do without a category.
  private static let ofCategoryOnly = [
    "positive-specific-agreement", "negative-specific-agreement", "precision", "recall", "f1",
    "prevalence-index", "bias-index", "ku-alpha",
  ]

  /// The coefficients that are, or can be, of one category.
  static let ofOneCategory =
    ["krippendorff-alpha", "fleiss-kappa", "fleiss-kappa-se-null", "gamma-cat", "alpha-u-1995"]
    + ofCategoryOnly

  private static let weighted = [
    "krippendorff-alpha", "cohen-kappa", "gwet-ac1", "gwet-ac2", "fleiss-kappa", "conger-kappa",
    "light-kappa", "scott-pi", "brennan-prediger", "randolph-kappa", "percent-agreement",
    "cohen-kappa-se-null",
  ]

  /// Refuses a coefficient without the options that it cannot do without.
  func validate(_ name: String) throws {
    if Self.ofCategoryOnly.contains(name), selection.category == nil {
      throw ValidationError("'\(name)' is about one category: name it with --category")
    }
    if name == "gwet-ac2", comparison.weights == nil {
      throw ValidationError("'gwet-ac2' needs --weights; without weights it is 'gwet-ac1'")
    }
    if certainty.interval.method == nil, name != "krippendorff-alpha" || selection.category != nil {
      throw ValidationError(
        "--interval \(certainty.interval.rawValue) is Krippendorff's own: it is for krippendorff-alpha"
          + " of all categories")
    }
  }

  /// Refuses options that would be passed over: a number without them answers another question.
  func refuseUnused() throws {
    // What everybody has unless they say otherwise harms nobody.
    let hasWeights = ![nil, "identity"].contains(comparison.weights?.title)
    let hasDistance = ![nil, "nominal"].contains(comparison.distance?.title)
    if selection.category != nil, hasWeights || hasDistance {
      throw ValidationError(
        "--\(hasWeights ? "weights" : "distance") is between categories, and --category names one")
    }
    let options = [
      ("--category", selection.category != nil, Self.ofOneCategory),
      ("--weights", hasWeights, Self.weighted),
      ("--distance", hasDistance, ["krippendorff-alpha"]),
      ("--averaging rating", comparison.averaging == .rating, ["percent-agreement"]),
    ]
    for (option, isGiven, users) in options where isGiven {
      let others = asked.filter { !users.contains($0) }
      // Of those that are worked out unasked, one has a use for it.
      guard let other = others.first, !coefficient.isEmpty || others.count == asked.count else {
        continue
      }
      throw ValidationError(
        "'\(other)' has no use for \(option)\nhelp: it is for \(users.joined(separator: ", "))")
    }
  }

  /// Prints results, and where an interval was asked for that a coefficient does not have.
  func show(_ reports: [AgreementReport]) {
    // An analytic one is what everybody asks for.
    if ![.none, .analytic].contains(certainty.interval) {
      printWarnings(
        reports.filter { $0.result.value != nil && $0.result.interval == nil }.map { report in
          .warning(
            "no-interval",
            "'\(report.name)' has no interval by --interval \(certainty.interval.rawValue)",
            help: "intervals are over the units of --ratings")
        })
    }
    AgreementReport.show(reports, asJSON: json)
  }
}
