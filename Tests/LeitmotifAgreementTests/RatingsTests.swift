import Testing

@testable import LeitmotifAgreement

struct RatingsTests {
  @Test func `numbers are sorted by value, names by code point`() {
    #expect(Ratings.sortedCategories(of: ["10", "9", nil, "-1", "10"]) == ["-1", "9", "10"])
    #expect(Ratings.sortedCategories(of: ["b", "10", "B", "é"]) == ["10", "B", "b", "é"])
  }

  @Test func `names stand for their ranks, numbers for themselves`() throws {
    let names = try Ratings(rows: [["low", "high"]], categories: ["low", "middle", "high"])
    #expect(names.values == [1, 2, 3])
    #expect(names.nonNumericCategory == "low")
    let numbers = try Ratings(rows: [["0", "2.5"]])
    #expect(numbers.values == [0, 2.5])
    #expect(numbers.nonNumericCategory == nil)
  }

  @Test func `infinite numbers are names`() throws {
    #expect(try Ratings(rows: [["inf", "nan"]]).nonNumericCategory == "inf")
  }

  @Test func `refuses rows of unequal length and categories that were not declared`() {
    #expect(throws: RatingsError.raggedUnit(cells: 1, coders: 2)) {
      try Ratings(rows: [["1", "2"], ["1"]])
    }
    #expect(throws: RatingsError.undeclaredCategory("3", unit: 0, coder: 1)) {
      try Ratings(rows: [["1", "3"]], categories: ["1", "2"])
    }
    #expect(throws: RatingsError.unknownCategory(index: 2, unit: 1, coder: 0)) {
      try Ratings(coders: ["a"], categories: ["x", "y"], cells: [0, 2])
    }
  }

  @Test func `says what a result rests on`() throws {
    let ratings = try Ratings(rows: [
      ["1", "2", nil], ["1", "1", "1"], [nil, nil, "2"], [nil, nil, nil],
    ])
    let basis = ratings.agreement(KrippendorffAlpha()).basis
    #expect(basis.units == 2)
    #expect(basis.singlyRatedUnits == 1)
    #expect(basis.unratedUnits == 1)
    #expect(basis.pairable == 5)
    #expect(basis.coders == 3)
    #expect(basis.uses == [4, 2])
  }

  @Test func `units too wide for a key are counted one by one, with the same result`() throws {
    var tables = RandomTables(seed: 9)
    let narrow = tables.rows(units: 50, coders: 30, categories: 4)
    let names = (1...4).map { "\($0)" }
    // The same ratings with so many declared categories that no pattern fits 64 bits.
    let wide = names + (0..<400).map { "unused \($0)" }
    for coefficient in [FleissKappa(), CongerKappa(), KrippendorffAlpha()]
      as [any RatingCoefficient]
    {
      let few = try Ratings(rows: narrow, categories: names).agreement(coefficient)
      let many = try Ratings(rows: narrow, categories: wide).agreement(coefficient)
      #expect(agree(few.value, many.value))
    }
  }

  @Test func `some coders can be taken out`() throws {
    let ratings = try Ratings(rows: [["1", "2", "3"], [nil, "2", "1"]], coders: ["a", "b", "c"])
    let chosen = ratings.selecting(coders: [2, 0])
    #expect(chosen.coders == ["c", "a"])
    #expect(chosen[unit: 0, coder: 0] == 2)
    #expect(chosen[unit: 1, coder: 1] == nil)
    #expect(chosen.categories == ratings.categories)
  }
}
