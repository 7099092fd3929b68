import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct AnyTests {
  @Test(
    arguments: [
      (["cost"], "The [cost], [Cost] and [COST]. No costs, no accost, no co-st, no cost-benefit"),
      (["cost*", "*n't"], "[Costs], [costly], [cost]. I [don't], [can’t], not"),
      (["w?rd"], "[word] [ward] [wörd] wrd woord"),
      (["out of pocket"], "[out of pocket], [Out  of\u{A0}pocket]; out of, pocket, out-of-pocket"),
      (["price* cut*"], "[prices cut]. prices were cut"),
      (["=IT"], "[IT] is it, It"),
      (["=Éclair"], "[Éclair], Eclair, éclair, [E\u{301}clair]"),
      (["éclair"], "[Éclair], [Eclair], [e\u{301}clair]"),
      (["~afford"], "[afford] [affords] [Affording] [afforded] afoot"),
      (["don't"], "[don't] [DON’T] dont"),
      (["e.g."], "[e.g.] this, [E.g.] that, e.g this"),
      (["and/or"], "cost [and/or] time, and or, [and / or]"),
      ([";", "..."], "cost[;] what[...] and .."),
      (["😀"], "good [😀] 😃"),
      (["手术"], "我们去[手术]了。"),
      (["łódź"], "[Łódź] [ŁÓDŹ] [łodz] lodz"),
      (["cost", "cost of living"], "the [[cost] of living]"),
      (["@money", "cash"], "[fee] [fees] [price] [cash]"),
      (["good", "good"], "a [good] thing"),
      (["* of *"], "[cup of tea] or [tea of none]"),
    ] as [([Pattern], String)])
  func `a word is found in every form that its pattern stands for`(
    patterns: [Pattern], marked: String
  ) throws {
    let interview = Interview(MarkedText(marked).text, isOneTurn: true)
    let lists = [
      WordList(name: "money", patterns: ["fee*", "@more"]),
      WordList(name: "more", patterns: ["price"]),
    ]
    #expect(try interview.marked(by: Rule(.any(patterns), scope: .turn), lists: lists) == marked)
  }

  @Test func `a phrase runs over the end of a line but over no mark and no turn`() throws {
    let rule = Rule(.any(["free of charge"]), scope: .transcript)
    #expect(
      try Interview("free of\n  charge", isOneTurn: true).marked(by: rule)
        == "[free of\n  charge]")
    #expect(try Interview("free of\ncharge").marked(by: rule) == "free of\ncharge")
    #expect(try Interview("free of. charge").marked(by: rule) == "free of. charge")
  }

  @Test func `nothing is folded that the rule does not fold`() throws {
    let interview = Interview("Cost cost côst don’t")
    #expect(
      try interview.marked(by: Rule(.any(["cost"]), folding: []))
        == "Cost [cost] côst don’t")
    #expect(
      try interview.marked(by: Rule(.any(["cost", "don't"]), folding: [.diacritics, .quotes]))
        == "Cost [cost] [côst] [don’t]")
  }

  @Test func `only the speech of the rule's roles is looked at`() throws {
    let interview = Interview("I: the cost?\nthe cost.\nI: the cost!")
    #expect(
      try interview.marked(by: Rule(.any(["cost"])))
        == "I: the cost?\nthe [cost].\nI: the cost!")
    #expect(
      try interview.marked(by: Rule(.any(["cost"]), roles: [.interviewer]))
        == "I: the [cost]?\nthe cost.\nI: the [cost]!")
    #expect(
      try interview.marked(
        by: Rule(.any(["cost"]), scope: .transcript, roles: [.interviewer, .participant]))
        == "I: the [cost]?\nthe [cost].\nI: the [cost]!")
  }

  @Test func `a turn without a speaker counts as other`() throws {
    let text = CanonicalText("the cost")
    let turn = Turn(speaker: nil, span: text.span)
    let transcript = SegmentedTranscript(
      transcript: Transcript(key: "p1", format: "text", text: text, turns: [turn]),
      segments: [.sentence: [Segment(span: text.span, turn: 0)]])
    let codebook = try CompiledCodebook(
      Codebook(
        name: "",
        codes: [
          Code(
            id: "c", name: "",
            rules: [Rule(.any(["cost"])), Rule(.any(["cost"]), roles: [.other])])
        ]))
    let matches = codebook.matches(ofRules: [0, 1], in: transcript) { _ in }
    #expect(matches == [[], [Match(span: TextSpan(start: 4, end: 8))]])
  }

  @Test func `evidence can be the sentence or the turn around the hit`() throws {
    let interview = Interview("First. The cost, the cost. Last.\nNo.")
    #expect(
      try interview.marked(by: Rule(.any(["cost"]), scope: .turn, evidence: .sentence))
        == "First. [The cost, the cost.] Last.\nNo.")
    #expect(
      try interview.marked(by: Rule(.any(["cost"]), evidence: .turn))
        == "[First. The cost, the cost. Last.]\nNo.")
    #expect(
      try interview.marked(by: Rule(.any(["cost"]), evidence: .transcript))
        == "[First. The cost, the cost. Last.\nNo.]")
  }

  @Test func `an empty transcript and an empty codebook find nothing`() throws {
    #expect(try Interview("").matches(of: Codebook(name: "")) == [])
    #expect(try Interview("").marked(by: Rule(.any(["cost"]))) == "")
    #expect(try Interview("cost").marked(by: Rule(.any([]))) == "cost")
    #expect(try Interview("cost").matches(of: Codebook(name: "")) == [])
  }
}
