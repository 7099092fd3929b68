import LeitmotifModel

/// How hits are put together.
///
/// What two parts give is the smallest spans that hold both: a span around a smaller one is no hit
/// of its own.
///
/// - Source: C. L. A. Clarke, G. V. Cormack, F. J. Burkowski, "An Algebra for Structured Text
///   Search and a Framework for its Implementation", The Computer Journal 38 (1995),
///   doi:10.1093/comjnl/38.1.43.
enum HitAlgebra {
  /// Joins hits with later ones that have at most so many words between.
  ///
  /// - Parameters:
  ///   - left: Sorted.
  ///   - right: Sorted.
  ///   - words: How many words may stand between.
  /// - Returns: The smallest spans, sorted.
  static func before(_ left: [Hit], _ right: [Hit], within words: Int) -> [Hit] {
    var spans: [Hit] = []
    for first in left {
      var best: Hit?
      for second in right[right.firstIndex(startingFrom: first.end)...] {
        guard second.firstWord - first.endWord <= words else { break }
        if let known = best, second.start >= known.end { break }
        if second.end < best?.end ?? .max { best = second }
      }
      if let best { spans.append(around(first, best)) }
    }
    return smallest(spans)
  }

  /// Joins hits, in either order, that have at most so many words between.
  ///
  /// - Parameters:
  ///   - left: Sorted.
  ///   - right: Sorted.
  ///   - words: How many words may stand between.
  /// - Returns: The smallest spans, sorted.
  static func near(_ left: [Hit], _ right: [Hit], within words: Int) -> [Hit] {
    smallest(before(left, right, within: words) + before(right, left, within: words))
  }

  /// The hits of several parts together, in order, each once.
  static func union(_ parts: [[Hit]]) -> [Hit] {
    guard parts.count != 1 else { return parts[0] }
    return parts.flatMap(\.self).sortedOnce()
  }

  /// The span of the fewest code points with a hit of each part; the first among equals.
  ///
  /// - Parameters:
  ///   - parts: Each sorted.
  ///   - text: The text in which they stand.
  /// - Returns: `nil` when a part has no hit.
  static func smallestWindow(_ parts: [[Hit]], in text: CanonicalText) -> Hit? {
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    // For each part and place, the hit from there on that ends first.
    let earliest = parts.map { hits in
      var suffix = hits
      for index in hits.indices.dropLast().reversed()
      where suffix[index + 1].end <= suffix[index].end { suffix[index] = suffix[index + 1] }
      return suffix
    }
    var places = parts.map { _ in 0 }
    var best: (window: Hit, length: Int)?
    let starts = Set(parts.flatMap { $0.map(\.start) }).sorted()
    // From one window to the next neither its start nor its end goes back.
    var before = CodePointCount(in: text, from: starts[0])
    var upTo = before
    for start in starts {
      var window: Hit?
      for part in parts.indices {
        while places[part] < parts[part].count, parts[part][places[part]].start < start {
          places[part] += 1
        }
        // No later start has a hit of this part either.
        guard places[part] < parts[part].count else { return best?.window }
        let hit = earliest[part][places[part]]
        window = window.map { around($0, hit) } ?? hit
      }
      guard let window else { continue }
      let length = upTo.count(to: window.end) - before.count(to: window.start)
      if length < best?.length ?? .max { best = (window, length) }
    }
    return best?.window
  }

  /// The smallest span that holds two hits.
  static func around(_ one: Hit, _ other: Hit) -> Hit {
    Hit(
      start: min(one.start, other.start), end: max(one.end, other.end),
      firstWord: min(one.firstWord, other.firstWord), endWord: max(one.endWord, other.endWord))
  }

  /// The hits that hold no other one, in order.
  static func smallest(_ hits: [Hit]) -> [Hit] {
    var result: [Hit] = []
    // From the right: a hit holds another one if a hit that starts no earlier ends no later.
    for hit in hits.sortedOnce().reversed() where hit.end < result.last?.end ?? .max {
      while let last = result.last, last.start == hit.start { result.removeLast() }
      result.append(hit)
    }
    return result.reversed()
  }
}

/// Counts the code points of a text from one place on, to places that never go back.
private struct CodePointCount {
  private let text: CanonicalText
  private var offset: Int
  private var count = 0

  init(in text: CanonicalText, from offset: Int) {
    self.text = text
    self.offset = offset
  }

  /// How many there are up to a place: a byte, no further back than the one before.
  mutating func count(to end: Int) -> Int {
    // A code point's further bytes all begin with the bits 10.
    count += text.isASCII ? end - offset : text.bytes[offset..<end].count { $0 & 0xC0 != 0x80 }
    offset = end
    return count
  }
}
