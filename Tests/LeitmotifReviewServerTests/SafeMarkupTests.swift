import LeitmotifTesting
import Testing

@testable import LeitmotifReviewServer

/// What people say never becomes a part of the page.
struct SafeMarkupTests {
  private let markup = SafeMarkup()

  @Test(arguments: [
    ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
    ("\"\u{301} onclick=x", "&quot;\u{301} onclick=x"),
    ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"),
    ("a\u{0}\u{7}\n\tb", "a\u{FFFD}\u{FFFD}\n\tb"),
    ("שלום 🤖 e\u{301}", "שלום 🤖 e\u{301}"),
  ])
  func `escapes every scalar by itself`(text: String, expected: String) {
    #expect(markup.escapeText(text) == expected)
    #expect(Array(markup.escapeText(text).utf8) == Array(expected.utf8))
  }

  @Test func `leaves nothing that opens or ends anything, whatever stands beside it`() {
    var numbers = SeededNumbers(seed: 11)
    let scalars: [Unicode.Scalar] = [
      "<", ">", "\"", "'", "&", "a", "\u{301}", "\u{200D}", "\u{FE0F}",
    ]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<12 {
        text.unicodeScalars.append(scalars.randomElement(using: &numbers) ?? "a")
      }
      let bytes = markup.escapeText(text).utf8
      #expect(
        !bytes.contains { [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\"")].contains($0) })
    }
  }
}
