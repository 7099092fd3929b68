import Testing

@testable import LeitmotifAgreement

/// Tables from which nothing can be worked out say so.
struct UndefinedTests {
  private func reason(
    _ coefficient: some RatingCoefficient, _ rows: [[String?]], coders: [String] = ["a", "b"],
    categories: [String]? = nil
  ) throws -> UndefinedReason? {
    try Ratings(rows: rows, coders: coders, categories: categories).agreement(
      coefficient, interval: .init(.analytic)
    ).reason
  }

  @Test func `a table without units`() throws {
    for coefficient in coefficientsForAnyCoders where !(coefficient is LightKappa) {
      let found = try reason(coefficient, [], categories: ["1", "2"])
      #expect(found == .noRatings || found == .noPairs)
    }
  }

  @Test func `a table without coders`() throws {
    #expect(try reason(KrippendorffAlpha(), [], coders: []) == .noRatings)
    #expect(try reason(LightKappa(), [], coders: []) == .coders(needed: "two or more", given: 0))
  }

  @Test func `one coder`() throws {
    let rows: [[String?]] = [["1"], ["2"], ["1"]]
    #expect(try reason(KrippendorffAlpha(), rows, coders: ["a"]) == .noPairs)
    #expect(try reason(CohenKappa(), rows, coders: ["a"]) == .coders(needed: "two", given: 1))
  }

  @Test func `no unit that two coders coded`() throws {
    let rows: [[String?]] = [["1", nil], [nil, "2"], [nil, nil]]
    #expect(try reason(PercentAgreement(), rows) == .noPairs)
    #expect(try reason(CohenKappa(), rows) == .noPairs)
    #expect(try reason(GwetAC(), rows) == .noPairs)
  }

  @Test func `one category only`() throws {
    let rows: [[String?]] = [["1", "1"], ["1", "1"]]
    #expect(try reason(KrippendorffAlpha(), rows) == .noVariation)
    #expect(try reason(CohenKappa(), rows) == .noVariation)
    #expect(try reason(FleissKappa(), rows) == .noVariation)
    #expect(try reason(GwetAC(), rows) == .tooFewCategories)
    #expect(try reason(BrennanPrediger(), rows) == .tooFewCategories)
    // With a second category that could have been chosen, these two have a value.
    let declared = try Ratings(rows: rows, categories: ["1", "2"])
    #expect(declared.agreement(GwetAC()).value == 1)
    #expect(declared.agreement(BrennanPrediger()).value == 1)
    #expect(declared.agreement(PercentAgreement()).value == 1)
  }

  @Test func `declared categories that nobody used count`() throws {
    let rows: [[String?]] = [["1", "1"], ["1", "2"], ["2", "2"], ["2", "2"]]
    let two = try Ratings(rows: rows).agreement(BrennanPrediger())
    let four = try Ratings(rows: rows, categories: ["1", "2", "3", "4"])
      .agreement(BrennanPrediger())
    #expect(two.value == 0.5)
    #expect(agree(four.value, 2.0 / 3))
    #expect(four.basis.categories == ["1", "2", "3", "4"])
    #expect(four.basis.uses == [3, 5, 0, 0])
  }

  @Test func `a category that is no number, where numbers are asked for`() throws {
    let rows: [[String?]] = [["1", "2"], ["low", "1"]]
    #expect(try reason(KrippendorffAlpha(distance: .interval), rows) == .notNumeric("low"))
    #expect(try reason(KrippendorffAlpha(distance: .ratio), rows) == .notNumeric("low"))
  }

  @Test func `weights or distances that do not fit the categories`() throws {
    let rows: [[String?]] = [["1", "2"], ["2", "1"]]
    #expect(
      try reason(FleissKappa(weights: .custom([[1]])), rows) == .matrixShape(categories: 2))
    #expect(
      try reason(KrippendorffAlpha(distance: .custom([[0, 1]])), rows)
        == .matrixShape(categories: 2))
    let opposite: [[String?]] = [["-1", "1"], ["1", "-1"]]
    #expect(try reason(FleissKappa(weights: .ratio), opposite) == .notFinite)
  }

  @Test func `a category that is not there`() throws {
    let rows: [[String?]] = [["1", "2"], ["2", "1"]]
    #expect(try reason(SpecificAgreement(category: "9"), rows) == .unknownCategory("9"))
    #expect(
      try reason(SpecificAgreement(category: "3"), rows, categories: ["1", "2", "3"])
        == .unusedCategory("3"))
  }

  @Test func `every reason is a clause`() {
    let reasons: [UndefinedReason] = [
      .noRatings, .noPairs, .noVariation, .tooFewCategories, .tooManyCategories(9),
      .coders(needed: "two", given: 3), .categories(needed: 2, given: 3), .unknownCategory("x"),
      .unusedCategory("x"), .notNumeric("x"), .notFinite, .matrixShape(categories: 2),
      .overlappingSpans(coder: "ada"), .noSpans, .noLength, .noIntersection, .windowTooLong(3),
      .unequalLengths(1, 2), .tooManyAlignments(9), .noVotes,
    ]
    for reason in reasons {
      #expect(reason.description.first?.isUppercase == false)
      #expect(!reason.description.hasSuffix("."))
    }
  }

  @Test func `counts beyond what 32 bits hold`() throws {
    // Four patterns stand for eight thousand million units.
    let ratings = try Ratings(rows: [["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"]])
    let units = UnitPatterns(ratings, distinguishingCoders: true)
      .resampled([4_000_000_000, 1_000_000_000, 1_000_000_000, 2_000_000_000])
    #expect(agree(try CohenKappa().evaluate(units).value, 0.46666666666666667))
    #expect(agree(try GwetAC().evaluate(units).value, 0.5294117647058824))
  }
}
