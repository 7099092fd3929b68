import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct CueTests {
  private static let negation = CueSet(
    name: "negation", forward: ["no", "not", "never", "*n't"],
    backward: ["not a problem", "out of the question"], pseudo: ["not only", "no doubt"],
    stop: ["but", ";"], reach: 3)

  @Test(arguments: [
    "not cost, never the cost, don't see the cost, not one two three [cost]",
    "no one but [cost], no one; [cost], no one - cost",
    "not only [cost], no doubt [cost], not only not cost",
    "cost is not a problem, [price] is one two not a problem. [price], but not a problem",
    "cost is not a problem. [cost]. not a problem",
    "no such thing. [cost]",
    "[cost] not",
  ])
  func `a cue takes away what it reaches`(marked: String) throws {
    let rule = Rule(
      .any(["cost", "price"]), context: [Rule.CueUse(cue: "negation", effect: .drop)])
    let interview = Interview(MarkedText(marked).text)
    #expect(try interview.marked(by: rule, cues: [Self.negation]) == marked)
  }

  @Test func `a cue can be required`() throws {
    let rule = Rule(
      .query(.before("get", "there", within: 2)),
      context: [Rule.CueUse(cue: "negation", effect: .require)])
    #expect(
      try Interview("I can't get there. I get there.").marked(by: rule, cues: [Self.negation])
        == "I can't [get there]. I get there.")
  }

  @Test func `a cue inside the hit does not count`() throws {
    let rule = Rule(
      .any(["not cost", "cost not"]), context: [Rule.CueUse(cue: "negation", effect: .drop)])
    #expect(
      try Interview("not cost. cost not. no x cost not").marked(by: rule, cues: [Self.negation])
        == "[not cost]. [cost not]. no x cost not")
  }

  @Test func `cues set attributes over those of the rule and of the code`() throws {
    let rule = Rule(
      .any(["cost"]),
      context: [
        Rule.CueUse(cue: "negation", effect: .set(["stance": "no_barrier"])),
        Rule.CueUse(cue: "others", effect: .set(["who": "others", "stance": "unknown"])),
      ], attributes: ["sure": "yes"])
    let code = Code(
      id: "c", name: "c",
      attributes: [
        Code.AttributeDeclaration(name: "stance", defaultValue: "barrier"),
        Code.AttributeDeclaration(name: "sure", defaultValue: "no"),
        Code.AttributeDeclaration(name: "open"),
      ], rules: [rule])
    let others = CueSet(name: "others", forward: ["they say"])
    let codebook = Codebook(name: "", codes: [code], cues: [Self.negation, others])
    let matches = try Interview("The cost. No cost. They say no cost.").matches(of: codebook)
    #expect(
      matches[0].map(\.attributes) == [
        ["stance": "barrier", "sure": "yes"], ["stance": "no_barrier", "sure": "yes"],
        ["stance": "unknown", "sure": "yes", "who": "others"],
      ])
  }

  @Test(arguments: [
    (0, "trust fund. fund trust. [trust] big fund. fund big [trust]. trustfund. [trust]"),
    (
      1, "trust big fund. [trust] big old fund. fund big trust. fund big old [trust]. fund. [trust]"
    ),
  ])
  func `unless takes a hit away where words are near`(within: Int, marked: String) throws {
    let rule = Rule(
      .any(["trust*"]), unless: Rule.Unless(near: ["fund*", "trustfund"], within: within))
    let interview = Interview(MarkedText(marked).text)
    #expect(try interview.marked(by: rule) == marked)
  }
}
