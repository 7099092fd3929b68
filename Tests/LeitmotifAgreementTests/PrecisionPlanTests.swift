import LeitmotifAgreement
import LeitmotifTesting
import Testing

/// How many units two coders have to rate.
struct PrecisionPlanTests {
  // Donner and Eliasziw's variance by hand: κ .8, p .3: .2 (.2 · −.6 + .8 · 1.2 / .42) = .4331; · (1.96/.1)² = 166.4.
  @Test func `the number is that of the published variance`() {
    let plan = PrecisionPlan(expected: 0.8, prevalence: 0.3, halfWidth: 0.1)
    #expect(plan.units == 167)
    var doubled = plan
    doubled.designEffect = 2
    #expect(doubled.units == 333)
    var finite = plan
    finite.population = 200
    #expect(finite.units == 91)
  }

  @Test(arguments: [(0.4, 0.5, 0.1), (0.7, 0.2, 0.08), (0.8, 0.1, 0.1)])
  func `two coders who rate so many units get an interval of that width`(
    kappa: Double, prevalence: Double, width: Double
  ) throws {
    let plan = PrecisionPlan(expected: kappa, prevalence: prevalence, halfWidth: width)
    let count = try #require(plan.units)
    var random = SeededNumbers(seed: 11)
    func happens(_ probability: Double) -> Bool {
      Double.random(in: 0..<1, using: &random) < probability
    }
    var widths = 0.0
    let rounds = 60
    for _ in 0..<rounds {
      // Of units that are clear both coders see the same; of others each sees the code by chance.
      let cells = (0..<count).flatMap { _ -> [Int32] in
        let first: Int32 = happens(prevalence) ? 1 : 0
        return [first, happens(kappa) ? first : happens(prevalence) ? 1 : 0]
      }
      let ratings = try Ratings(coders: ["a", "b"], categories: ["no", "yes"], cells: cells)
      let result = ratings.agreement(
        KrippendorffAlpha(), interval: IntervalRequest(.analytic))
      let error = try #require(result.standardError)
      widths += 1.959964 * error / Double(rounds)
    }
    #expect(abs(widths - width) < 0.1 * width, "\(widths)")
  }

  @Test(arguments: [
    PrecisionPlan(expected: 1, prevalence: 0.5, halfWidth: 0.1),
    PrecisionPlan(expected: 0.8, prevalence: 0, halfWidth: 0.1),
    PrecisionPlan(expected: 0.8, prevalence: 0.5, halfWidth: 0),
    PrecisionPlan(expected: .nan, prevalence: 0.5, halfWidth: 0.1),
    PrecisionPlan(expected: 0.8, prevalence: 1e-300, halfWidth: 1e-9),
    PrecisionPlan(expected: 0.8, prevalence: 0.5, halfWidth: 0.1, designEffect: .infinity),
    PrecisionPlan(expected: 0.8, prevalence: 0.5, halfWidth: 0.1, population: 0),
  ])
  func `what cannot be planned has no number`(plan: PrecisionPlan) {
    #expect(plan.units == nil)
  }
}
