import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifText

struct WordFinderTests {
  @Test func `a word is found wherever it stands, and counted`() {
    let text = CanonicalText("cost, the cost. A cost-benefit and Interdisciplinarities; cost")
    var finder = WordFinder()
    let found = finder.read(text, stretches: [TextSpan(start: 0, end: 15), text.span]) {
      spelling, isWord in
      switch String(decoding: spelling, as: UTF8.self) {
      case "cost": 0
      case "Interdisciplinarities": 1
      case ";": isWord ? 9 : 2
      default: -1
      }
    }
    let second = 1 << 32
    #expect(found.occurrences.map(\.sense) == [0, 0, 0, 0, 1, 2, 0])
    #expect(found.occurrences.map(\.start) == [0, 10, 0, 10, 35, 56, 58])
    #expect(
      found.occurrences.map(\.word) == [
        0, 2, second, second + 2, second + 6, second + 7, second + 7,
      ])
    #expect(found.occurrences.map(\.position) == [0, 3, 6, 9, 14, 15, 16])
  }

  @Test func `a spelling is asked for once, however long, and wherever the text ends`() {
    var finder = WordFinder()
    var asked: [String] = []
    let words = [
      "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop",
    ]
    for text in words + [words.joined(separator: " "), "😀 😀 – –"] {
      let text = CanonicalText(text)
      _ = finder.read(text, stretches: [text.span]) { spelling, isWord in
        // The marks of ASCII are asked for before the first text.
        if isWord || spelling.count > 1 { asked.append(String(decoding: spelling, as: UTF8.self)) }
        return -1
      }
    }
    #expect(asked == words + ["😀", "–"])
  }

  @Test func `as many spellings as no language has are told apart`() {
    var finder = WordFinder()
    let count = 140_000
    let text = CanonicalText((0..<count).map { "w\($0)" }.joined(separator: " "))
    for _ in 0..<2 {
      let found = finder.read(text, stretches: [text.span]) { spelling, _ in
        spelling.dropFirst().reduce(0) { $0 * 10 + Int32($1 & 0x0F) }
      }
      #expect(found.occurrences.map(\.sense) == Array(0..<Int32(count)))
    }
  }

  @Test func `words are found as ICU cuts them, and counted as they stand`() {
    var random = SeededNumbers(seed: 31)
    let pieces =
      TokenScannerTests.pieces + [
        "cost ", "the ", "Bus ", "fifteenletters1 ", "sixteenletters16 ", "a. ", "b? ", "http: ",
        "1,000 ", "x_ ", "\n\n", "(so) ", "to ", "it; ",
      ]
    // One is asked about everything, the other ignores marks.
    var finder = WordFinder()
    var ignorant = WordFinder()
    for _ in 0..<20_000 {
      // The short way never reads words that stand too near to the end.
      let text = CanonicalText(random.text(of: pieces, count: 40) + " and that is all of it")
      let expected = generalOccurrences(in: text)
      let found = finder.read(text, stretches: [text.span]) { _, _ in 0 }
      #expect(found.occurrences == expected, "in '\(text[text.span])'")
      let foundWords = ignorant.read(text, stretches: [text.span], remembersWords: false) {
        $1 ? 0 : -1
      }
      #expect(foundWords.occurrences == expected.filter(\.isWord), "in '\(text[text.span])'")
      #expect(found.words != nil && foundWords.words == nil)
    }
  }

  @Test func `a stretch may begin and end anywhere, and what is not heard is counted`() {
    let text = CanonicalText("Cost, the cost. Of cost and of costs, the cost went up and up again.")
    var finder = WordFinder()
    let stretches = [
      TextSpan(start: 0, end: 9), TextSpan(start: 10, end: 10), TextSpan(start: 10, end: 14),
      TextSpan(start: 16, end: 35), TextSpan(start: 38, end: 46),
    ]
    let found = finder.read(
      text, stretches: stretches, heard: [true, true, true, false, true]
    ) { spelling, _ in String(decoding: spelling, as: UTF8.self).lowercased() == "cost" ? 0 : -1 }
    // The first stretch has three words and marks, the second none, the third one, the fourth five.
    #expect(found.occurrences.map(\.start) == [0, 10, 42])
    #expect(found.occurrences.map(\.position) == [0, 5, 14])
    #expect(found.occurrences.map { $0.word >> 32 } == [0, 2, 4])
  }
}

/// The words and marks of the whole text as ICU alone sees them, all of one sense.
func generalOccurrences(in text: CanonicalText) -> [Occurrence] {
  var words = 0
  return generalTokens(in: text[text.span]).enumerated().map { place, token in
    defer { words += token.isWord ? 1 : 0 }
    return Occurrence(
      start: UInt32(token.start), end: UInt32(token.end), position: UInt32(place), sense: 0,
      word: words, isWord: token.isWord)
  }
}
