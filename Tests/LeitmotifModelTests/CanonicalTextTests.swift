import LeitmotifModel
import LeitmotifTesting
import Testing

struct CanonicalTextTests {
  @Test func `words are counted as a walk from blank to blank counts them`() {
    var random = SeededNumbers(seed: 5)
    for _ in 0..<2000 {
      let letters = (0..<random.below(70)).map { _ in
        random.element(of: ["a", "é", " ", "\n", "\t", "\u{1F}", "\u{8}"])
      }
      let text = CanonicalText(letters.joined())
      let words = text.bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      #expect(text.wordCount(in: text.span) == words.count)
    }
  }

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
