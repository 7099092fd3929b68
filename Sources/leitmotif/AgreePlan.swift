import ArgumentParser
import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability
import LeitmotifStore

extension Agree {
  /// How many units to double-code.
  struct PlanOptions: ParsableArguments {
    @Flag(help: "Say how many units two coders have to rate for an interval of a wanted width.")
    var plan = false

    @Option(help: "Half the width of the wanted interval: 0.1 for ± 0.1.")
    var width = 0.1

    @Option(help: "The kappa or alpha that is expected; from a store, each code's own.")
    var expected: Double?

    @Option(help: "The share of units that are given the code; from a store, each code's own.")
    var prevalence: Double?

    @Option(help: "How much larger the variance is than for independent units.")
    var designEffect: Double?
  }

  /// Refuses a plan that nothing can be worked out from.
  func validatePlan() throws {
    guard (0.001..<1).contains(planning.width) else {
      throw ValidationError("--width is from 0.001 to below 1, such as 0.1")
    }
    if let expected = planning.expected, !(0..<1).contains(expected) {
      throw ValidationError("--expected is from 0 to below 1, such as 0.8")
    }
    if let prevalence = planning.prevalence, !(prevalence > 0 && prevalence < 1) {
      throw ValidationError("--prevalence is a share between 0 and 1, such as 0.05")
    }
    if let effect = planning.designEffect, !(effect > 0 && effect <= 1000) {
      throw ValidationError("--design-effect is above 0, 1 for independent units")
    }
    guard store != nil || planning.prevalence != nil else {
      throw ValidationError(
        "say how often the code is given, --prevalence 0.05, or name a store to take it from")
    }
  }

  /// Says how many units to double-code.
  func runPlan() throws {
    let rows = try store.map { try plannedCodes(of: $0) } ?? [PlannedCode(of: basePlan)]
    if json {
      printJSON(["codes": .list(rows.map(\.json))])
      return
    }
    let cells = rows.map { row in
      [
        row.code ?? "any code", percent(row.plan.prevalence), rounded(row.plan.expected),
        row.designEffectText, row.plan.units.map(String.init) ?? "–",
      ]
    }
    let level = percent(certainty.confidence)
    print(
      """
      Units that two coders have to rate for a \(level) interval of ± \(rounded(planning.width))

      \(textTable(
        [["code", "coded", "kappa expected", "design effect", "units"]] + cells,
        rightAligned: [1, 2, 3, 4]))

      After Bloch and Kraemer (1989), for kappa in its intraclass form and alpha. More coders need fewer units.
      Units of one transcript are alike: the design effect says how much more of them that asks for.
      'leitmotif sample' draws them.
      """)
  }

  private var basePlan: PrecisionPlan {
    PrecisionPlan(
      expected: planning.expected ?? 0.8, prevalence: planning.prevalence ?? 0.5,
      halfWidth: planning.width, confidence: certainty.confidence,
      designEffect: planning.designEffect ?? 1, population: certainty.population)
  }

  /// A plan for each code of a study, from what its coders did so far.
  private func plannedCodes(of path: String) throws -> [PlannedCode] {
    let store = try Store(at: path, access: .read)
    let reader = try study.run.map { try store.reader(ofRun: $0) } ?? store.reader()
    let agreement = try studyAgreement(of: reader).agreement
    guard let leading = agreement.leading else { return [] }
    return agreement.codesGiven.map { code in
      plannedCode(code.rawValue, agreement.ratings(of: .code(code), in: leading))
    } + [plannedCode(nil, agreement.ratings(of: .pooled, in: leading))]
  }

  private func plannedCode(_ code: String?, _ ratings: CountedRatings) -> PlannedCode {
    var plan = basePlan
    let alpha = KrippendorffAlpha()
    let analytic = ratings.agreement(alpha, interval: IntervalRequest(.analytic))
    let uses = analytic.basis.uses
    let total = Double(uses.reduce(0, +))
    if planning.prevalence == nil, total > 0 { plan.prevalence = Double(uses[1]) / total }
    // A value of 1 or below 0 in a small sample is no value to plan with.
    if planning.expected == nil { plan.expected = min(max(analytic.value ?? 0.8, 0), 0.95) }
    if planning.designEffect == nil {
      let clustered = ratings.agreement(
        alpha,
        interval: IntervalRequest(.percentileOverClusters, replicates: 1000, seed: certainty.seed))
      if let wide = clustered.standardError, let narrow = analytic.standardError, narrow > 0 {
        plan.designEffect = max(1, wide * wide / (narrow * narrow))
      }
    }
    return PlannedCode(code: code ?? "all codes together", of: plan)
  }
}

/// A plan, and what it is for.
private struct PlannedCode {
  var code: String?
  let plan: PrecisionPlan

  init(code: String? = nil, of plan: PrecisionPlan) {
    self.code = code
    self.plan = plan
  }

  var designEffectText: String {
    let tenths = Int((plan.designEffect * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  var json: JSONValue {
    [
      "code": .optional(code), "prevalence": .number(plan.prevalence),
      "expected": .number(plan.expected), "width": .number(plan.halfWidth),
      "confidence": .number(plan.confidence), "designEffect": .number(plan.designEffect),
      "population": plan.population.map { .integer($0) } ?? .null,
      "units": plan.units.map { .integer($0) } ?? .null,
    ]
  }
}
