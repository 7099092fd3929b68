import LeitmotifModel
import Testing

struct DiagnosticTests {
  @Test func `an error shows place, line, caret and help`() {
    let diagnostic = Diagnostic.error(
      "unknown-list", "unknown list '@cost_word'", help: "did you mean '@cost_words'?",
      at: SourceLocation(path: "codebook.yaml", line: 45, column: 12, length: 10),
      excerpt: #"    any: ["@cost_word"]"#)
    #expect(
      diagnostic.description == """
        codebook.yaml:45:12: error: unknown list '@cost_word' [unknown-list]
          45 |     any: ["@cost_word"]
             |            ^^^^^^^^^^
        help: did you mean '@cost_words'?
        """)
  }

  @Test func `what has no place is said without one`() {
    #expect(
      Diagnostic.warning("no-labels", "nobody is named").description
        == "warning: nobody is named [no-labels]")
  }

  @Test func `diagnostics stand by file and place, each once`() {
    var diagnostics = Diagnostics()
    for (path, line) in [("b.yaml", 1), ("a.yaml", 9), ("a.yaml", 10), ("a.yaml", 9)] {
      diagnostics.append(.error("x", "x", at: SourceLocation(path: path, line: line)))
    }
    #expect(
      diagnostics.sorted.map { "\($0.location?.path ?? ""):\($0.location?.line ?? 0)" }
        == ["a.yaml:9", "a.yaml:10", "b.yaml:1"])
  }

  @Test(arguments: [
    ("keywrod", "keywords"), ("rulse", "rules"), ("treshold", "threshold"), ("zebra", nil),
    ("", nil),
  ])
  func `the nearest name is within a third of its letters`(name: String, nearest: String?) {
    #expect(nearestName(to: name, among: ["keywords", "rules", "threshold"]) == nearest)
  }
}
