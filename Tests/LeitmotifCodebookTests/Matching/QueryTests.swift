import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct QueryTests {
  @Test(
    arguments: [
      (
        .near("free", "clinic", within: 1),
        "a [free big clinic], a [clinic, free]; free one two clinic"
      ),
      (.near("a", "b", within: 9), "[a b] [b, a] x x"),
      (.near("a", "b", within: 9), "[a x b] x b"),
      (.before("a", "b", within: 0), "[a b] b a"),
      (.before("a", "b", within: 1), "b [a, x; b] a"),
      (.near("a", "a", within: 3), "[a x a] x x x x a"),
      (.near("a", "a b", within: 3), "a b. [a x a b]"),
      (.near("free", .or(["clinic", "care"]), within: 2), "[free care] and [clinic, free]"),
      (.before(.near("a", "b", within: 0), "c", within: 0), "[b a c], c b a"),
      (.or(["a", "a b"]), "[[a] b]"),
      (.and(["a", "b"]), "a x x [a x b] x x a"),
      (.and(["a", "b"]), "a. b. [b a]"),
      (.and(["a", "b", "c"]), "a x c b [b a c] x"),
      (.and(["a", "a"]), "[a] x a"),
      // Letters count, not their bytes.
      (.and(["a", "b"]), "[a ö b] x a"),
      (.and(["a", "b", "c"]), "ö c x [a ööö b c] xxxx a"),
      (.and(["a", .not("b")]), "a b. [a] c [a]. b. b x a"),
      (.and(["a", .not(.near("b", "c", within: 0)), "d"]), "a b c d. [a b d] c"),
      (.and([.or(["a", "b"]), .not("x")]), "[a] [b]. x a"),
      (.near("a", ";", within: 0), "[a;] b; x a"),
    ] as [(Query, String)])
  func `parts are put together by the smallest spans`(query: Query, marked: String) throws {
    let interview = Interview(MarkedText(marked).text)
    #expect(try interview.marked(by: Rule(.query(query))) == marked)
  }

  @Test func `nothing near runs over the end of a segment or a turn`() throws {
    let near = Query.near("a", "b", within: 50)
    let interview = Interview("a. b\nI: b\nb")
    #expect(try interview.marked(by: Rule(.query(near))) == "a. b\nI: b\nb")
    #expect(try interview.marked(by: Rule(.query(near), scope: .turn)) == "[a. b]\nI: b\nb")
    #expect(
      try interview.marked(by: Rule(.query(near), scope: .transcript)) == "[a. b]\nI: b\nb")
    #expect(
      try Interview("a\nb").marked(by: Rule(.query(near), scope: .transcript)) == "a\nb")
  }

  @Test func `a whole transcript holds what its speakers say in all turns`() throws {
    let interview = Interview("I: b\nx a\nI: b\ny b")
    #expect(
      try interview.marked(by: Rule(.all(["a", "b"]), scope: .transcript))
        == "I: b\nx [a\nI: b\ny b]")
    #expect(
      try interview.marked(by: Rule(.query(.and(["a", .not("y")])), scope: .transcript))
        == "I: b\nx a\nI: b\ny b")
    #expect(
      try interview.marked(by: Rule(.query(.and(["a", .not("z")])), scope: .transcript))
        == "I: b\nx [a]\nI: b\ny b")
    #expect(
      try Interview("I: b\na").marked(by: Rule(.query(.and(["a", .not("b")])), scope: .transcript))
        == "I: b\n[a]")
  }

  @Test func `all marks one window for a segment`() throws {
    let interview = Interview("a b a b a b. b a. a")
    #expect(
      try interview.marked(by: Rule(.all(["a", "b"]))) == "[a b] a b a b. [b a]. a")
  }

  @Test func `thousands of combinations cost no more than their parts`() throws {
    let words = String(repeating: "a b c d e ", count: 2_000)
    let query = Query.and(["a", "b", "c", "d", "e", .near("a", "e", within: 50)])
    let text = try Interview(words).marked(by: Rule(.query(query)))
    #expect(text.hasPrefix("[a b c d e] a b"))
    #expect(text.count == words.count + 2)
  }

  @Test func `near finds what trying all pairs finds`() throws {
    var random = SeededNumbers(seed: 3)
    for _ in 0..<300 {
      let words = (0..<20).map { _ in random.element(of: ["a", "b", "ab", "x", "y"]) }
      let within = Int.random(in: 0...4, using: &random)
      let text = words.joined(separator: " ")
      let found = try Interview(text).marked(
        by: Rule(.query(.near(.or(["a", "a b"]), .or(["b", "ab"]), within: within))))
      #expect(found == MarkedText.marking(Self.nearPairs(words, within), in: text))
    }
  }

  /// The spans of "a" or "a b" near "b" or "ab" that hold no smaller one.
  private static func nearPairs(_ words: [String], _ within: Int) -> [TextSpan] {
    let left = words.indices.flatMap { index -> [Range<Int>] in
      guard words[index] == "a" else { return [] }
      let isPhrase = index + 1 < words.count && words[index + 1] == "b"
      return [index..<index + 1] + (isPhrase ? [index..<index + 2] : [])
    }
    let right = words.indices.filter { words[$0] == "b" || words[$0] == "ab" }.map { $0..<$0 + 1 }
    var pairs: Set<Range<Int>> = []
    for one in left {
      for other in right where !one.overlaps(other) {
        let between = max(other.lowerBound - one.upperBound, one.lowerBound - other.upperBound)
        guard between <= within else { continue }
        pairs.insert(
          min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound))
      }
    }
    var starts = [0]
    for word in words { starts.append((starts.last ?? 0) + word.count + 1) }
    return pairs.filter { pair in
      !pairs.contains {
        $0 != pair && pair.lowerBound <= $0.lowerBound && $0.upperBound <= pair.upperBound
      }
    }.map { TextSpan(start: starts[$0.lowerBound], end: starts[$0.upperBound] - 1) }.sorted()
  }
}
