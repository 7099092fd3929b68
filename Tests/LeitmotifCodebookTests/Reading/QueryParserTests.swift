import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct QueryParserTests {
  private func parse(_ text: String) throws -> Query {
    var parser = try QueryParser(text)
    return try parser.parse()
  }

  private func word(_ text: String) -> Query { .pattern(.word(WordPattern(text))) }

  @Test func `AND binds closer than OR, and NEAR closer than both`() throws {
    #expect(
      try parse("a OR b AND c NEAR/3 d")
        == .or([word("a"), .and([word("b"), .near(word("c"), word("d"), within: 3)])]))
    #expect(
      try parse("(a OR b) AND c") == .and([.or([word("a"), word("b")]), word("c")]))
    #expect(
      try parse("a NEAR/2 b BEFORE/0 c")
        == .before(.near(word("a"), word("b"), within: 2), word("c"), within: 0))
  }

  @Test func `NOT takes a part away`() throws {
    #expect(try parse("NOT a AND b") == .and([.not(word("a")), word("b")]))
    #expect(
      try parse("a AND NOT b NEAR/1 c")
        == .and([
          word("a"), .not(.near(word("b"), word("c"), within: 1)),
        ]))
  }

  @Test func `reads every sort of word`() throws {
    #expect(
      try parse(
        "\"free of charge\" OR “two words” OR @list OR =Exact OR ~stem OR *n't OR /a\\/b c/")
        == .or([
          .pattern(.phrase([WordPattern("free"), WordPattern("of"), WordPattern("charge")])),
          .pattern(.phrase([WordPattern("two"), WordPattern("words")])),
          .pattern(.list("list")), .pattern(.word(WordPattern("Exact", matching: .exact))),
          .pattern(.word(WordPattern("stem", matching: .stem))),
          .pattern(.word(WordPattern("*n't", matching: .wildcard))), .regex("a/b c"),
        ]))
  }

  @Test func `line ends and blanks do not matter`() throws {
    #expect(try parse("\n a\tOR\n\u{A0}b ") == .or([word("a"), word("b")]))
  }

  @Test(arguments: [
    ("", "query-empty"), ("a b", "query-side-by-side"), ("\"a\" \"b\"", "query-side-by-side"),
    ("a (b)", "query-side-by-side"), ("(a OR b", "query-unclosed"), ("a)", "query-unclosed"),
    ("\"a", "query-unclosed"), ("/a", "query-unclosed"), ("//", "query-operand"),
    ("a OR", "query-operand"), ("OR a", "query-operand"), ("()", "query-operand"),
    ("a NEAR b", "query-distance"), ("a NEAR/ b", "query-distance"),
    ("a NEAR/-1 b", "query-distance"), ("a BEFORE/51 b", "query-distance"),
    ("a NEAR/51 b", "query-distance"), ("a NEAR/999999 b", "query-distance"),
    ("a NEAR/99999999999999999999 b", "query-distance"), ("NOT a", "query-not"),
    ("a OR NOT b", "query-not"), ("NOT a AND NOT b", "query-not"), ("(NOT a) AND b", "query-not"),
    ("a NEAR/2 NOT b", "query-not"), ("NOT NOT a AND b", "query-not"), ("a NOT b", "query-not"),
    ("a and b", "query-operator"), ("a near/3 b", "query-operator"), ("not a", "query-operator"),
    ("a AFTER/3 b", "query-operator"), ("a NAER/3 b", "query-operator"),
    ("a W/5 b", "query-operator"), ("a | b", "query-operator"), ("a, b", "query-operator"),
    ("& OR b", "query-operator"), ("* AND b", "matches-everything"),
    ("\"\" OR a", "empty-pattern"), ("\"a @b\" OR c", "list-in-phrase"),
    ("=a* OR b", "wildcard-in-exact"),
    (String(repeating: "(", count: 100_000), "query-too-deep"),
    (String(repeating: "a NEAR/1 ", count: 100_000), "query-too-deep"),
  ])
  func `a query that cannot be read says why`(text: String, id: String) {
    #expect { try parse(text) } throws: { ($0 as? QueryProblem)?.problem.id == id }
  }

  @Test func `from none to fifty words may stand between`() throws {
    #expect(try parse("a NEAR/0 b") == .near(word("a"), word("b"), within: 0))
    #expect(try parse("a BEFORE/0 b") == .before(word("a"), word("b"), within: 0))
    #expect(try parse("a NEAR/50 b") == .near(word("a"), word("b"), within: 50))
  }

  @Test func `a query may have a hundred thousand words`() throws {
    let words = (0..<100_000).map { "w\($0)" }
    #expect(try parse(words.joined(separator: " OR ")) == .or(words.map(word)))
  }

  @Test func `any text is read or refused`() {
    let parts = [
      "a", "b*", "(", ")", "\"", "/", "@", " ", "AND ", "OR ", "NOT ", "NEAR/2 ", "é", "👩‍👩‍👧", "\\",
    ]
    var random = SeededNumbers(seed: 7)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
        parts.randomElement(using: &random)
      }.joined()
      do {
        _ = try parse(text)
      } catch let problem as QueryProblem {
        #expect(problem.range.lowerBound <= text.unicodeScalars.count, "\(text)")
      } catch {
        Issue.record(error)
      }
    }
  }
}
