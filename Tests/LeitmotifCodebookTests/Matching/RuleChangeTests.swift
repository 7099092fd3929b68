import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct RuleChangeTests {
  /// The meaning of the first rule of a codebook whose one code has it.
  private func meaning(_ rule: String, list: String = "price") throws -> String {
    let text = """
      leitmotif: codebook/1
      codebook: c
      language: en
      lists: {money: [\(list)]}
      cues: {negation: {forward: [not]}}
      codes:
        - {code: a, definition: A., rules: [{id: r, \(rule)}]}
      """
    let file = try CodebookFile.read(Array(text.utf8), path: "c.yaml") { _ in [] }
    return try CompiledCodebook(file.codebook).meaning(ofRule: 0)
  }

  private func word(_ text: String) -> WordEvidence { .words([text]) }

  @Test func `a word that comes or goes matters where it is said`() throws {
    #expect(
      try RuleChange.evidence(
        from: meaning("any: [cost, fee]"), to: meaning("any: [cost, bill]"))
        == .any([word("bill"), word("fee")]))
    #expect(
      try RuleChange.evidence(
        from: meaning("any: [\"out of pocket\", cost]"), to: meaning("any: [cost]"))
        == .any([.words(["out", "of", "pocket"])]))
    #expect(
      try RuleChange.evidence(from: meaning("any: [cost]"), to: meaning("any: [cost, expens*]"))
        == .any([.beginning("expens")]))
  }

  @Test(arguments: ["\u{301}cost", "cost\u{600}"])
  func `a term may join a quotation mark to itself`(term: String) throws {
    #expect(
      try RuleChange.evidence(
        from: meaning("any: [bus]"), to: meaning("any: [bus, '\(term)']")) == .any([word(term)]))
  }

  @Test func `an edited list matters where its new words are said, in queries too`() throws {
    let query = "query: '@money NEAR/3 clinic'"
    #expect(
      try RuleChange.evidence(from: meaning(query), to: meaning(query, list: "price, fee"))
        == .any([word("fee")]))
    let unless = "any: [cost], unless: {near: [\"@money\"], within: 2}"
    #expect(
      try RuleChange.evidence(from: meaning(unless), to: meaning(unless, list: "price, fee"))
        == .any([word("fee")]))
  }

  @Test func `a rule that works otherwise matters where either may find something`() throws {
    #expect(
      try RuleChange.evidence(
        from: meaning("any: [cost]"), to: meaning("any: [cost], scope: turn"))
        == .any([.any([word("cost")]), .any([word("cost")])]))
    #expect(
      try RuleChange.evidence(from: nil, to: meaning("all: [cost, clinic]"))
        == .any([.all([.any([word("clinic")]), .any([word("cost")])])]))
    #expect(
      try RuleChange.evidence(from: meaning("query: '(a OR b) AND NOT c'"), to: nil)
        == .any([.all([.anything, .any([.any([word("a")]), .any([word("b")])])])]))
  }

  @Test func `of expressions, stems and what cannot be read nothing is known`() throws {
    #expect(
      try RuleChange.evidence(from: nil, to: meaning("regex: 'a+b'")) == .any([.anything]))
    #expect(
      try RuleChange.evidence(from: meaning("any: [cost]"), to: meaning("any: [cost, ~worry]"))
        == .any([.anything]))
    #expect(try RuleChange.evidence(from: "nonsense", to: meaning("any: [cost]")) == .anything)
    #expect(RuleChange.evidence(from: "x", to: "x") == .nothing)
  }
}
