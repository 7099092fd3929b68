import LeitmotifModel
import LeitmotifText
import Testing

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
      _ = finder.read(text, stretches: [text.span]) { spelling, _ in
        asked.append(String(decoding: spelling, as: UTF8.self))
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
}
