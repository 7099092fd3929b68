import Testing

@testable import LeitmotifAgreement

/// What holds for coefficients whatever the data.
struct CoefficientPropertyTests {
  private let categories = ["1", "2", "3", "4"]

  @Test func `is 1 for a coder and himself`() throws {
    var tables = RandomTables(seed: 1)
    let rows = tables.rows(units: 40, coders: 1, categories: 4, missing: 0.1)
    let ratings = try Ratings(rows: rows.map { [$0[0], $0[0]] }, categories: categories)
    let indices: [any RatingCoefficient] = [
      PrevalenceIndex(category: "1"), BiasIndex(category: "1"),
    ]
    for coefficient in coefficientsForAnyCoders + coefficientsForTwoCoders + weightedCoefficients {
      let name = String(describing: coefficient)
      guard !indices.contains(where: { type(of: $0) == type(of: coefficient) }),
        !name.contains("NullError")
      else { continue }
      #expect(agree(ratings.agreement(coefficient).value, 1), "\(name)")
    }
  }

  @Test func `does not depend on the order of units`() throws {
    var tables = RandomTables(seed: 2)
    for _ in 0..<20 {
      let rows = tables.rows(units: 30, coders: 3, categories: 4)
      try expectSame(rows, rows.reversed(), coefficientsForAnyCoders + weightedCoefficients)
      let pairs = rows.map { Array($0.prefix(2)) }
      try expectSame(pairs, pairs.shuffled(using: &tables.random), coefficientsForTwoCoders)
    }
  }

  @Test func `does not depend on the order of coders`() throws {
    var tables = RandomTables(seed: 3)
    for _ in 0..<20 {
      let rows = tables.rows(units: 30, coders: 4, categories: 4)
      let turned = rows.map { [$0[2], $0[0], $0[3], $0[1]] }
      try expectSame(rows, turned, coefficientsForAnyCoders + weightedCoefficients)
    }
  }

  @Test func `does not depend on the names of nominal categories`() throws {
    var tables = RandomTables(seed: 4)
    let names = ["1": "1", "2": "zebra", "3": "🙂", "4": "e\u{301}"]
    for _ in 0..<20 {
      let rows = tables.rows(units: 30, coders: 3, categories: 4)
      let renamed = rows.map { $0.map { $0.flatMap { names[$0] } } }
      for coefficient in coefficientsForAnyCoders {
        let original = try Ratings(rows: rows).agreement(coefficient, interval: .init(.analytic))
        let other = try Ratings(rows: renamed).agreement(coefficient, interval: .init(.analytic))
        #expect(agree(original.value, other.value))
        #expect(agree(original.standardError, other.standardError))
      }
    }
  }

  @Test func `repeating every unit changes no kappa, and narrows its interval`() throws {
    var tables = RandomTables(seed: 5)
    let rows = tables.rows(units: 30, coders: 3, categories: 3)
    for coefficient in [FleissKappa(), CongerKappa(), GwetAC()] as [any RatingCoefficient] {
      let once = try Ratings(rows: rows).agreement(coefficient, interval: .init(.analytic))
      let often = try Ratings(rows: rows + rows + rows + rows)
        .agreement(coefficient, interval: .init(.analytic))
      #expect(agree(once.value, often.value))
      let ratio = try #require(once.standardError) / #require(often.standardError)
      #expect(abs(ratio - 2) < 0.1)
    }
  }

  @Test func `has a value that is a number, or says why not, for every small table`() throws {
    let all = coefficientsForAnyCoders + coefficientsForTwoCoders + weightedCoefficients
    let requests = [
      IntervalRequest(.analytic), IntervalRequest(.percentile, replicates: 5),
      IntervalRequest(.accelerated, replicates: 5),
    ]
    for (number, table) in tablesOfThree(allRows(coders: 2, categories: 2)).enumerated() {
      let ratings = try Ratings(
        coders: ["a", "b"], categories: ["1", "2"],
        cells: table.joined().map { $0.map { Int32($0) } ?? Ratings.missing })
      for coefficient in all {
        let result = ratings.agreement(coefficient, interval: requests[number % 3])
        let numbers = [
          result.value, result.standardError, result.interval?.lower, result.interval?.upper,
        ]
        #expect(numbers.allSatisfy { $0?.isFinite != false })
        #expect((result.value == nil) == (result.reason != nil))
        #expect(result.value.map { $0 <= 1 + 1e-12 } ?? true)
      }
    }
  }

  private func expectSame(
    _ rows: [[String?]], _ others: [[String?]], _ coefficients: [any RatingCoefficient]
  ) throws {
    let left = try Ratings(rows: rows, categories: categories)
    let right = try Ratings(rows: others, categories: categories)
    for coefficient in coefficients {
      let first = left.agreement(coefficient, interval: .init(.analytic))
      let second = right.agreement(coefficient, interval: .init(.analytic))
      #expect(agree(first.value, second.value))
      #expect(agree(first.standardError, second.standardError))
    }
  }
}
