import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct TestCaseTests {
  private static let book = """
    leitmotif: codebook/1
    codebook: school
    language: en
    cues:
      negation: {forward: [not]}
    codes:
      - code: price
        attributes: {view: {values: [problem, fair], default: problem}}
        rules:
          - {id: words, any: [price, expensive], context: {negation: {set: {view: fair}}}}
      - code: talk
        rules: [{id: both, all: [price, way], scope: transcript}]
      - code: trust
        rules: [any: [trust*]]

    """

  private static let turns = """
    leitmotif: test/1
    turns:
      - interviewer: Was it the price?
      - participant: |
          The price, and the price again. It was not expensive.
          But the way was long.
      - other: I trust the price.

    """

  /// The problems of a case with the turns above: place and message, a line each.
  private func problems(_ rest: String, turns: String = Self.turns) throws -> [String] {
    let codebook = try readCodebook(Self.book).codebook
    do {
      let found = try TestCase(Array((turns + rest).utf8), path: "tests/a.yaml", of: codebook)
      return found.problems(with: try CompiledCodebook(codebook)).map(Self.line)
    } catch {
      return error.sorted.map(Self.line)
    }
  }

  private static func line(_ problem: Diagnostic) -> String {
    let place = problem.location?.line.map { "\($0): " } ?? ""
    return "\(place)\(problem.message) [\(problem.id)]"
  }

  @Test func `a case passes when just the codings that it names are found`() throws {
    #expect(
      try problems(
        """
        expect:
          - {code: price}
          - {code: price, span: price, turn: 2}
          - {code: price, span: expensive, rule: words, attributes: {view: fair}}
          - {code: talk, rule: both}
        absent: [trust]
        """) == [])
    // What it does not name is not looked at.
    #expect(try problems("absent: trust") == [])
  }

  @Test func `a coding that is missing or too much is named`() throws {
    #expect(
      try problems(
        """
        expect:
          - {code: price, span: expensive, attributes: {view: problem}}
          - {code: price, span: price}
          - {code: talk, span: price}
        absent: [trust]
        """) == [
          "9: no such coding of 'price' is found; left over: \"price\" view: problem; "
            + "\"expensive\" view: fair [missing-coding]",
          "11: no such coding of 'talk' is found; left over: "
            + "\"price again. It was not expensive. But the way\" [missing-coding]",
          "turn 2 is coded price at \"price\" by the rule 'words', and the case does not say so "
            + "[unexpected-coding]",
          "turn 2 is coded talk at \"price again. It was not expensive. But the way\" by the rule "
            + "'both', and the case does not say so [unexpected-coding]",
          "turn 2 is coded price at \"expensive\" by the rule 'words', and the case does not say so "
            + "[unexpected-coding]",
        ])
  }

  @Test func `every line gets a coding of its own wherever all can have one`() throws {
    let turns =
      "leitmotif: test/1\nturns:\n  - participant: The price.\n  - participant: The price.\n"
    #expect(
      try problems(
        "expect: [{code: price, span: price}, {code: price, turn: 1}]\n", turns: turns) == [])
    #expect(
      try problems(
        "expect: [{code: price, turn: 1}, {code: price, turn: 1}]\n", turns: turns
      ).count == 2)
  }

  @Test func `a coding that reaches over turns stands in the one in which it begins`() throws {
    let turns =
      "leitmotif: test/1\nturns:\n  - participant: The price\n  - participant: of the way.\n"
    #expect(
      try problems(
        "expect: [{code: talk, span: price of the way, turn: 1}]\n", turns: turns) == [])
    #expect(
      try problems("absent: [talk]\n", turns: turns) == [
        "turn 1 is coded talk at \"price of the way\" by the rule 'both', and the case does not say so "
          + "[unexpected-coding]"
      ])
  }

  @Test func `words are compared as they stand on one line`() throws {
    #expect(
      try problems(
        """
        expect:
          - {code: talk, span: "price again. It was not expensive. But the way"}
        """) == [])
  }

  @Test func `what a coding cannot have is refused`() throws {
    #expect(
      try problems(
        """
        expect:
          - {code: price, span: the tea}
          - {code: price, attributes: {view: dear, mood: x}}
          - {code: price, attributes: [view]}
        absent: [price]
        """) == [
          "9: the words of 'span' are in no turn [example-span]",
          "10: 'dear' is no value of 'view' [unknown-value]",
          "10: 'attributes' has no 'mood' [unknown-attribute]",
          "11: 'attributes' is a mapping (key: value), not a list [wrong-type]",
          "12: the code 'price' stands under 'expect', too [duplicate-value]",
        ])
  }

  @Test func `what cannot be read is named by its place`() throws {
    #expect(
      try problems(
        """
        expect:
          - {code: prise, turn: 2}
          - {code: price, turn: 9, rule: word, spam: x}
        absent: [thrust]
        """) == [
          "9: the codebook has no code 'prise' [unknown-code]",
          "10: there is no turn 9 [out-of-range]",
          "10: the code has no rule 'word' [unknown-rule]",
          "10: an expected coding has no 'spam' [unknown-key]",
          "11: the codebook has no code 'thrust' [unknown-code]",
        ])
    #expect(
      try problems("", turns: "leitmotif: test/2\nturns:\n  - ada: Yes.\n  - just words\n") == [
        "1: 'test/2' is no test that can be read [unknown-format]",
        "3: 'ada' is no role [unknown-value]",
        "4: a turn is a role with what is said: 'participant: We pay.' [wrong-type]",
      ])
    for text in ["", "# a comment\n", "leitmotf: test/1\nturns: []\n", "foo: 1", "- x"] {
      let found = try problems("", turns: text)
      #expect(found.count == 1 && found[0].hasSuffix("it does not say what it is [unknown-format]"))
    }
    #expect(
      try problems("") == ["1: a test needs 'expect' or 'absent' [missing-key]"])
  }
}
