import KeywordClassifier
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText
import Testing

struct KeywordClassifierTests {
  @Test func `the example of the README is coded as it says`() throws {
    let text = CanonicalText(
      "P: We paid out of pocket. The cost was not a problem, but prices rise.")
    let turn = Turn(speaker: 0, span: TextSpan(start: 3, end: text.count))
    let transcript = SegmentedTranscript(
      transcript: Transcript(
        key: "p1", format: "text", text: text,
        speakers: [Speaker(label: "P", role: .participant)], turns: [turn]),
      segments: [
        .sentence: sentences(in: text, span: turn.span).map { Segment(span: $0, turn: 0) },
        .turn: [Segment(span: turn.span, turn: 0)],
      ])
    let classifier = try KeywordClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Self.codebook))
    let found = classifier.matches(of: [0], in: transcript, context: StageContext())
    #expect(
      found.map { matches in (matches ?? []).map { [text[$0.span]] + $0.attributes.pairs.map(\.value) } }
        == [[["out of pocket", "barrier"], ["cost", "no_barrier"], ["prices", "barrier"]]])
  }

  @Test func `each rule is an operation of its own`() throws {
    let classifier = try KeywordClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Self.codebook))
    #expect(classifier.coder == "keywords")
    #expect(classifier.operations.map(\.rule) == ["cost/words"])
    #expect(classifier.operations.map(\.code) == ["cost"])
    #expect(classifier.operations.allSatisfy { !$0.meaning.isEmpty })
    #expect(classifier.levels == [.sentence])
  }

  @Test func `the compiled codebook is shared`() throws {
    let setup = StageSetup(codebook: Self.codebook)
    _ = try KeywordClassifier(configuration: NoSettings(), setup: setup)
    var isMadeAgain = false
    _ = try setup.shared.value(CompiledCodebook.self) {
      isMadeAgain = true
      return try CompiledCodebook(Self.codebook)
    }
    #expect(!isMadeAgain)
  }

  @Test func `a codebook without rules is no error`() throws {
    let classifier = try KeywordClassifier(
      configuration: NoSettings(), setup: StageSetup(codebook: Codebook(name: "")))
    #expect(classifier.operations == [])
    #expect(classifier.levels == [])
  }

  @Test func `a rule that cannot be run is refused before anything is`() {
    var codebook = Self.codebook
    codebook.codes[0].rules.append(
      Rule(id: "cost/wrong", code: "cost", body: .regex("("), location: nil))
    #expect(throws: Diagnostics.self) {
      try KeywordClassifier(configuration: NoSettings(), setup: StageSetup(codebook: codebook))
    }
  }

  private static let codebook = Codebook(
    name: "access",
    codes: [
      Code(
        id: "cost", name: "Cost",
        attributes: [
          Code.AttributeDeclaration(
            name: "stance", values: ["barrier", "no_barrier"], defaultValue: "barrier")
        ],
        rules: [
          Rule(
            id: "cost/words", code: "cost",
            body: .any([
              .word(WordPattern("cost")), .word(WordPattern("price*", matching: .wildcard)),
              .phrase([WordPattern("out"), WordPattern("of"), WordPattern("pocket")]),
            ]),
            context: [Rule.CueUse(cue: "negation", effect: .set(["stance": "no_barrier"]))]),
          Rule(id: "cost/amount", code: "cost", body: .regex("[0-9]+ euros"), scope: .turn),
        ])
    ],
    cues: [
      CueSet(
        name: "negation", forward: [.word(WordPattern("not")), .word(WordPattern("never"))],
        backward: [.phrase([WordPattern("not"), WordPattern("a"), WordPattern("problem")])],
        pseudo: [.phrase([WordPattern("not"), WordPattern("only")])],
        stop: [.word(WordPattern("but"))])
    ])
}
