import AdjudicateMerger
import LeitmotifModel
import LeitmotifTesting
import Testing

/// A line of a decisions file about some words of the test's interview, which is ASCII.
func line(
  _ decision: String, _ words: String, _ code: String, more: String = "", text: String? = nil,
  movedBy shift: Int = 0
) -> String {
  let span = Adjudication.interview.span(of: words)
  return """
    {"decision":"\(decision)","transcript":"p1","code":"\(code)","start":\(span.start + shift),\
    "end":\(span.end + shift),"text":"\(text ?? words)","reviewer":"eva"\(more)}
    """
}

/// What decisions do.
struct DecisionTests {
  private let reliability = "limitation.reliability"
  private let proposed = [
    coding("makes mistakes", "limitation.reliability", by: "keywords"),
    coding("never trust it", "limitation.reliability", by: "ada"),
  ]

  private func told(_ lines: [String], _ codings: [Coding]? = nil) throws -> [String] {
    try Adjudication(codings: codings ?? proposed, people: ["ada"], decisionLines: lines).told()
  }

  @Test func `an accepted place is final, a rejected one is gone`() throws {
    let told = try told([
      line("accept", "It makes mistakes.", reliability), line("reject", "trust", reliability),
    ])
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [keywords] decision decisions:1 of keywords"
      ])
  }

  @Test func `a modified coding stands in its new form`() throws {
    let span = Adjudication.interview.span(of: "trust it alone")
    let told = try told([
      line(
        "modify", "makes mistakes", reliability, more: #","to":{"attributes":{"improves":"yes"}}"#),
      line(
        "modify", "never trust it", reliability,
        more: #","to":{"code":"limitation.novelty","start":\#(span.start),"end":\#(span.end)}"#),
    ])
    #expect(
      told == [
        "limitation.reliability «makes mistakes» improves=yes [final] decision decisions:1 of keywords",
        "limitation.novelty «trust it alone» improves=no [final] decision decisions:2 of ada",
      ])
  }

  @Test func `an added coding needs no proposal`() throws {
    let told = try told(
      [line("add", "it helps", reliability, more: #","attributes":{"improves":"yes"}"#)], [])
    #expect(
      told == ["limitation.reliability «it helps» improves=yes [final] decision decisions:1 of "])
  }

  @Test func `an added coding takes the place of proposals there`() throws {
    let told = try told([line("add", "trust it alone", reliability)], [proposed[1]])
    #expect(
      told == [
        "limitation.reliability «trust it alone» improves=no [final] decision decisions:1 of ada"
      ])
  }

  @Test func `a rejection and an addition in one sentence both hold`() throws {
    let told = try told(
      [
        line("reject", "never trust it", reliability),
        line("add", "trust it alone", reliability),
      ], [proposed[1]])
    #expect(told.map { $0.prefix(43) } == ["limitation.reliability «trust it alone» imp"])
  }

  @Test func `the latest line for its place wins, and a memo is no decision`() throws {
    let told = try told(
      [
        line("reject", "makes mistakes", reliability),
        line("accept", "makes mistakes", reliability),
        line("memo", "makes mistakes", reliability, more: #","reason":"hm""#),
      ], [proposed[0]])
    #expect(
      told == [
        "limitation.reliability «makes mistakes» [keywords] decision decisions:2 of keywords"
      ])
  }

  @Test func `a deferred place stays in the queue`() throws {
    let told = try told([line("defer", "makes mistakes", reliability)], [proposed[0]])
    #expect(told == ["? limitation.reliability «makes mistakes» deferred decisions:1 1"])
  }

  @Test func `a decision on other proposals is stale, and nothing is settled`() throws {
    let coders = Adjudication(people: ["ada"]).coders
    let seen = proposalHash(of: [proposed[0]], coders: coders)
    let more = #","proposals":"\#(seen)""#
    let lines = [line("accept", "makes mistakes", reliability, more: more)]
    #expect(
      try told(lines, [proposed[0]]) == [
        "limitation.reliability «makes mistakes» [keywords] decision decisions:1 of keywords"
      ])
    let changed = [proposed[0], coding("It makes", reliability, by: "ada")]
    #expect(
      try told(lines, changed) == [
        "? limitation.reliability «It makes mistakes» stale decisions:1 2"
      ])
  }

  @Test func `what was accepted and is proposed no more is stale`() throws {
    let told = try told(
      [
        line("accept", "makes mistakes", reliability), line("reject", "it helps", reliability),
        line("defer", "bill is high", reliability),
      ], [])
    #expect(
      told == [
        "? limitation.reliability «makes mistakes» stale decisions:1 0",
        "? limitation.reliability «bill is high» deferred decisions:3 0",
      ])
  }

  @Test func `a decision is found again by its words`() throws {
    let told = try told(
      [line("accept", "never trust it", reliability, movedBy: -7)], [proposed[1]])
    #expect(
      told == ["limitation.reliability «never trust it» [ada] decision decisions:1 of ada"])
  }

  @Test(arguments: ["makes mistakes", "no such words"])
  func `a decision whose words stand nowhere or twice is orphaned`(words: String) throws {
    let told = try told(
      [line("accept", "never trust it", reliability, text: words)], [])
    #expect(told == ["? limitation.reliability «» orphaned decisions:1 0"])
  }

  @Test func `a decision follows its code`() throws {
    let told = try told([line("add", "it helps", "price"), line("add", "it helps", "weather")], [])
    #expect(told == ["cost «it helps» [final] decision decisions:1 of "])
  }

  @Test func `what a reviewer confirms though nobody proposes it stands by itself`() throws {
    let nothing = #","proposals":"\#(proposalHash(of: [], coders: [:]))""#
    let lines = [
      line("accept", "makes mistakes", reliability, more: nothing),
      line(
        "modify", "it helps", reliability,
        more: nothing + #","to":{"code":"limitation.novelty","attributes":{"improves":"yes"}}"#),
      line("reject", "bill is high", reliability, more: nothing),
    ]
    #expect(
      try told(lines, []) == [
        "limitation.reliability «makes mistakes» improves=no [final] decision decisions:1 of ",
        "limitation.novelty «it helps» improves=yes [final] decision decisions:2 of ",
      ])
    // What is proposed there by now, the reviewer has not seen.
    #expect(
      try told([lines[0]], [proposed[0]]) == [
        "? limitation.reliability «makes mistakes» stale decisions:1 1"
      ])
  }

  @Test func `what a reviewer coded and took back is gone`() throws {
    let added = line("add", "it helps", reliability)
    let undone = line("defer", "it helps", reliability, more: #","reason":"undone""#)
    #expect(try told([added, undone], []) == [])
    let found = [coding("it helps", "limitation.reliability", by: "keywords")]
    #expect(try told([added, undone], found) == told([], found))
    // What was put off before goes on to wait.
    #expect(
      try told([undone, added, undone], []) == [
        "? limitation.reliability «it helps» deferred decisions:3 0"
      ])
    #expect(
      try told([added, undone, added], []).map { $0.prefix(33) } == [
        "limitation.reliability «it helps»"
      ])
    // What was confirmed before, and is put off, is still asked about.
    #expect(
      try told([line("accept", "it helps", reliability), undone], []) == [
        "? limitation.reliability «it helps» deferred decisions:2 0"
      ])
  }

  @Test func `a place beyond the text is orphaned`() throws {
    let told = try told([line("accept", "it helps", reliability, text: "", movedBy: 9_999)], [])
    #expect(told == ["? limitation.reliability «» orphaned decisions:1 0"])
  }

  @Test func `offsets count code points`() throws {
    let transcript = SegmentedTranscript(interview: "p1", "P1: Naïve 🙂 and wrong. Twice wrong.")
    let told = try Adjudication(
      transcript: transcript, codings: [transcript.coding("and wrong", reliability, by: "ada")],
      people: ["ada"],
      decisionLines: [
        #"{"decision":"accept","transcript":"p1","code":"limitation.reliability","start":16,"end":21,"text":"wrong","reviewer":"eva"}"#
      ]
    ).told()
    #expect(told == ["limitation.reliability «and wrong» [ada] decision decisions:1 of ada"])
  }
}
