import Testing

@testable import LeitmotifAgreement

/// Coefficients against plain counts, over every small table.
struct IndependentCountTests {
  /// Every table of three units by three coders with two categories and gaps: 3,654 of them.
  private static let tables = tablesOfThree(allRows(coders: 3, categories: 2))

  private func differences(
    _ coefficient: some RatingCoefficient, _ count: ([[Int?]]) -> Double?
  ) throws -> Int {
    var wrong = 0
    for table in Self.tables {
      let ratings = try Ratings(
        coders: ["a", "b", "c"], categories: ["0", "1"],
        cells: table.joined().map { $0.map { Int32($0) } ?? Ratings.missing })
      let result = ratings.agreement(coefficient)
      if !agree(result.value, count(table)) { wrong += 1 }
    }
    return wrong
  }

  @Test func `alpha is what counting pairs of ratings gives`() throws {
    #expect(
      try differences(KrippendorffAlpha()) { table in
        let units = table.map { $0.compactMap(\.self) }.filter { $0.count > 1 }
        let all = units.flatMap(\.self)
        var observed = 0.0
        for unit in units { observed += disagreeingPairs(unit) / Double(unit.count - 1) }
        observed /= Double(all.count)
        let expected = disagreeingPairs(all) / Double(all.count * (all.count - 1))
        return expected > 0 ? 1 - observed / expected : nil
      } == 0)
  }

  @Test func `Fleiss' kappa is what counting pairs and shares gives`() throws {
    #expect(
      try differences(FleissKappa()) { table in
        guard let observed = agreeingShare(table) else { return nil }
        let share = meanShare(of: 1, table)
        let expected = share * share + (1 - share) * (1 - share)
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
      } == 0)
  }

  @Test func `AC1 is what counting pairs and shares gives`() throws {
    #expect(
      try differences(GwetAC()) { table in
        guard let observed = agreeingShare(table) else { return nil }
        let share = meanShare(of: 1, table)
        let expected = 2 * share * (1 - share)
        return (observed - expected) / (1 - expected)
      } == 0)
  }

  @Test func `Conger's kappa expects what pairs of coders with their habits would`() throws {
    #expect(
      try differences(CongerKappa()) { table in
        guard let observed = agreeingShare(table) else { return nil }
        let shares = (0..<3).compactMap { coder -> Double? in
          let own = table.compactMap { $0[coder] }
          return own.isEmpty ? nil : Double(own.reduce(0, +)) / Double(own.count)
        }
        var expected = 0.0
        var pairs = 0.0
        for (first, p) in shares.enumerated() {
          for q in shares.dropFirst(first + 1) {
            expected += p * q + (1 - p) * (1 - q)
            pairs += 1
          }
        }
        expected /= pairs
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
      } == 0)
  }

  @Test func `Light's kappa is the mean of Cohen's over pairs`() throws {
    #expect(
      try differences(LightKappa()) { table in
        let kappas = [(0, 1), (0, 2), (1, 2)].map { first, second -> Double? in
          let both = table.compactMap { unit in
            unit[first].flatMap { own in unit[second].map { (own, $0) } }
          }
          guard !both.isEmpty else { return nil }
          let count = Double(both.count)
          let observed = Double(both.count { $0.0 == $0.1 }) / count
          let p = Double(both.count { $0.0 == 1 }) / count
          let q = Double(both.count { $0.1 == 1 }) / count
          let expected = p * q + (1 - p) * (1 - q)
          return expected < 1 ? (observed - expected) / (1 - expected) : nil
        }
        guard let a = kappas[0], let b = kappas[1], let c = kappas[2] else { return nil }
        return (a + b + c) / 3
      } == 0)
  }

  @Test func `ordinal and interval alpha are their distances summed over pairs`() throws {
    var tables = RandomTables(seed: 3)
    for _ in 0..<200 {
      let rows = tables.rows(units: 6, coders: 3, categories: 4)
      let ratings = try Ratings(rows: rows, categories: ["1", "2", "3", "4"])
      let units = rows.map { $0.compactMap { $0.flatMap(Int.init) } }.filter { $0.count > 1 }
      let all = units.flatMap(\.self)
      let counts = (0...4).map { value in Double(all.count { $0 == value }) }
      let distances: [(Distance, (Int, Int) -> Double)] = [
        (
          .ordinal,
          { low, high in
            let (low, high) = (min(low, high), max(low, high))
            let between = counts[low...high].reduce(0, +)
            return square(between - (counts[low] + counts[high]) / 2)
          }
        ),
        (.interval, { square(Double($0 - $1)) }),
        (.ratio, { square(Double($0 - $1) / Double($0 + $1)) }),
      ]
      for (distance, between) in distances {
        func sum(_ values: [Int]) -> Double {
          var sum = 0.0
          for (i, x) in values.enumerated() {
            for (j, y) in values.enumerated() where i != j { sum += between(x, y) }
          }
          return sum
        }
        let observed =
          units.reduce(0) { $0 + sum($1) / Double($1.count - 1) } / Double(all.count)
        let expected = sum(all) / Double(all.count * (all.count - 1))
        let value = ratings.agreement(KrippendorffAlpha(distance: distance)).value
        #expect(agree(value, expected > 0 ? 1 - observed / expected : nil))
      }
    }
  }

  @Test func `multi-valued alpha expects what all sets of codes would`() throws {
    var random = RandomSource(seed: 5)
    for _ in 0..<100 {
      let rows = (0..<5).map { _ in
        (0..<3).map { _ -> [String]? in
          random.unit() < 0.1
            ? nil : ["a", "b", "c", "d"].filter { _ in random.unit() < 0.4 }
        }
      }
      let sets = try SetRatings(rows: rows, codes: ["a", "b", "c", "d"])
      let value = sets.ratings.agreement(MultiValuedAlpha(sets: sets.sets)).value
      #expect(agree(value, multiValuedAlphaBySets(rows)))
    }
  }
}

