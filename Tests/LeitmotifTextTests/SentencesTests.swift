import LeitmotifModel
import LeitmotifTesting
import LeitmotifText
import Testing

struct SentencesTests {
  @Test(arguments: [
    "[I went there.] [It was closed!] [Why?] [Nobody knows]",
    "[Dr. Smith and Mrs. Jones came at 5 p.m. on foot.] [They left.]",
    "[We left at 5 p.m.] [Nobody saw us.]",
    "[So do I.] [And J. R. Smith agrees, cf. the U.S. office.]",
    "[It rose by 3.5 percent, e.g. in version 2.0.] [Good.]",
    "[See No. 5 and Fig. 2.] [No.] [I did not.]",
    "[I was... thinking.] [Well...] [Then I left.]",
    "[I was… thinking.] [Well…] [Then I left.]",
    "[“Why?” she said.] [“Because.”] [He left.]",
    "[He said (quietly.)] [Then \"no.\"] [Then 'yes!'] [End]",
    "[is it good?] [yeah it is.] [then we went.]",
    "[What?!] [Really!!!] [Yes.]",
    "[1. First of all.] [2. Then this.]",
    "[wrapped\nin lines.] [New\nsentence]",
    "[A paragraph without a stop]\n\n[Another one]\n \n[A third]",
    "[我们去了。] [他说：“好！”][然后走了]",
    "[Visit example.com or a.b.c now.]",
    "  [spaces around.]   ",
    "[.]",
    "[?]",
    "\u{00A0}[no-break spaces.]\u{00A0}[Éva left.]",
    "", "   \n\n ",
  ])
  func `a sentence ends where a reader would stop`(marked: String) {
    let marked = MarkedText(marked)
    let text = CanonicalText(marked.text)
    let found = sentences(in: text, span: text.span)
    #expect(
      MarkedText.marking(found, in: marked.text)
        == MarkedText.marking(marked.spans, in: marked.text))
  }

  @Test func `nothing outside the span counts`() {
    let text = CanonicalText("Q: Why? A: Because. And so. Q: Ah.")
    let found = sentences(in: text, span: TextSpan(start: 11, end: 27))
    #expect(found.map { text[$0] } == ["Because.", "And so."])
  }

  @Test func `every character but white space is in exactly one sentence`() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<3000 {
      let text = CanonicalText(random.text(of: Self.pieces, count: 30))
      var last = 0
      for sentence in sentences(in: text, span: text.span) {
        #expect(!sentence.isEmpty && sentence.start >= last)
        #expect(text.isBoundary(sentence.start) && text.isBoundary(sentence.end))
        let gap = text[TextSpan(start: last, end: sentence.start)]
        #expect(gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace })
        let words = text[sentence].unicodeScalars
        #expect(words.first?.properties.isWhitespace == false)
        #expect(words.last?.properties.isWhitespace == false)
        last = sentence.end
      }
      let rest = text[TextSpan(start: last, end: text.count)]
      #expect(rest.unicodeScalars.allSatisfy { $0.properties.isWhitespace })
    }
  }

  private static let pieces = [
    "a", "Dr", "I", "etc", "U.S", "5", ".", "..", "…", "!", "?", "\"", "”", "’", ")", " ", " ", " ",
    "\n", "\n\n", "\u{00A0}", "é", "😀", "。", "！", "\u{301}", "؟", "।", "No", "(", "“",
  ]
}
