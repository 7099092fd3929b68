import LeitmotifModel

/// A place where something that a rule looks for stands.
///
/// - Invariant: `firstWord` and `endWord` have the same high half: a hit lies within one turn,
///   except the window of an `all` or AND over a whole transcript.
struct Hit: Hashable {
  /// The first byte.
  var start: Int
  /// One past the last byte.
  var end: Int
  /// How many words stand before it; the high half is the turn's number.
  var firstWord: Int
  /// How many words stand before its end: `firstWord` for a mark, one more for a word.
  var endWord: Int

  /// The turn that it begins in.
  var turn: Int { firstWord >> 32 }

  /// Whether it holds all of another hit.
  func contains(_ other: Hit) -> Bool { start <= other.start && other.end <= end }
}

extension Hit: Comparable {
  /// Orders hits by where they start, the shorter first among those that start alike.
  static func < (lhs: Hit, rhs: Hit) -> Bool {
    lhs.start != rhs.start ? lhs.start < rhs.start : lhs.end < rhs.end
  }
}

extension RandomAccessCollection where Element == Hit, Index == Int {
  /// The place of the first hit that starts at an offset or behind it, by bisection.
  func firstIndex(startingFrom offset: Int) -> Int {
    partitioningIndex { $0.start >= offset }
  }

  /// The hits in order, each once.
  func sortedOnce() -> [Hit] {
    var result: [Hit] = []
    for hit in sorted() where hit != result.last { result.append(hit) }
    return result
  }
}
