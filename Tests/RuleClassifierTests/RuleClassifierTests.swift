import RuleClassifier
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText
import Testing

struct RuleClassifierTests {
  @Test func `the example of the README is coded as it says`() throws {
    let text = CanonicalText(
      "P: We can't really afford it. It is 20 euros, though the clinic was free once.")
    let turn = Turn(speaker: 0, span: TextSpan(start: 3, end: text.count))
    let transcript = SegmentedTranscript(
      transcript: Transcript(
        key: "p1", format: "text", text: text,
        speakers: [Speaker(label: "P", role: .participant)], turns: [turn]),
      segments: [
        .sentence: sentences(in: text, span: turn.span).map { Segment(span: $0, turn: 0) },
        .turn: [Segment(span: turn.span, turn: 0)],
      ])
    let classifier = try RuleClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Self.codebook))
    let found = classifier.matches(of: [0, 1, 2], in: transcript, context: StageContext())
    #expect(
      found.map { matches in (matches ?? []).map { [text[$0.span]] + $0.attributes.pairs.map(\.value) } }
        == [
          [["can't really afford"]], [["20 euros"]], [["clinic was free"]],
        ])
  }

  @Test func `each rule is an operation of its own`() throws {
    let classifier = try RuleClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Self.codebook))
    #expect(classifier.coder == "rules")
    #expect(
      classifier.operations.map(\.rule) == ["cost/cannot-afford", "cost/amount", "cost/free-care"])
    #expect(classifier.operations.map(\.code) == ["cost", "cost", "cost"])
    #expect(classifier.operations.allSatisfy { !$0.meaning.isEmpty })
    #expect(classifier.levels == [.sentence, .turn])
  }

  @Test func `the compiled codebook is shared`() throws {
    let setup = StageSetup(codebook: Self.codebook)
    _ = try RuleClassifier(configuration: NoSettings(), setup: setup)
    var isMadeAgain = false
    _ = try setup.shared.value(CompiledCodebook.self) {
      isMadeAgain = true
      return try CompiledCodebook(Self.codebook)
    }
    #expect(!isMadeAgain)
  }

  @Test func `a codebook without rules is no error`() throws {
    let classifier = try RuleClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Codebook(name: "")))
    #expect(classifier.operations == [])
    #expect(classifier.levels == [])
  }

  @Test func `a rule that cannot be run is refused before anything is`() {
    var codebook = Self.codebook
    codebook.codes[0].rules.append(
      Rule(id: "cost/wrong", code: "cost", body: .regex("("), location: nil))
    #expect(throws: Diagnostics.self) {
      try RuleClassifier(configuration: NoSettings(), setup: StageSetup(codebook: codebook))
    }
  }

  private static let codebook = Codebook(
    name: "access",
    codes: [
      Code(
        id: "cost", name: "Cost",
        rules: [
          Rule(id: "cost/words", code: "cost", body: .any([.word(WordPattern("cost"))])),
          Rule(
            id: "cost/cannot-afford", code: "cost",
            body: .query(
              .before(
                .or([
                  .pattern(.word(WordPattern("not"))), .pattern(.word(WordPattern("never"))),
                  .pattern(.word(WordPattern("*n't", matching: .wildcard))),
                ]), .pattern(.word(WordPattern("afford*", matching: .wildcard))), within: 2))),
          Rule(
            id: "cost/amount", code: "cost", body: .regex(#"\d+ (euros?|dollars?)"#),
            scope: .turn),
          Rule(
            id: "cost/free-care", code: "cost",
            body: .all([.word(WordPattern("free")), .word(WordPattern("clinic"))])),
        ])
    ])
}
