import AdjudicateMerger
import LeitmotifModel
import LeitmotifTesting
import Testing

/// A code that was split: `faults` became reliability and novelty, and only a person can say which is meant.
struct SplitCodeTests {
  private let byAda = coding("makes mistakes", "faults", by: "ada", ["improves": "yes"])
  private let byRule = coding("mistakes", "limitation.reliability", by: "keywords")

  private func told(_ codings: [Coding], _ lines: [String] = []) throws -> [String] {
    try Adjudication(codings: codings, people: ["ada"], decisionLines: lines).told()
  }

  private func seeing(_ codings: [Coding]) -> String {
    let hash = proposalHash(of: codings, coders: Adjudication(people: ["ada"]).coders)
    return #","proposals":"\#(hash)""#
  }

  @Test func `what people coded with it waits, whatever the policy says`() throws {
    #expect(try told([byAda]) == ["? faults «makes mistakes» stale 1"])
  }

  @Test func `a decision for one of its parts settles it, and that part's proposals`() throws {
    let chosen = line(
      "modify", "makes mistakes", "faults",
      more: #","to":{"code":"limitation.reliability"}"# + seeing([byAda]))
    #expect(
      try told([byAda, byRule], [chosen]) == [
        "limitation.reliability «makes mistakes» improves=yes [final] decision decisions:1 of ada+keywords"
      ])
    let other = line(
      "modify", "makes mistakes", "faults",
      more: #","to":{"code":"limitation.novelty"}"# + seeing([byAda]))
    #expect(
      try told([byAda, byRule], [other]) == [
        "limitation.novelty «makes mistakes» improves=yes [final] decision decisions:1 of ada",
        "? limitation.reliability «mistakes» disagreement 1",
      ])
  }

  @Test func `of two decisions about it only the last one takes a part along`() throws {
    let reliability = line(
      "modify", "makes mistakes", "faults",
      more: #","to":{"code":"limitation.reliability"}"# + seeing([byAda]))
    let novelty = line(
      "modify", "mistakes", "faults",
      more: #","to":{"code":"limitation.novelty"}"# + seeing([byAda]))
    #expect(
      try told([byAda, byRule], [reliability, novelty]) == [
        "limitation.novelty «makes mistakes» improves=yes [final] decision decisions:2 of ada",
        "? limitation.reliability «mistakes» disagreement 1",
      ])
  }

  @Test func `a rejection settles it, and putting it off does not`() throws {
    #expect(
      try told([byAda], [line("reject", "makes mistakes", "faults", more: seeing([byAda]))]) == [])
    #expect(
      try told([byAda], [line("defer", "makes mistakes", "faults")]) == [
        "? faults «makes mistakes» deferred decisions:1 1"
      ])
  }

  @Test(arguments: ["accept", "reject", "add"])
  func `a decision made before the split waits for a word on the parts`(verdict: String) throws {
    let hash = verdict == "add" ? "" : seeing([coding("mistakes", "faults", by: "keywords")])
    let before = line(verdict, "makes mistakes", "faults", more: hash)
    #expect(try told([], [before]) == ["? faults «makes mistakes» stale decisions:1 0"])
    let after = line(
      "modify", "makes mistakes", "faults",
      more: #","to":{"code":"limitation.novelty"}"# + seeing([]))
    #expect(
      try told([], [before, after]) == [
        "limitation.novelty «makes mistakes» improves=no [final] decision decisions:2 of "
      ])
    #expect(
      try told([], [before, line("reject", "makes mistakes", "faults", more: seeing([]))]) == [])
  }

  @Test func `a part's proposals at the place of such a decision belong to it`() throws {
    let written = line(
      "modify", "makes mistakes", "faults", more: #","to":{"code":"limitation.reliability"}"#)
    #expect(
      try told([byRule], [written]) == [
        "limitation.reliability «makes mistakes» improves=no [final] decision decisions:1 of keywords"
      ])
  }

  @Test func `changing another code into it leaves the place open`() throws {
    let ada = coding("bill is high", "cost", by: "ada")
    let told = try told(
      [ada], [line("modify", "bill is high", "cost", more: #","to":{"code":"faults"}"#)])
    #expect(told == ["? cost «bill is high» stale decisions:1 1"])
  }
}
