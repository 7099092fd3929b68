public import LeitmotifModel

/// Finds the words and marks of texts that somebody cares about.
///
/// What a word means is asked once for each spelling; after that a word costs a look into a table,
/// however many rules there are. A word that nobody cares about leaves nothing behind.
public struct WordFinder {
  private let scanner = TokenScanner()
  private let filter: WordFilter?
  private var words = SenseTable()
  private var marks = SenseTable()
  /// What the marks of ASCII mean; `nil` before it was asked.
  private var plainMarks = [Int32?](repeating: nil, count: 128)

  /// Creates a finder that knows no word yet.
  ///
  /// - Parameter filter: Holds words back that nobody cares about; `nil` to ask about every word.
  public init(filter: WordFilter? = nil) {
    self.filter = filter
  }

  /// The occurrences in some stretches of a text, in order.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - stretches: Where to look: in order, on character borders; an empty one is passed over, but
  ///     counted.
  ///   - sense: Says what a spelling means, a number from 0, or below 0 when nobody cares: the same
  ///     for the same bytes, always.
  /// - Returns: Those that somebody cares about, in order.
  public mutating func occurrences(
    in text: CanonicalText, stretches: [TextSpan],
    sense: (_ spelling: UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Int32
  ) -> [Occurrence] {
    guard let filter else {
      return occurrences(in: text, stretches: stretches, probe: nil, sense: sense)
    }
    return filter.withProbe { probe in
      occurrences(
        in: text, stretches: stretches, probe: probe.letsAllThrough ? nil : probe, sense: sense)
    }
  }

  @inline(__always)
  private mutating func occurrences(
    in text: CanonicalText, stretches: [TextSpan], probe: WordFilter.Probe?,
    sense: (_ spelling: UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Int32
  ) -> [Occurrence] {
    text.bytes.withUnsafeBufferPointer { bytes in
      WordBreak.ofByte.withUnsafeBufferPointer { classes in
        var found: [Occurrence] = []
        var position: UInt32 = 0
        for (number, stretch) in stretches.enumerated() {
          var word = number << 32
          var walk = TokenWalk(scanner, in: bytes, stretch.range, classes: classes)
          while let token = walk.next() {
            let meaning = meaning(of: token, in: bytes, probe, orAsk: sense)
            if meaning >= 0 {
              found.append(
                Occurrence(
                  start: UInt32(truncatingIfNeeded: token.start),
                  end: UInt32(truncatingIfNeeded: token.end), position: position, sense: meaning,
                  word: word, isWord: token.isWord))
            }
            position &+= 1
            if token.isWord { word += 1 }
          }
          // So that nothing follows anything across a border.
          position &+= 1
        }
        return found
      }
    }
  }

  @inline(__always)
  private mutating func meaning(
    of token: Token, in bytes: UTF8Bytes, _ probe: WordFilter.Probe?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    guard token.isWord else {
      return senseOfMark(in: bytes, token.start, token.end) { ask($0, false) }
    }
    guard token.end - token.start < 16 else {
      return words.sense(of: bytes, token.start, token.end) { ask($0, true) }
    }
    let key = WordKey(bytes, token.start, token.end)
    if let probe, probe.holdsBack(key) { return -1 }
    return words.sense(of: key, in: bytes, token.start, token.end) { ask($0, true) }
  }

  @inline(__always)
  private mutating func senseOfMark(
    in bytes: UTF8Bytes, _ start: Int, _ end: Int, orAsk ask: (UTF8Bytes) -> Int32
  ) -> Int32 {
    guard end == start + 1 else { return marks.sense(of: bytes, start, end, orAsk: ask) }
    let mark = Int(bytes[start])
    if let known = plainMarks[mark] { return known }
    let sense = ask(UTF8Bytes(rebasing: bytes[start..<end]))
    plainMarks[mark] = sense
    return sense
  }
}
