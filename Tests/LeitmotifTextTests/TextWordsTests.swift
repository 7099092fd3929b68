import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifText

struct TextWordsTests {
  private func words(_ text: String) -> TextWords {
    let text = CanonicalText(text)
    return TextWords(of: text, stretches: [text.span])
  }

  @Test(arguments: [
    ("I don’t know", "don't"), ("Cafe\u{301} au lait", "café"), ("NAÏVE", "naive"),
    ("re-read it", "re-read"), ("co\u{AD}st", "cost"), ("word—other", "word"),
    ("1,000 times", "1,000"), ("Straße", "straße"), ("ПРИВЕТ мир", "привет"),
    ("wait… what", "what"), ("🙂 happy🙂", "happy"), ("snake_case", "snake_case"),
    ("我喜欢你", "喜欢"), ("ภาษาไทย", "ไทย"), ("co\u{200B}st", "st"),
  ])
  func `a word that is there is known, however it is written`(text: String, word: String) {
    #expect(words(text).mayHold(words: [word]))
  }

  @Test func `words that are not there are rarely taken for there`() {
    var numbers = SeededNumbers(seed: 3)
    let syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li"]
    let text = (0..<9000).map { _ in numbers.text(of: syllables, count: 5) }
      .joined(separator: " ")
    let known = words(text)
    let others = (0..<2000).map { "xy\($0)zz" }
    #expect(others.count { known.mayHold(words: [$0]) } < 40)
    #expect(others.count { known.mayHold(beginning: "q\($0)") } < 2000)
    #expect(known.bitBytes.count < text.utf8.count / 4)
  }

  @Test(arguments: [6, 7, 8, 11])
  func `a word with another end is rarely taken for there`(length: Int) {
    var numbers = SeededNumbers(seed: 7)
    let letters = "abcdefghijklmnoprstuvw".map(String.init)
    let there = (0..<500).map { _ in
      (0..<length).map { _ in numbers.element(of: letters) }.joined()
    }
    let known = words((0..<3000).map { _ in numbers.element(of: there) }.joined(separator: " "))
    // One letter more, and another last letter.
    #expect(there.count { known.mayHold(words: [$0 + "s"]) } < 25)
    #expect(there.count { known.mayHold(words: [$0.dropLast() + "x"]) } < 25)
  }

  @Test func `the beginning of a word is known`() {
    let known = words("It was expensive, the re-reading.")
    #expect(known.mayHold(beginning: "expens"))
    #expect(known.mayHold(beginning: "Exp"))
    #expect(known.mayHold(beginning: "re-read"))
    #expect(!known.mayHold(beginning: "afford"))
  }

  @Test func `every word that the finder finds is known`() {
    var numbers = SeededNumbers(seed: 11)
    let pieces = [
      "a", "B", "é", "e\u{301}", "’", "'", "-", " ", "—", "\u{AD}", "\u{200B}", "ß", "İ", "1", ",",
      "_", "я", "北", "京", "ไ", "ท", "ย", "ア", "א", "🙂", "\u{200D}", "ﬁ", ".", "K",
    ]
    for _ in 0..<2000 {
      let text = CanonicalText(numbers.text(of: pieces, count: 12))
      let known = TextWords(of: text, stretches: [text.span])
      var finder = WordFinder()
      let found = finder.read(text, stretches: [text.span]) { _, _ in 0 }.occurrences
      func word(_ occurrence: Occurrence) -> String {
        text[TextSpan(start: Int(occurrence.start), end: Int(occurrence.end))]
      }
      for (place, occurrence) in found.enumerated() where occurrence.isWord {
        #expect(known.mayHold(words: [word(occurrence)]))
        guard place + 1 < found.count, found[place + 1].isWord else { continue }
        let both = [word(occurrence), word(found[place + 1])]
        #expect(known.mayHold(words: both), "\(both) in '\(text[text.span])'")
      }
    }
  }

  @Test func `words are known to stand next to each other`() {
    let known = words("The bus, an hour away, costs more than I don’t have; the café au lait.")
    #expect(known.mayHold(words: ["an", "hour"]))
    #expect(known.mayHold(words: ["I", "don't", "have"]))
    #expect(known.mayHold(words: ["CAFE", "au", "lait"]))
    #expect(!known.mayHold(words: ["hour", "an"]))
    #expect(!known.mayHold(words: ["bus", "costs"]))
    #expect(!known.mayHold(words: ["the", "lait"]))
  }

  @Test func `a foreign name does not hide what else is there`() {
    let known = words("Dr 王小明 said the ﬁrst bus costs too much")
    #expect(known.mayHold(words: ["first"]) == false)
    #expect(known.mayHold(words: ["ﬁrst"]))
    #expect(known.mayHold(words: ["王"]))
    #expect(known.mayHold(words: ["bus"]))
    #expect(!known.mayHold(words: ["train"]))
  }

  @Test func `no word stands next to one in another stretch`() {
    let text = CanonicalText("the first the second")
    let known = TextWords(
      of: text, stretches: [TextSpan(start: 0, end: 9), TextSpan(start: 10, end: 20)])
    #expect(known.mayHold(words: ["the", "first"]))
    #expect(known.mayHold(words: ["the", "second"]))
    #expect(!known.mayHold(words: ["first", "the"]))
  }
}
