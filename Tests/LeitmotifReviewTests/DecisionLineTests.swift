import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

/// Lines of a decisions file.
struct DecisionLineTests {
  @Test func `is written as the page of formats shows it, what and where first`() {
    var line = DecisionLine(
      .modify, transcript: "p5", code: "limitation.reliability", place: 1804..<1866,
      reviewer: "ada")
    line.text = "it “makes”\nmistakes 🤖"
    line.change = .init(code: "limitation", place: 1804..<1810, attributes: ["improves": "yes"])
    line.time = "2026-05-04T09:12:33Z"
    line.reason = "quotes a colleague"
    line.proposals = "9f3c"
    line.over = ["ben"]
    #expect(
      line.json == """
        {"decision":"modify","transcript":"p5","code":"limitation.reliability","start":1804,\
        "end":1866,"text":"it “makes”\\nmistakes 🤖",\
        "to":{"attributes":{"improves":"yes"},"code":"limitation","end":1810,"start":1804},\
        "reviewer":"ada","time":"2026-05-04T09:12:33Z","reason":"quotes a colleague",\
        "proposals":"9f3c","over":["ben"]}
        """)
    #expect(DecisionLine(json: Array(line.json.utf8)[...]) == line)
  }

  @Test func `reads back whatever it wrote`() {
    var numbers = SeededNumbers(seed: 6)
    for _ in 0..<500 {
      let start = Int.random(in: 0..<9999, using: &numbers)
      var line = DecisionLine(
        DecisionLine.Verdict.allCases.randomElement(using: &numbers) ?? .accept,
        transcript: "p1", code: "a.b", place: start..<start + 7, reviewer: "e\u{301}va")
      line.text = String(
        (0..<5).map { _ in "a\"\\\n\u{202E}🤖é\u{0}".randomElement(using: &numbers) ?? "a" })
      if line.verdict == .add { line.attributes = ["x": "1;2=3"] }
      #expect(DecisionLine(json: Array(line.json.utf8)[...]) == line)
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "<<<<<<< HEAD", "{\"decision\":\"maybe\"}",
    #"{"decision":"accept","transcript":"p1","code":"a","start":9,"end":3,"reviewer":"ada"}"#,
  ])
  func `leaves what is no decision to the run to complain about`(text: String) {
    #expect(DecisionLine(json: Array(text.utf8)[...]) == nil)
  }

  @Test func `a line in another encoding is none either`() {
    let line =
      #"{"decision":"accept","transcript":"p1","code":"a","start":1,"end":3,"reviewer":"Zo"#
    #expect(DecisionLine(json: (Array(line.utf8) + Array("e\"}".utf8))[...]) != nil)
    #expect(DecisionLine(json: (Array(line.utf8) + [0xEB] + Array("\"}".utf8))[...]) == nil)
  }
}
