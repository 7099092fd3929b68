import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

/// What is said of an example that fails though a rule nearly did it.
struct NearMissTests {
  /// The hints for the one example of code `a`.
  private func hints(
    _ rule: String, _ example: String, others: String = ""
  ) throws -> [String] {
    let book = try readCodebook(
      """
      leitmotif: codebook/1
      codebook: t
      cues: {neg: {forward: [not], stop: [but], reach: 2}}
      lists: {l: [lx, ly]}
      codes:
        - code: a
          attributes: {s: {values: [x, y], default: x}}
          rules: [{\(rule)}]
          examples: [{\(example)}]
      \(others)
      """
    ).codebook
    return try runExamples(of: book).flatMap { $0.failure?.hints ?? [] }
  }

  @Test func `a hit that is lost to another rule is stopped by nothing else`() throws {
    #expect(
      try hints(
        "id: w, any: [york], overlap: codebook", #"text: "New York", expect: {}"#,
        others: "  - {code: b, rules: [{id: v, any: [new york], overlap: codebook}]}")
        == [#"the rule 'w' finds "York", but the rule 'b/v' has the longer hit there"#])
  }

  @Test func `in one code a hit is lost to a rule that competes with all codes, too`() throws {
    #expect(
      try hints(
        "id: v, any: [new york], overlap: codebook}, {id: w, any: [york is]",
        #"text: "New York is it", expect: {}, rule: w"#)
        == [#"the rule 'w' finds "York is", but the rule 'v' has the longer hit there"#])
  }

  @Test func `of a rule with many words those are told that the text has, and that it lacks`()
    throws
  {
    let words = (0..<400).map { "qw\($0)x" }
    #expect(
      try hints(
        "id: w, query: '(\(words.joined(separator: " OR "))) AND zebra'", "text: qw399x, expect: {}"
      )
        == ["the rule 'w' finds 'qw399x', but not 'zebra'"])
    let rules = words.prefix(60).map { "{id: r\($0), all: [\($0), zebra]}" }
    #expect(
      try hints(
        String(rules.joined(separator: ", ").dropFirst().dropLast()), "text: qw55x, expect: {}"
      ).first == "the rule 'rqw55x' finds 'qw55x', but not 'zebra'")
  }

  @Test func `words that stand too far apart stand in the right order`() throws {
    #expect(
      try hints("id: w, query: '(m1 OR m2) BEFORE/0 @l'", "text: m1 zz lx, expect: {}") == [
        #"the rule 'w' finds "m1 zz lx", but more words stand between than NEAR or BEFORE lets"#
      ])
  }

  @Test func `what is not to be there is not among what is found`() throws {
    #expect(
      try hints("id: w, query: red AND blue AND NOT green", "text: red and green, expect: {}") == [
        "the rule 'w' finds 'red', but not 'blue'"
      ])
  }

  @Test func `two things that stop a rule are said together`() throws {
    #expect(
      try hints(
        "id: w, any: [cost], context: {neg: {set: {s: y}}}",
        #"text: "Not, but now really the cost", expect: {s: y}"#) == [
          #"the rule 'w' finds "cost", if the cues of 'neg' reached further than 2 words, "#
            + "and if no stop of 'neg' stood between"
        ])
    #expect(
      try hints(
        "id: w, any: [cost], context: {neg: drop}",
        #"text: "Not, but now really the cost", reject: true"#) == [
          "the rule 'w' would not find it, if the cues of 'neg' reached further than 2 words, "
            + "and if no stop of 'neg' stood between"
        ])
    #expect(
      try hints(
        "id: w, any: [trust], unless: {near: [fund], within: 1}, context: {neg: drop}",
        "text: not trust fund, expect: {}") == [
          #"the rule 'w' finds "trust", but a word of 'unless' is near, "#
            + "and a cue of 'neg' drops it"
        ])
  }

  @Test func `a rule that is given up is named, and warned of`() throws {
    let words = String(repeating: "a", count: 40)
    let example = "text: \"\(words)!\", expect: {}"
    let message = "the regular expression of rule 'a/w' took too many steps and was given up here"
    #expect(try hints("id: w, regex: '(a+)+$'", example) == [message])
    let book = try readCodebook(codebook(rule: "{id: w, regex: '(a+)+$'}")).codebook
    var tested = book
    tested.codes[0].examples = [Code.Example(text: "\(words)!", expected: nil)]
    #expect(try runExamples(of: tested).flatMap(\.warnings).map(\.id) == ["rule-too-slow"])
  }

  @Test func `what takes the place of a hit is named, and why`() throws {
    let example = "text: the low price, expect: {s: y}"
    let lost = #"the rule 'w' finds "price", but the rule 'v' "#
    #expect(
      try hints("id: v, any: [price]}, {id: w, any: [price], set: {s: y}", example) == [
        lost + "wins there: its hit is as long, and it stands first in the file"
      ])
    // One that takes nothing away is not named, be its hit ever so long.
    let all = "id: u, any: [the low price], overlap: all}, {"
    #expect(
      try hints(
        all + "id: v, any: [low price]}, {id: w, any: [price], set: {s: y}", example) == [
          lost + "has the longer hit there"
        ])
    #expect(
      try hints(
        "id: w, any: [bb cc], set: {s: y}}, {id: v, any: [aa bb]",
        "text: aa bb cc, expect: {s: y}") == [
          #"the rule 'w' finds "bb cc", but the rule 'v' "#
            + "wins there: its hit is as long and stands earlier in the text"
        ])
  }

  @Test func `a hit that goes to another code was found`() throws {
    let book = try readCodebook(
      """
      leitmotif: codebook/1
      codebook: t
      codes:
        - code: a
          rules: [{id: w, any: [fee], overlap: codebook}]
          examples: [{text: the entry fee, expect: {}, span: entry}]
        - code: i
          rules: [{id: w, any: [entry fee], overlap: codebook}]
      """
    ).codebook
    let failure = try #require(runExamples(of: book).first?.failure)
    #expect(
      failure.message == "it is to be coded, but what its rules find goes to hits of other codes")
    #expect(
      failure.hints == [#"the rule 'w' finds "fee", but the rule 'i/w' has the longer hit there"#])
  }

  @Test func `only rules of the code are said to be given up`() throws {
    let words = String(repeating: "a", count: 40)
    #expect(
      try hints(
        "id: w, any: [zebra], overlap: codebook", "text: \"\(words)!\", expect: {}",
        others: "  - {code: b, rules: [{id: v, regex: '(a+)+$', overlap: codebook}]}")
        == ["the text has no word that the code's rules look for"])
  }

  @Test func `a regular expression of a query that is not there is named`() throws {
    #expect(
      try hints("id: w, query: 'price AND /[0-9]+/'", "text: the price, expect: {}") == [
        "the rule 'w' finds 'price', but not '/[0-9]+/'"
      ])
  }
}
