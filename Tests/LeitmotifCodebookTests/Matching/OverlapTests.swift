import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct OverlapTests {
  private static let rules = [
    Rule(.any([])), Rule(.any([])), Rule(.any([]), overlap: .all), Rule(.any([]), overlap: .all),
  ]

  @Test(
    arguments: [
      // The longest stays, whatever comes first.
      ([(0, 0, 4), (1, 2, 9), (0, 8, 12)], [(1, 2, 9)], [(0, 0, 4), (0, 8, 12)]),
      // Among equals the earlier.
      ([(1, 0, 4), (0, 3, 7)], [(1, 0, 4)], [(0, 3, 7)]),
      // Among the same span the first rule.
      ([(1, 0, 4), (0, 0, 4)], [(0, 0, 4)], [(1, 0, 4)]),
      // Neighbours do not overlap.
      ([(0, 0, 4), (0, 4, 8)], [(0, 0, 4), (0, 4, 8)], []),
      // One that lost suppresses nothing.
      ([(0, 0, 5), (0, 4, 10), (0, 9, 20)], [(0, 0, 5), (0, 9, 20)], [(0, 4, 10)]),
      // All stay, and suppress nothing.
      (
        [(2, 0, 9), (3, 0, 9), (2, 3, 5), (0, 4, 6)], [(2, 0, 9), (3, 0, 9), (2, 3, 5), (0, 4, 6)],
        []
      ),
      // Of one rule a span is one coding.
      ([(2, 0, 9), (2, 0, 9), (2, 3, 5)], [(2, 0, 9), (2, 3, 5)], [(2, 0, 9)]),
      ([], [], []),
    ] as [([(Int, Int, Int)], [(Int, Int, Int)], [(Int, Int, Int)])])
  func `the longest match of a code stays`(
    found: [(Int, Int, Int)], kept: [(Int, Int, Int)], suppressed: [(Int, Int, Int)]
  ) {
    for found in [found, found.reversed()] {
      let settled = settleOverlap(found.map(Self.match), rules: Self.rules)
      #expect(settled.kept.map(Self.numbers) == kept.map { [$0.0, $0.1, $0.2] })
      #expect(settled.suppressed.map(Self.numbers) == suppressed.map { [$0.0, $0.1, $0.2] })
    }
  }

  @Test(arguments: [("ööööö xxx", "xxx yyyyyy", 1), ("ooooo xxx", "xxx yyy", 0)])
  func `letters count, not their bytes`(first: String, second: String, kept: Int) {
    let text = CanonicalText(first + second.dropFirst(3))
    let (middle, end) = (first.utf8.count - 3, text.count)
    let found = [Self.match((0, 0, first.utf8.count)), Self.match((1, middle, end))]
    #expect(settleOverlap(found, rules: Self.rules, in: text).kept.map(\.rule) == [kept])
    #expect(isUnsettled(found, rules: Self.rules))
  }

  @Test func `where one match holds the others nothing depends on letters`() {
    let found = [(0, 0, 9), (1, 0, 4), (0, 3, 6), (1, 5, 9), (2, 7, 12)].map(Self.match)
    #expect(!isUnsettled(found, rules: Self.rules))
    #expect(isUnsettled(found + [Self.match((0, 7, 12))], rules: Self.rules))
  }

  @Test func `a hundred thousand matches over each other are settled`() {
    let found = (0..<100_000).map { Self.match((0, $0, $0 + 10)) }
    #expect(settleOverlap(found, rules: Self.rules).kept.count == 10_000)
  }

  @Test(
    arguments: [
      // Inside a longer one of another code.
      ([("a", 0, 8), ("b", 0, 3), ("b", 4, 8), ("b", 9, 12)], "a0-8 b9-12"),
      // The same words give both codes; so do words that only overlap.
      ([("a", 0, 8), ("b", 0, 8), ("c", 4, 12)], "a0-8 b0-8 c4-12"),
      // What does not stay in its own code takes nothing away.
      ([("a", 0, 9), ("a", 5, 16), ("b", 0, 4)], "b0-4 a5-16"),
      // What another code takes away leaves its place to the next one of its own.
      ([("a", 0, 6), ("a", 4, 9), ("b", 0, 7)], "b0-7 a4-9"),
    ])
  func `a hit inside a longer one of another code does not stay where all codes compete`(
    found: [(String, Int, Int)], kept: String
  ) {
    #expect(Self.kept(of: found) == kept)
  }

  @Test(
    arguments: [
      ([("a", 0, 8), ("A", 0, 3), ("A", 9, 12)], "a0-8 A9-12"),
      ([("A", 0, 8), ("a", 0, 3), ("b", 1, 3)], "A0-8 b1-3"),
      ([("A", 0, 3), ("b", 0, 8), ("a", 4, 6)], "A0-3 b0-8"),
      ([("A", 0, 3), ("b", 0, 8), ("a", 2, 6)], "A0-3 b0-8"),
    ] as [([(String, Int, Int)], String)])
  func `the other rules of such a code compete within it, and with nobody else`(
    found: [(String, Int, Int)], kept: String
  ) {
    #expect(Self.kept(of: found) == kept)
  }

  /// What stays of matches of the codes "a", "b" and "c"; "A" is a rule of "a" that competes within it only.
  private static func kept(of found: [(String, Int, Int)]) -> String {
    let names = ["a", "b", "c", "A"]
    let rules = names.map {
      Rule(
        id: Identifier("\($0)/any"), code: Identifier($0.lowercased()), body: .any([]),
        overlap: $0 == "A" ? .longest : .codebook)
    }
    var matches: MatchesByCode = [:]
    for (name, start, end) in found {
      matches[Identifier(name.lowercased()), default: []].append(
        (names.firstIndex(of: name) ?? 0, Match(span: TextSpan(start: start, end: end))))
    }
    let settled = settleOverlap(ofCodes: matches, rules: rules)
    return settled.kept.values.flatMap(\.self)
      .sorted { ($0.match.span, $0.rule) < ($1.match.span, $1.rule) }
      .map { "\(names[$0.rule])\($0.match.span.start)-\($0.match.span.end)" }
      .joined(separator: " ")
  }

  private static func match(_ numbers: (Int, Int, Int)) -> RuleMatch {
    (numbers.0, Match(span: TextSpan(start: numbers.1, end: numbers.2)))
  }

  private static func numbers(_ match: RuleMatch) -> [Int] {
    [match.rule, match.match.span.start, match.match.span.end]
  }
}
