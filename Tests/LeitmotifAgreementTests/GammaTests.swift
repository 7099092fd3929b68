import Testing

@testable import LeitmotifAgreement

struct GammaTests {
  @Test(arguments: [2, 3, 4])
  func `finds the alignment that trying all would`(coders: Int) throws {
    var tables = RandomTables(seed: 51)
    let dissimilarity = UnitDissimilarity(position: 2, category: 1)
    for _ in 0..<(coders == 2 ? 200 : 25) {
      let continuum = try tables.continuum(
        coders: coders, length: 12, categories: 2, overlapping: true, spans: coders == 4 ? 2 : 3)
      let lines = (0..<coders).map { Array(continuum.spans(of: $0)) }
      guard !continuum.spans.isEmpty else { continue }
      let best = try UnitAlignment.best(lines, dissimilarity)
      #expect(best.isBest)
      #expect(Set(best.groups.flatMap { $0.compactMap(\.self) }).count <= continuum.spans.count)
      #expect(best.groups.flatMap { $0.compactMap(\.self) }.count == continuum.spans.count)
      let tried = leastSum(lines, dissimilarity) / Double(continuum.spans.count) * Double(coders)
      #expect(agree(best.disorder(dissimilarity), tried))
    }
  }

  /// The least sum of groups' disorders, by trying every group for the first unit that is left.
  private func leastSum(
    _ lines: [[Continuum.Span]], _ dissimilarity: UnitDissimilarity
  ) -> Double {
    guard let first = lines.firstIndex(where: { !$0.isEmpty }) else { return 0 }
    var groups: [[Int?]] = [[]]
    for (coder, line) in lines.enumerated() {
      let choices: [Int?] =
        coder < first ? [nil] : coder == first ? [0] : [nil] + line.indices.map { $0 }
      groups = groups.flatMap { group in choices.map { group + [$0] } }
    }
    return groups.reduce(Double.infinity) { least, group in
      var rest = lines
      var units: [Continuum.Span?] = []
      for (coder, unit) in group.enumerated() {
        units.append(unit.map { rest[coder].remove(at: $0) })
      }
      let own = UnitAlignment.disorder(of: units, dissimilarity)
      return own >= least ? least : min(least, own + leastSum(rest, dissimilarity))
    }
  }

  @Test(arguments: ChanceSampler.allCases)
  func `is 1 for coders who marked alike, wherever the text begins`(
    sampler: ChanceSampler
  ) throws {
    var settings = Gamma.Settings()
    settings.sampler = sampler
    let gamma = try Gamma(continuum(begin: 0, shift: 0), settings)
    #expect(try gamma.value.get() == 1)
    #expect(try gamma.categoryValue().get() == 1)
    #expect(gamma.isExact)
  }

  @Test(arguments: ChanceSampler.allCases)
  func `does not depend on where the text begins`(sampler: ChanceSampler) throws {
    var settings = Gamma.Settings()
    settings.sampler = sampler
    let here = try Gamma(continuum(begin: 0, shift: 3), settings)
    let there = try Gamma(continuum(begin: 100_000, shift: 3), settings)
    #expect(try here.value.get() == there.value.get())
    #expect(here.chanceDisorders == there.chanceDisorders)
    #expect(try here.categoryValue("a").get() == there.categoryValue("a").get())
  }

  private func continuum(begin: Int, shift: Int) throws -> Continuum {
    let marks = [(5, 20, 0), (30, 42, 1), (44, 60, 0), (70, 80, 1)]
    return try Continuum(
      begin: begin, length: 100, coders: ["ada", "ben"], categories: ["a", "b"],
      spans: marks.flatMap { start, end, category in
        (0..<2).map { coder in
          Continuum.Span(
            coder: coder, start: begin + start + coder * shift, end: begin + end + coder * shift,
            category: category)
        }
      })
  }

  @Test func `draws as many chance texts as the precision asks for`() throws {
    var settings = Gamma.Settings()
    settings.precision = nil
    let continuum = try continuum(begin: 0, shift: 3)
    #expect(try Gamma(continuum, settings).chanceDisorders.count == 30)
    settings.precision = 0.01
    #expect(try Gamma(continuum, settings).chanceDisorders.count > 30)
    settings.seed = 2
    let other = try Gamma(continuum, settings)
    settings.seed = 1
    #expect(try Gamma(continuum, settings).chanceDisorders != other.chanceDisorders)
  }

  @Test func `says why there is no value`() throws {
    let empty = try Continuum(length: 9, coders: ["a", "b"], categories: [], spans: [])
    #expect(throws: UndefinedReason.noSpans) { try Gamma(empty) }
    let alone = try Continuum(
      length: 9, coders: ["a"], categories: ["x"],
      spans: [.init(coder: 0, start: 1, end: 3, category: 0)])
    #expect(throws: UndefinedReason.coders(needed: "two or more", given: 1)) { try Gamma(alone) }
    let gamma = try Gamma(continuum(begin: 0, shift: 1))
    #expect(gamma.categoryValue("z") == .failure(.unknownCategory("z")))
  }

  @Test func `a coder who marked nothing disagrees`() throws {
    let continuum = try Continuum(
      length: 50, coders: ["a", "b", "c"], categories: ["x"],
      spans: [
        .init(coder: 0, start: 1, end: 9, category: 0),
        .init(coder: 1, start: 1, end: 9, category: 0),
      ])
    let gamma = try Gamma(continuum)
    #expect(gamma.observedDisorder > 0)
    #expect(try gamma.value.get() < 1)
  }

  @Test func `many units stacked on one place are refused or aligned, not searched for ever`()
    throws
  {
    let spans = (0..<3).flatMap { coder in
      (0..<8).map { Continuum.Span(coder: coder, start: $0, end: 80 + $0, category: $0 % 3) }
    }
    let best = try UnitAlignment.best(
      (0..<3).map { coder in spans.filter { $0.coder == coder } }, UnitDissimilarity())
    #expect(best.disorder(UnitDissimilarity()) == 0)
  }
}
