import AdjudicateMerger
import LeitmotifModel
import LeitmotifTesting
import Testing

/// Two reviewers who do not know of each other.
struct ReviewerConflictTests {
  private func line(_ decision: String, by reviewer: String, _ more: String = "") -> String {
    """
    {"decision":"\(decision)","transcript":"p1","code":"limitation.reliability","start":34,\
    "end":48,"text":"makes mistakes","reviewer":"\(reviewer)"\(more)}
    """
  }

  private func told(_ files: [String: [String]]) throws -> [String] {
    var adjudication = Adjudication(
      settings: "decisions: [\(files.keys.sorted().joined(separator: ", "))]",
      codings: [coding("makes mistakes", "limitation.reliability", by: "ada")], people: ["ada"])
    adjudication.files = files.mapValues { $0.joined(separator: "\n") }
    return try adjudication.told()
  }

  private func expect(_ told: [String], _ expected: [String]) { #expect(told == expected) }

  @Test func `queues what two reviewers decided differently in files of their own`() throws {
    expect(
      try told(["cyd.jsonl": [line("accept", by: "cyd")], "dan.jsonl": [line("reject", by: "dan")]]
      ), ["? limitation.reliability «makes mistakes» disagreement dan:1 1"])
  }

  @Test func `applies what two reviewers decided alike`() throws {
    expect(
      try told(["cyd.jsonl": [line("accept", by: "cyd")], "dan.jsonl": [line("accept", by: "dan")]]
      ), ["limitation.reliability «makes mistakes» [ada] decision dan:1 of ada"])
  }

  @Test func `lets one who knows of the other decide`() throws {
    expect(
      try told([
        "cyd.jsonl": [line("accept", by: "cyd")],
        "dan.jsonl": [line("reject", by: "dan", #","over":["cyd"]"#)],
      ]), [])
    expect(
      try told([
        "cyd.jsonl": [line("accept", by: "cyd")], "dan.jsonl": [line("reject", by: "dan")],
        "eva.jsonl": [line("reject", by: "eva", #","over":["cyd","dan"]"#)],
      ]), [])
  }

  @Test func `lets the later line of one file win, whoever wrote it`() throws {
    expect(try told(["all.jsonl": [line("accept", by: "cyd"), line("reject", by: "dan")]]), [])
  }

  @Test func `lets one reviewer's later file win`() throws {
    expect(
      try told(["a.jsonl": [line("accept", by: "cyd")], "b.jsonl": [line("reject", by: "cyd")]]), []
    )
  }

  @Test func `does not count putting off as a decision against another's`() throws {
    expect(
      try told(["cyd.jsonl": [line("accept", by: "cyd")], "dan.jsonl": [line("defer", by: "dan")]]),
      ["limitation.reliability «makes mistakes» [ada] decision cyd:1 of ada"])
  }

  @Test func `queues a conflict where nobody proposes anything any more`() throws {
    var adjudication = Adjudication(settings: "decisions: [a.jsonl, b.jsonl]")
    adjudication.files = [
      "a.jsonl": line("accept", by: "cyd"), "b.jsonl": line("reject", by: "dan"),
    ]
    let told = try adjudication.told()
    #expect(
      told == ["? limitation.reliability «makes mistakes» disagreement b:1 0"])
  }

  @Test func `refuses names that are none`() {
    #expect(throws: Diagnostics.self) {
      try told(["a.jsonl": [line("reject", by: "dan", #","over":"cyd""#)]])
    }
  }
}
