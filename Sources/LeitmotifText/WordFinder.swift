public import LeitmotifModel

/// Finds the words and marks of texts that somebody cares about.
///
/// What a word means is asked once for each spelling; after that a word costs a look into a table, however
/// many rules there are. A word that nobody cares about leaves nothing behind.
public struct WordFinder {
  private let scanner = TokenScanner()
  private var words = SenseTable()
  private var marks = SenseTable()

  /// Creates a finder that knows no word yet.
  public init() {}

  /// The occurrences in some stretches of a text, in order.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - stretches: Where to look: in order, on character borders; an empty one is passed over, but counted.
  ///   - sense: Says what a spelling means, a number from 0, or below 0 when nobody cares: the same for the
  ///     same bytes, always.
  public mutating func occurrences(
    in text: CanonicalText, stretches: [TextSpan],
    sense: (_ spelling: UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Int32
  ) -> [Occurrence] {
    var found: [Occurrence] = []
    var position: UInt32 = 0
    text.bytes.withUnsafeBufferPointer { bytes in
      for (number, stretch) in stretches.enumerated() {
        var word = number << 32
        scanner.forEachToken(in: bytes, stretch.range) { token in
          let meaning =
            if token.isWord {
              words.sense(of: bytes, token.start, token.end) { sense($0, true) }
            } else {
              marks.sense(of: bytes, token.start, token.end) { sense($0, false) }
            }
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
    }
    return found
  }
}
