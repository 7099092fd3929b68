import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct ExampleTests {
  /// A codebook with everything that can stop a rule, and examples that a test adds.
  private func results(_ examples: String...) throws -> [ExampleResult] {
    let text = """
      leitmotif: codebook/1
      codebook: school
      language: en
      cues:
        negation:
          forward: [no, not, never]
          backward: ["no matter"]
          pseudo: ["not only"]
          stop: [but]
          reach: 3
      codes:
        - code: noise
          attributes:
            view: {values: [trouble, harmless], default: trouble}
          rules:
            - id: words
              any: [noise, "a lot of noise", noisy]
              context: {negation: {set: {view: harmless}}}
            - id: loud
              query: loud NEAR/1 class
              unless: {near: [music], within: 2}
            - id: hear
              any: [hear]
              context: {negation: {require: true}}
            - id: din
              any: [din]
              fold: []
              context: {negation: drop}
            - id: both
              all: [bell, shout]
            - id: exact
              any: [=PA]
          examples:
      \(examples.map { "      - {\($0)}" }.joined(separator: "\n"))
      """
    return try runExamples(of: readCodebook(text).codebook)
  }

  /// What an example says when it fails; `nil` when it passes.
  private func failure(_ example: String) throws -> [String]? {
    try results(example)[0].failure.map { [$0.message] + $0.hints }
  }

  @Test func `examples that come out as expected pass`() throws {
    let results = try results(
      "text: The noise is bad., expect: {}", "text: The noise is bad., expect: {view: trouble}",
      "text: There is no noise., expect: {view: harmless}, rule: words, span: noise",
      "text: A loud class, reject: false, expect: {}",
      "text: The class plays loud music., reject: true",
      "text: How noisy is it?, role: interviewer, reject: true", "text: I hear you., reject: true",
      "text: There is no din., reject: true",
      "text: We had a lot of noise, expect: {}, span: a lot of noise",
      "text: Nothing at all., reject: true", "text: I hear you., rule: words, reject: true")
    #expect(results.filter { !$0.passed }.map(\.number) == [])
    #expect(results.map(\.code) == Array(repeating: "noise", count: 11))
  }

  @Test func `a failing example says what was found instead`() throws {
    #expect(
      try failure("text: \"It is not only noise.\", expect: {view: harmless}") == [
        "expected view: harmless, got view: trouble (rule 'words' at \"noise\")",
        "the rule 'words' finds \"noise\", if no pseudo cue of 'negation' hid the cue",
      ])
    #expect(
      try failure("text: \"A noisy place.\", reject: true") == [
        "it is to be rejected, but is coded: \"noisy\" by the rule 'words'"
      ])
    #expect(
      try failure("text: \"A noisy place.\", expect: {}, rule: loud") == [
        "expected the rule 'loud', got 'words'"
      ])
    #expect(
      try failure("text: \"A noisy place.\", expect: {}, span: place") == [
        "expected the words \"place\", got \"noisy\""
      ])
    #expect(
      try failure("text: \"A quiet place.\", expect: {}") == [
        "it is to be coded, but no rule finds anything",
        "the text has no word that the code's rules look for",
      ])
  }

  @Test func `a failing example says what stopped a rule that nearly matched`() throws {
    let nothing = "it is to be coded, but no rule finds anything"
    #expect(
      try failure("text: \"The class was loud, music everywhere.\", expect: {}") == [
        nothing, "the rule 'loud' finds \"class was loud\", but a word of 'unless' is near",
      ])
    #expect(
      try failure("text: \"A loud and large class.\", expect: {}") == [
        nothing,
        "the rule 'loud' finds \"loud and large class\", "
          + "but more words stand between than NEAR or BEFORE lets",
      ])
    #expect(
      try failure("text: \"How noisy is it?\", role: interviewer, expect: {}") == [
        nothing,
        "the rule 'words' finds \"noisy\", but looks only at what is said by: participant",
      ])
    #expect(
      try failure("text: \"The pa is on.\", expect: {}") == [
        nothing, "the rule 'exact' finds \"pa\", but not in just the letters that '=' wants",
      ])
    #expect(
      try failure("text: \"There is no din.\", expect: {}") == [
        nothing, "the rule 'din' finds \"din\", but a cue of 'negation' drops it",
      ])
    #expect(
      try failure("text: \"What a Din.\", expect: {}") == [
        nothing, "the rule 'din' finds \"Din\", but letters differ in what 'fold' does not name",
      ])
    #expect(
      try failure("text: \"I hear never.\", expect: {}") == [
        nothing, "the rule 'hear' finds \"hear\", but no cue of 'negation' reaches it",
        "the rule 'hear' finds \"hear\", "
          + "if the cue of 'negation' that stands behind it were listed in 'backward'",
      ])
    #expect(
      try failure("text: \"The bell rings. They shout.\", expect: {}") == [
        nothing,
        "the rule 'both' finds \"bell rings. They shout\", "
          + "but its parts stand in different sentences (scope: sentence)",
      ])
    #expect(
      try failure("text: \"We had a lot of noise.\", expect: {}, span: noise") == [
        "expected the words \"noise\", got \"a lot of noise\"",
        "the rule 'words' finds \"noise\", but the rule 'words' has the longer hit there",
      ])
  }

  @Test func `a failing example says which words the text nearly has`() throws {
    func hints(_ rule: String, _ text: String) throws -> [String] {
      let book = try readCodebook(
        "leitmotif: codebook/1\ncodebook: t\ncodes:\n  - code: a\n    rules: [{\(rule)}]\n"
          + "    examples: [{text: \"\(text)\", expect: {}}]\n"
      ).codebook
      return try runExamples(of: book).flatMap { $0.failure?.hints ?? [] }
    }
    #expect(
      try hints("any: [price, cheap]", "The prices rose.") == [
        "the rule 'any' looks for 'price', and the text has 'prices'"
      ])
    #expect(
      try hints("any: [expensive]", "It was expnesive.") == [
        "the rule 'any' looks for 'expensive', and the text has 'expnesive'"
      ])
    #expect(
      try hints("query: afford NEAR/3 never", "We cannot afford it.") == [
        "the rule 'query' finds 'afford', but not 'never'"
      ])
    #expect(
      try hints("any: [one two three]", "One two four three.") == [
        "the rule 'any' looks for 'one two three', and the text has its words, but not so"
      ])
    #expect(
      try hints("any: [out of pocket]", "A pocket of air.") == [
        "the rule 'any' looks for 'out of pocket', and the text has 'of', 'pocket' alone"
      ])
    #expect(
      try hints("query: '(gamma OR delta) NEAR/1 \"big word\"'", "Gamma is a big thing.") == [
        "the rule 'query' finds 'gamma', but not 'big word'"
      ])
    #expect(
      try hints("query: never BEFORE/2 afford", "I afford it never.") == [
        "the rule 'query' finds \"afford it never\", "
          + "but its words stand in another order than BEFORE wants"
      ])
    #expect(
      try hints("query: cost AND NOT low", "A low cost.") == [
        "the rule 'query' finds \"cost\", but something is there that NOT does not want"
      ])
    #expect(
      try hints("any: [soup]", "I like bread.") == [
        "the text has no word that the code's rules look for"
      ])
  }

  @Test func `a failing example names the cue that would have helped`() throws {
    #expect(
      try failure("text: \"There is not and will be no more din.\", reject: true") == nil)
    #expect(
      try failure("text: \"There is never any sort of din.\", reject: true") == [
        "it is to be rejected, but is coded: \"din\" by the rule 'din'",
        "the rule 'din' would not find it, if the cues of 'negation' reached further than 3 words",
      ])
    #expect(
      try failure("text: \"We have no peace but din.\", reject: true") == [
        "it is to be rejected, but is coded: \"din\" by the rule 'din'",
        "the rule 'din' would not find it, if no stop of 'negation' stood between",
      ])
  }

  @Test func `examples of codes without rules are for people`() throws {
    let codebook = try readCodebook(
      """
      leitmotif: codebook/1
      codebook: test
      codes: [{code: a, examples: [{text: x, expect: {}}]}]
      """
    ).codebook
    #expect(try runExamples(of: codebook).isEmpty)
  }
}
