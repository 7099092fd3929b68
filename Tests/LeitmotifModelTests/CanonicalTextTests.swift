import LeitmotifModel
import Testing

struct CanonicalTextTests {
  @Test(arguments: [
    ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
    ("\u{FEFF}after a mark", "after a mark"),
    ("\r\r\n\n", "\n\n\n"),
    ("e\u{301} stays two characters", "e\u{301} stays two characters"),
    ("", ""),
  ])
  func `line ends become LF and a byte order mark goes, nothing else`(
    source: String, expected: String
  ) {
    #expect(CanonicalText(source).bytes == Array(expected.utf8))
  }

  @Test func `a span gives its words`() {
    let text = CanonicalText("naïve 🙂 reader")
    #expect(text[TextSpan(start: 7, end: 11)] == "🙂")
  }

  @Test func `an offset inside a character is no boundary`() {
    let text = CanonicalText("a🙂")
    #expect((-1...6).map(text.isBoundary) == [false, true, true, false, false, false, true, false])
  }
}
