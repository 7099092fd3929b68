import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifText

struct TokenScannerTests {
  @Test(arguments: [
    "[I] [don't] [know], [it’s] [out-of-pocket] [money]...",
    "[3.14], [1,000], [e.g]. [a.m]., [x_1] [_a] ___ [b]",
    "[Café] [naïve] [Ærøskøbing] “[quoted]” — [dash]–[dash]",
    "'[em] [runnin]' [rock]-'[n]'-[roll] [co]- -[5] [a]--[b]",
    "[we]\n[went]\t[on]\r[and] [on]",
    "[cafe\u{301}] [soft\u{AD}hyphen] 😀 [ok]👍🏽",
    "[我们][去][手术]",
    "[non‑breaking] [hyphen‐ated]",
    "[see] ([https://example.org/a-b?x=1#y]), [or] <[http://www.example.org/Pairing_(maths)]>.",
    "“[ftp://example.org/é/我们]” [time]: //[no], [http]:// [x]：[我们]",
    "[www.example.org/a?b#c], [www.example.org]: [www]/[a] [example.org]/[a]",
    "[#climate] [#price_tag]. [#Cost#][#b] # [a][#é1]-[x] ## [#我们]，[#a]'[b]",
    "[@ada_l]'[s] [a@b.org] [@x][é] ([@]) [@ab]-[c] [#a][@b]",
    "[病院]-[手術] [비용]-[편익] [COVID-19][疫][情] [по-русски] [new]\u{200B}[york] \u{301}[a]",
    "",
  ])
  func `words are those of UAX 29 with their hyphens`(marked: String) {
    let marked = MarkedText(marked)
    let words = tokens(in: marked.text).filter(\.isWord).map {
      TextSpan(start: $0.start, end: $0.end)
    }
    #expect(
      MarkedText.marking(words, in: marked.text)
        == MarkedText.marking(marked.spans, in: marked.text))
  }

  @Test(arguments: ["@a、", "#é、", "www.é、\u{AD}", "http://é。"])
  func `a line of nothing but names and addresses is cut to its end`(piece: String) {
    let line = String(repeating: piece, count: 50_000)
    let words = tokens(in: line).filter(\.isWord)
    #expect(words.count == 50_000)
    #expect(words.last.map { line.utf8.count - $0.start }.map { $0 < 20 } == true)
  }

  @Test func `the fast way cuts as ICU does`() {
    var random = SeededNumbers(seed: 29)
    for _ in 0..<20_000 {
      let text = random.text(of: Self.pieces, count: 12)
      let (fast, general) = (tokens(in: text), generalTokens(in: text))
      #expect(fast == general, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test func `every pair of characters of the fast way is cut as ICU does`() {
    let characters = (Array(0x09...0x24F) + Array(0x2000...0x206F)).compactMap(Unicode.Scalar.init)
    var random = SeededNumbers(seed: 1)
    var differing: [String] = []
    for first in characters {
      for _ in 0..<40 {
        guard let second = characters.randomElement(using: &random),
          let third = characters.randomElement(using: &random)
        else { continue }
        let text = "a\(first)\(second) \(first)1\(third)\(first)b"
        if tokens(in: text) != generalTokens(in: text) { differing.append(text) }
      }
    }
    #expect(differing.map { $0.unicodeScalars.map { String($0.value, radix: 16) } } == [])
  }

  static let pieces = [
    "a", "b", "Z", "é", "ß", "1", "2", "_", "__", ".", "'", "’", "‘", ",", ";", ":", "-", "‐", "‑",
    "#", "@", "/", "www.", "–",
    "—", "…", "\"", "“", " ", " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{AD}", "\u{301}",
    "\u{200D}",
    "·", "\u{2027}", "😀", "👍🏽", "🇩🇪", "我", "们", "か", "カ", "ไทย", "א", "ع", "\u{FEFF}", "²", "½", "€",
    "$", "%", "http", "://", "https://x.y/", "(", ")", "ª", "ſ", "\u{85}", "\u{2028}", "हि", "각",
    "don't", "x-y",
  ]
}

/// The words and marks of a text as the fast way cuts them.
func tokens(in text: String) -> [Token] {
  var tokens: [Token] = []
  Array(text.utf8).withUnsafeBufferPointer { bytes in
    TokenScanner().forEachToken(in: bytes, 0..<bytes.count) { tokens.append($0) }
  }
  return tokens
}

/// The words of the whole text as ICU alone sees them.
func generalTokens(in text: String) -> [Token] {
  var tokens: [Token] = []
  Array(text.utf8).withUnsafeBufferPointer { bytes in
    guard !bytes.isEmpty else { return }
    TokenScanner().forEachToken(inStretch: bytes, 0..<bytes.count) { tokens.append($0) }
  }
  return tokens
}
