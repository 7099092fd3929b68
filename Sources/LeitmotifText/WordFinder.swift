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
    /// All words of the text; `nil` when they are not to be remembered.
    public var words: TextWords?
  }

  private let scanner = TokenScanner()
  private let filter: WordFilter
  private var words = SpellingTable()
  private var marks = SpellingTable()
  /// What each mark of ASCII means, by its byte: asked for all of them before the first text; none for a new finder.
  private var plainMarks: [Int32] = []
  /// How many texts were read; their numbers begin with 1.
  private var texts: UInt32 = 0

  /// Creates a finder that knows no word yet and asks about every one.
  public init() {
    var filter = WordFilter()
    filter.admitAll()
    self.init(filter: filter)
  }

  /// Creates a finder that knows no word yet.
  ///
  /// - Parameter filter: Holds words back that nobody cares about.
  public init(filter: WordFilter) {
    self.filter = filter
  }

  /// Reads some stretches of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - stretches: Where to look: in order, on character borders.
  ///   - heard: For each stretch whether anybody cares what is said there; `nil` for all of them.
  ///   - remembersWords: Whether all words are to be remembered, which costs a third of the time.
  ///   - sense: Says what a spelling means, a number from 0, or below 0 when nobody cares: the same
  ///     for the same bytes, always.
  /// - Returns: What was found in the stretches that are heard, and the words of all.
  public mutating func read(
    _ text: CanonicalText, stretches: [TextSpan], heard: [Bool]? = nil, remembersWords: Bool = true,
    sense: (_ spelling: UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Int32
  ) -> Found {
    if remembersWords {
      let (occurrences, words) = remember(text, stretches, heard, orAsk: sense)
      return Found(occurrences: occurrences, words: words)
    }
    var nobody: WordMarker?
    return Found(occurrences: occurrences(in: text, stretches, heard, &nobody, orAsk: sense))
  }

  /// Reads some stretches of a text as `read` does, and remembers all words.
  mutating func remember(
    _ text: CanonicalText, _ stretches: [TextSpan], _ heard: [Bool]? = nil,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> (occurrences: [Occurrence], words: TextWords) {
    var words = TextWords(forBytes: stretches.reduce(0) { $0 + $1.count })
    let occurrences = words.withMarker { marker in
      var marker: WordMarker? = marker
      return self.occurrences(in: text, stretches, heard, &marker, orAsk: ask)
    }
    words.shrink()
    return (occurrences, words)
  }

  private mutating func occurrences(
    in text: CanonicalText, _ stretches: [TextSpan], _ heard: [Bool]?, _ marker: inout WordMarker?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> [Occurrence] {
    texts &+= 1
    learnPlainMarks(orAsk: ask)
    var occurrences: [Occurrence] = []
    text.bytes.withUnsafeBufferPointer { bytes in
      WordBreak.ofByte.withUnsafeBufferPointer { classes in
        filter.withProbe { probe in
          plainMarks.withUnsafeBufferPointer { marks in
            let plain = PlainWords(bytes: bytes, classes: classes, marks: marks)
            var place = PlainWords.Place()
            for (number, stretch) in stretches.enumerated() {
              marker?.beginStretch()
              place.offset = stretch.start
              place.word = number << 32
              let isHeard = heard?[number] ?? true
              read(plain, probe, from: &place, to: stretch.end, &marker, orAsk: ask) {
                if isHeard { occurrences.append($0) }
              }
              // So that nothing follows anything across a border.
              place.position &+= 1
            }
          }
        }
      }
    }
    return occurrences
  }

  /// Reads one stretch: plain words in a short way, what stands between them in the long one.
  @inline(__always)
  private mutating func read(
    _ plain: PlainWords, _ probe: WordFilter.Probe, from place: inout PlainWords.Place, to end: Int,
    _ marker: inout WordMarker?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32, found: (Occurrence) -> Void
  ) {
    var walk = TokenWalk(scanner, in: plain.bytes, place.offset..<end, classes: plain.classes)
    while true {
      if walk.isAtOffset {
        place.offset = walk.offset
        readPlainWords(plain, probe, from: &place, to: end, &marker, orAsk: ask, found: found)
        walk.goOn(from: place.offset)
      }
      guard let token = walk.next() else { return }
      let sense = sense(of: token, in: plain.bytes, &marker, orAsk: ask)
      if sense >= 0 {
        found(
          Occurrence(
            start: UInt32(truncatingIfNeeded: token.start),
            end: UInt32(truncatingIfNeeded: token.end), position: place.position, sense: sense,
            word: place.word, isWord: token.isWord))
      }
      place.position &+= 1
      if token.isWord { place.word += 1 }
    }
  }

  /// Reads plain words up to what takes a closer look.
  @inline(__always)
  private mutating func readPlainWords(
    _ plain: PlainWords, _ probe: WordFilter.Probe, from place: inout PlainWords.Place, to end: Int,
    _ marker: inout WordMarker?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32, found: (Occurrence) -> Void
  ) {
    while let word = plain.next(from: &place, to: end) {
      let small = word.key.lowercased
      let product = small.product
      marker?.mark(small, product: product)
      // Of nearly every word it is known without a look into the large table that nobody cares about it.
      if probe.holdsBack(small, product: product) { continue }
      let wordEnd = word.start &+ word.key.length
      let sense = words.sense(of: word.key, in: plain.bytes, word.start, wordEnd) { ask($0, true) }
      guard sense >= 0 else { continue }
      found(
        Occurrence(
          start: UInt32(truncatingIfNeeded: word.start),
          end: UInt32(truncatingIfNeeded: wordEnd), position: word.position, sense: sense,
          word: word.word, isWord: true))
    }
  }

  @inline(never)
  private mutating func sense(
    of token: Token, in bytes: UTF8Bytes, _ marker: inout WordMarker?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    guard token.isWord else { return sense(ofMark: token, in: bytes, &marker, orAsk: ask) }
    return words.sense(
      of: bytes, token.start, token.end, inText: texts, marker: &marker
    ) { ask($0, true) }
  }

  private mutating func sense(
    ofMark token: Token, in bytes: UTF8Bytes, _ marker: inout WordMarker?,
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) -> Int32 {
    guard token.end > token.start + 1 else { return plainMarks[Int(bytes[token.start])] }
    return marks.sense(
      of: bytes, token.start, token.end, inText: texts, marker: &marker
    ) { ask($0, false) }
  }

  private mutating func learnPlainMarks(
    orAsk ask: (_ spelling: UTF8Bytes, _ isWord: Bool) -> Int32
  ) {
    guard plainMarks.isEmpty else { return }
    plainMarks = (0..<0x80).map { byte in
      TextWords.isPlain(byte) ? -1 : [byte].withUnsafeBufferPointer { ask($0, false) }
    }
  }
}