private func disagreeingPairs(_ values: [Int]) -> Double {
  let ones = Double(values.count { $0 == 1 })
  return 2 * ones * (Double(values.count) - ones)
}

private func agreeingShare(_ table: [[Int?]]) -> Double? {
  let units = table.map { $0.compactMap(\.self) }.filter { $0.count > 1 }
  guard !units.isEmpty else { return nil }
  return units.reduce(0) { sum, unit in
    sum + 1 - disagreeingPairs(unit) / Double(unit.count * (unit.count - 1))
  } / Double(units.count)
}

private func meanShare(of category: Int, _ table: [[Int?]]) -> Double {
  let units = table.map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
  return units.reduce(0) { sum, unit in
    sum + Double(unit.count { $0 == category }) / Double(unit.count)
  } / Double(units.count)
}

/// The formula of Krippendorff and Craggs (2016) with every set written out.
private func multiValuedAlphaBySets(_ rows: [[[String]?]]) -> Double? {
  let units = rows.map { $0.compactMap { $0.map(Set.init) } }.filter { $0.count > 1 }
  let all = units.flatMap(\.self)
  guard !all.isEmpty else { return nil }
  func distance(_ a: Set<String>, _ b: Set<String>) -> Double {
    a.isEmpty && b.isEmpty
      ? 0 : 1 - 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
  }
  var observed = 0.0
  for unit in units {
    for (i, a) in unit.enumerated() {
      for (j, b) in unit.enumerated() where i != j {
        observed += distance(a, b) / Double(unit.count - 1) / Double(all.count)
      }
    }
  }
  let codes = ["a", "b", "c", "d"]
  let subsets = (0..<16).map { bits in Set((0..<4).filter { bits >> $0 & 1 == 1 }.map { codes[$0] })
  }
  func count(_ code: String) -> Double { Double(all.count { $0.contains(code) }) }
  func share(_ size: Int) -> Double { Double(all.count { $0.count == size }) / Double(all.count) }
  var expected = 0.0
  for a in 0...4 {
    for b in 0...4 where share(a) > 0 && share(b) > 0 {
      var sum = 0.0
      var weights = 0.0
      for C in subsets where C.count == a {
        for K in subsets where K.count == b {
          var weight = 1.0
          for code in C { weight *= count(code) }
          for code in K { weight *= count(code) - (C.contains(code) ? 1 : 0) }
          sum += weight * distance(C, K)
          weights += weight
        }
      }
      if weights > 0 { expected += share(a) * share(b) * sum / weights }
    }
  }
  return expected > 0 ? 1 - observed / expected : nil
}
