import LeitmotifModel
import LeitmotifTesting
import Testing

/// What people say never becomes a part of a page or a drawing.
struct MarkupTests {
  @Test(arguments: [
    ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
    ("\"\u{301} onclick=x", "&quot;\u{301} onclick=x"),
    ("a\u{202E}b\u{2066}c\u{200F}\u{2026}", "a\u{FFFD}b\u{FFFD}c\u{200F}\u{2026}"),
    ("a\u{0}\u{7}\n\tb\u{7F}\u{9F}\u{A0}", "a\u{FFFD}\u{FFFD}\n\tb\u{FFFD}\u{FFFD}\u{A0}"),
    ("", ""),
    ("שלום 🤖 e\u{301}", "שלום 🤖 e\u{301}"),
  ])
  func `escapes every scalar by itself`(text: String, expected: String) {
    #expect(
      Array(escapedForMarkup(text, replacesDirection: true).utf8) == Array(expected.utf8))
  }

  @Test func `leaves the direction of writing to a page that keeps words apart`() {
    #expect(escapedForMarkup("a\u{202E}b & c") == "a\u{202E}b &amp; c")
  }

  @Test func `replaces the characters that are hidden, and no others`() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isReplaced = escapedForMarkup(String(scalar)) == "\u{FFFD}"
      #expect(isReplaced == scalar.isHidden, "U+\(String(value, radix: 16))")
    }
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
      let bytes = escapedForMarkup(text).utf8
      #expect(
        !bytes.contains { [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\"")].contains($0) })
    }
  }
}
