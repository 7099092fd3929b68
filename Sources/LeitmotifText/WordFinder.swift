public import LeitmotifModel

/// Finds the words and marks of texts that somebody cares about, and remembers which words there are at all.
///
/// What a word means is asked once for each spelling; after that a word costs a look into a table,
/// however many rules there are. A word that nobody cares about leaves nothing behind.
public struct WordFinder {
  /// What one walk over a text gave.
  public struct Found: Sendable {
    /// The words and marks that somebody cares about, in order.
    public var occurrences: [Occurrence] = []
    /// All words of the text.
    public var words: TextWords
  }

  private let scanner = TokenScanner()
  private let filter: WordFilter?
  private var words = SpellingTable()
  private var marks = SpellingTable()
  /// What the marks of ASCII mean; `nil` before it was asked.
  private var plainMarks = [Int32?](repeating: nil, count: 128)
  /// How many texts were read; their numbers begin with 1.
  private var texts: UInt32 = 0

  /// Creates a finder that knows no word yet.
  ///
  /// - Parameter filter: Holds words back that nobody cares about; `nil` to ask about every word.
  public init(filter: WordFilter? = nil) {
    self.filter = filter
  }

  /// Reads some stretches of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - stretches: Where to look: in order, on character borders.
  ///   - heard: For each stretch whether anybody cares what is said there; `nil` for all of them.
  ///   - sense: Says what a spelling means, a number from 0, or below 0 when nobody cares: the same
  ///     for the same bytes, always.
  /// - Returns: What was found in the stretches that are heard, and the words of all.
  public mutating func read(
    _ text: CanonicalText, stretches: [TextSpan], heard: [Bool]? = nil,
    sense: (_ spelling: UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Int32
  ) -> Found {
    texts &+= 1
    guard let filter else { return read(text, stretches, heard, probe: nil, sense: sense) }
    return filter.withProbe { probe in
      read(text, stretches, heard, probe: probe.letsAllThrough ? nil : probe, sense: sense)
    }
  }

  private mutating func read(
    _ text: CanonicalText, _ stretches: [TextSpan], _ heard: [Bool]?, probe: WordFilter.Probe?,
    sense: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Found {
    var found = Found(words: TextWords(forBytes: stretches.reduce(0) { $0 + $1.count }))
    text.bytes.withUnsafeBufferPointer { bytes in
      WordBreak.ofByte.withUnsafeBufferPointer { classes in
        found.words.withMarker { marker in
          var position: UInt32 = 0
          for (number, stretch) in stretches.enumerated() {
            marker.beginStretch()
            let isHeard = heard?[number] ?? true
            var word = number << 32
            var walk = TokenWalk(scanner, in: bytes, stretch.range, classes: classes)
            while let token = walk.next() {
              let meaning = meaning(
                of: token, isPlain: walk.isPlain, in: bytes, probe, &marker, orAsk: sense)
              if meaning >= 0, isHeard {
                found.occurrences.append(
                  Occurrence(
                    start: UInt32(truncatingIfNeeded: token.start),
                    end: UInt32(truncatingIfNeeded: token.end), position: position,
                    sense: meaning, word: word, isWord: token.isWord))
              }
              position &+= 1
              if token.isWord { word += 1 }
            }
            // So that nothing follows anything across a border.
            position &+= 1
          }
        }
      }
    }
    found.words.shrink()
    return found
  }

  @inline(__always)
  private mutating func meaning(
    of token: Token, isPlain: Bool, in bytes: UTF8Bytes, _ probe: WordFilter.Probe?,
    _ marker: inout WordMarker, orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    if isPlain, token.end - token.start < 16 {
      // Nearly every word; that nobody cares about it is known without a look into the large table.
      let key = WordKey(bytes, token.start, token.end)
      let small = key.lowercased
      let hash = small.quickHash(seed: 0)
      marker.mark(small, hash: hash)
      if let probe, probe.holdsBack(small, hash: hash) { return -1 }
      return words.sense(of: key, in: bytes, token.start, token.end) { ask($0, true) }
    }
    return meaning(ofRare: token, in: bytes, &marker, orAsk: ask)
  }

  @inline(never)
  private mutating func meaning(
    ofRare token: Token, in bytes: UTF8Bytes, _ marker: inout WordMarker,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    guard token.isWord else { return meaning(ofMark: token, in: bytes, &marker, orAsk: ask) }
    return words.sense(
      of: bytes, token.start, token.end, inText: texts, marker: &marker
    ) { ask($0, true) }
  }

  private mutating func meaning(
    ofMark token: Token, in bytes: UTF8Bytes, _ marker: inout WordMarker,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    guard token.end == token.start + 1 else {
      return marks.sense(
        of: bytes, token.start, token.end, inText: texts, marker: &marker
      ) { ask($0, false) }
    }
    let mark = Int(bytes[token.start])
    if let known = plainMarks[mark] { return known }
    let sense = ask(UTF8Bytes(rebasing: bytes[token.start..<token.end]), false)
    plainMarks[mark] = sense
    return sense
  }
}
