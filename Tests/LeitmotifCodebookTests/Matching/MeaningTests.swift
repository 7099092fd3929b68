import LeitmotifModel
import Testing

@testable import LeitmotifCodebook

struct MeaningTests {
  private static let cues = CueSet(name: "negation", forward: ["not"], stop: ["but"], reach: 4)
  private static let lists = [
    WordList(name: "money", patterns: ["fee", "@more"]),
    WordList(name: "more", patterns: ["cost*"]),
    WordList(name: "unused", patterns: ["x"]),
  ]

  @Test func `everything that a result depends on is in the meaning`() throws {
    let rule = Rule(
      .any(["@money", "out of pocket", "~pay", "=IT"]),
      unless: Rule.Unless(near: ["x\"y"], within: 2),
      context: [Rule.CueUse(cue: "negation", effect: .set(["stance": "no"]))],
      attributes: ["sure": "yes"])
    let code = Code(
      id: "c", name: "c",
      attributes: [Code.AttributeDeclaration(name: "stance", defaultValue: "yes")], rules: [rule])
    #expect(
      try meaning(of: code) == """
        operators cues@1 fold@4 stem.en@1 unless@1 wildcard@1 words@4
        fold 15
        scope sentence
        evidence hit
        roles participant
        set "stance"="yes" "sure"="yes"
        any ["fee", "out" "of" "pocket", *"cost*", ="IT", ~"pay"]
        unless 2 ["x\\"y"]
        context set "stance"="no"
        forward ["not"]
        backward []
        pseudo []
        stop ["but"]
        reach 4
        """)
  }

  @Test func `a query is written as a tree`() throws {
    let query = Query.and([
      .or(["b", "a"]), .not(.regex("x+")), .near("d", "c", within: 2), .before("d", "c", within: 0),
    ])
    let rule = Rule(
      .query(query), scope: .transcript, evidence: .turn, roles: [.participant, .interviewer],
      folding: [])
    #expect(
      try meaning(of: Code(id: "c", name: "", rules: [rule])) == """
        operators fold@4 near@1 regex@1 window@2 words@4
        fold 0
        scope transcript
        evidence turn
        roles interviewer participant
        set \("")
        query (AND (BEFORE/0 ["d"] ["c"]) (NEAR/2 ["c"] ["d"]) (NOT /"x+") (OR ["a"] ["b"]))
        """)
  }

  @Test func `names, places, order and what is unused do not count`() throws {
    let one = Rule(
      id: "a/x", code: "a", body: .any(["a", "b", "@money"]), source: "any: …",
      location: SourceLocation(path: "one.yaml", line: 1))
    let other = Rule(id: "b/y", code: "b", body: .any(["b", "fee", "cost*", "a", "a"]))
    let compiled = try CompiledCodebook(
      Codebook(
        name: "n", version: "2",
        codes: [
          Code(id: "a", name: "A", definition: "…", rules: [one]),
          Code(id: "b", name: "B", rules: [other]),
        ], lists: Self.lists))
    #expect(compiled.meaning(ofRule: 0) == compiled.meaning(ofRule: 1))
  }

  private func meaning(of code: Code) throws -> String {
    try CompiledCodebook(
      Codebook(name: "n", language: "en-GB", codes: [code], lists: Self.lists, cues: [Self.cues])
    ).meaning(ofRule: 0)
  }
}
