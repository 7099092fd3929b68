import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

/// The engine against an evaluator that is too simple to be wrong.
struct ReferenceTests {
  @Test func `any finds what comparing every pattern with every word finds`() throws {
    var random = SeededNumbers(seed: 11)
    for _ in 0..<400 {
      let words = (0..<40).map { _ in Self.word(&random) }
      let patterns = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.pattern(&random) }
      }
      var expected: Set<Range<Int>> = []
      for start in words.indices {
        for pattern in patterns where start + pattern.count <= words.count {
          if zip(pattern, words[start...]).allSatisfy(Self.matches) {
            expected.insert(start..<start + pattern.count)
          }
        }
      }
      var starts = [0]
      for word in words { starts.append((starts.last ?? 0) + word.utf8.count + 1) }
      let spans = expected.map {
        TextSpan(start: starts[$0.lowerBound], end: starts[$0.upperBound] - 1)
      }
      let text = words.joined(separator: " ")
      let found = try Interview(text).marked(
        by: Rule(.any(patterns.map { $0.count == 1 ? .word($0[0]) : .phrase($0) })))
      #expect(found == MarkedText.marking(spans.sorted(), in: text), "\(patterns)")
    }
  }

  private static let letters = [
    "a", "b", "A", "é", "e\u{301}", "E", "ab", "bab", "-a", "'b", "ſ", "K",
  ]

  private static func word(_ random: inout SeededNumbers) -> String {
    let count = Int.random(in: 0...random.element(of: [1, 2, 3, 9]), using: &random)
    return "a" + (0..<count).map { _ in random.element(of: letters) }.joined()
  }

  private static func pattern(_ random: inout SeededNumbers) -> WordPattern {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return WordPattern(word(&random), matching: .exact)
    case 1: return WordPattern(word(&random))
    case 2: return WordPattern(word(&random) + "*", matching: .wildcard)
    case 3:
      let ending = String((0..<4).map { _ in random.element(of: ["a", "b", "ba"]) }.joined())
      return WordPattern("*" + ending, matching: .wildcard)
    default:
      return WordPattern("a?" + random.element(of: ["", "*", "b", "*b"]), matching: .wildcard)
    }
  }

  private static func matches(_ pattern: WordPattern, _ word: String) -> Bool {
    switch pattern.matching {
    case .exact: return pattern.text == word
    case .wildcard: return fits(Array(folded(pattern.text))[...], Array(folded(word))[...])
    default: return folded(pattern.text) == folded(word)
    }
  }

  private static func folded(_ word: String) -> String {
    word.lowercased().replacing("ſ", with: "s").replacing("é", with: "e")
  }

  private static func fits(_ pattern: ArraySlice<Character>, _ word: ArraySlice<Character>) -> Bool
  {
    guard let first = pattern.first else { return word.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "*": return (0...word.count).contains { fits(rest, word.dropFirst($0)) }
    case "?": return !word.isEmpty && fits(rest, word.dropFirst())
    default: return word.first == first && fits(rest, word.dropFirst())
    }
  }
}
