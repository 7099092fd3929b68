import LeitmotifModel
import LeitmotifText
import Testing

struct FoldingTests {
  @Test(arguments: [
    ("COST", "cost"), ("Éclair", "eclair"), ("É\u{301}", "e"), ("don’t", "don't"), ("ŁÓDŹ", "łodz"),
    ("Straße", "straße"), ("STRAẞE", "straße"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("İstanbul", "istanbul"),
    ("soft\u{AD}hyphen", "softhyphen"), ("non‑breaking", "non-breaking"), ("Й", "и"), ("が", "が"),
    ("か\u{3099}", "が"), ("हिन्दी", "हिन्दी"), ("한국", "한국"), ("K", "k"), ("𝐀", "𝐀"), ("𐐀", "𐐨"),
    ("", ""),
  ])
  func `a rule that says nothing compares letters`(word: String, expected: String) {
    #expect(text(word, .standard) == expected)
  }

  @Test func `each folding stands alone`() {
    #expect(text("É’S‑x", []) == "É’S‑x")
    #expect(text("É’S‑x", .letterCase) == "é’s‑x")
    #expect(text("É’S‑x", .diacritics) == "E’S‑x")
    #expect(text("É’S‑x", .quotes) == "É'S‑x")
    #expect(text("É’S‑x", .hyphens) == "É’S-x")
    #expect(text("E\u{301}", []) == "É")
  }

  /// What rules find is looked up by words with everything folded (`TextWords`).
  @Test func `what is alike when little is folded is alike when everything is`() {
    let everything = Rule.Folding(rawValue: 15)
    for value in UInt32(0x80)..<0x2_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let word = Array("a\(Character(scalar))b".utf8)
      let expected = folded(word, by: everything)
      for some in UInt8(0)..<15 {
        let folding = Rule.Folding(rawValue: some)
        if folded(folded(word, by: folding), by: everything) != expected {
          Issue.record("U+\(String(value, radix: 16)) folded by \(some)")
        }
      }
    }
  }

  @Test func `a word of a megabyte is a word`() {
    let word = String(repeating: "É", count: 500_000)
    #expect(text(word, .standard) == String(repeating: "e", count: 500_000))
  }

  private func text(_ word: String, _ folding: Rule.Folding) -> String {
    String(decoding: folded(Array(word.utf8), by: folding), as: UTF8.self)
  }
}
