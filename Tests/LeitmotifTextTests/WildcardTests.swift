import LeitmotifText
import Testing

struct WildcardTests {
  @Test(arguments: [
    ("cost*", "cost costs costly", "cos acost"), ("*n't", "don't can't n't", "don't. not"),
    ("w?rd", "word ward wörd", "wrd woord"), ("*ing", "going ing", "goings"),
    ("a*b*c", "abc aXbXc abbcbc", "abcd acb"), ("*", "x", ""), ("?", "é 我", "ab"),
    ("??", "é我", "é"),
    ("*?", "a ab", ""), ("a**b", "ab axb", "a"), ("*é*", "café éa", "cafe"),
  ])
  func `a star is any letters and a question mark is one`(
    pattern: String, fits: String, others: String
  ) {
    let wildcard = Wildcard(Array(pattern.utf8))
    for word in fits.split(separator: " ") { #expect(wildcard.matches(Array(word.utf8))) }
    for word in others.split(separator: " ") { #expect(!wildcard.matches(Array(word.utf8))) }
  }

  @Test func `many stars in a long word end soon`() {
    let wildcard = Wildcard(Array(String(repeating: "a*", count: 50).utf8) + [0x62])
    #expect(!wildcard.matches([UInt8](repeating: 0x61, count: 5_000)))
  }
}
