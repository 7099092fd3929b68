/// Marks the words of a text, as they are met, in the bits of `TextWords`.
struct WordMarker {
  private let blocks: UnsafeMutableBufferPointer<UInt64>
  /// The mark of the word before in this stretch.
  private var previous: UInt32?

  /// - Parameter blocks: Free bits; a power of two of blocks.
  init(blocks: UnsafeMutableBufferPointer<UInt64>) {
    self.blocks = blocks
  }

  /// Begins a stretch: nothing stands next to anything across a border.
  @inline(__always)
  mutating func beginStretch() { previous = nil }

  /// Marks a word of ASCII letters and digits, its beginning, and that it stands next to the one before it.
  ///
  /// To mark again what is marked costs less than to find out that it is.
  ///
  /// - Parameters:
  ///   - word: The word in small letters.
  ///   - product: Its `product`.
  @inline(__always)
  mutating func mark(_ word: WordKey, product: UInt64) {
    insert(TextWords.hash(ofProduct: product), TextWords.probes)
    // Of a word shorter than a beginning nobody asks for this.
    insert(TextWords.hash(ofBeginning: word.low), TextWords.probes)
    let mark = TextWords.mark(ofProduct: product)
    goOn(from: mark, to: mark)
  }

  /// Marks the words of a spelling, and that they stand next to each other.
  @inline(never)
  func mark(_ words: SpellingWords) {
    for hash in words.hashes { insert(hash, TextWords.probes) }
    for hash in words.pairs { insert(hash, TextWords.pairProbes) }
  }

  /// Marks that a spelling stands next to the one before it, by the marks of its first and its last word.
  @inline(__always)
  mutating func goOn(from first: UInt32, to last: UInt32) {
    if let previous {
      insert(TextWords.hash(ofPair: previous, first), TextWords.pairProbes)
    }
    previous = last
  }

  /// The same for a spelling that may have no words.
  @inline(__always)
  mutating func goOn(over words: SpellingWords) {
    guard let ends = words.ends else { return }
    goOn(from: ends.first, to: ends.last)
  }

  @inline(__always)
  private func insert(_ hash: UInt64, _ probes: UInt64) {
    blocks[TextWords.block(of: hash, among: blocks.count)] |= TextWords.bits(of: hash, probes)
  }
}

/// The words that one spelling is, as `TextWords` takes it apart: `don't` is `don` and `t`.
struct SpellingWords {
  /// What each word and its beginning is marked by.
  private(set) var hashes: [UInt64] = []
  /// What each two words next to each other are marked by.
  private(set) var pairs: [UInt64] = []
  /// The marks of the first word and of the last; `nil` when there is none.
  private(set) var ends: (first: UInt32, last: UInt32)?

  /// No words.
  init() {}

  /// The words of a spelling.
  init(of spelling: [UInt8]) {
    let parts = TextWords.parts(of: spelling).parts
    let marks = parts.map(TextWords.mark)
    for part in parts {
      hashes.append(TextWords.hash(part))
      if let beginning = TextWords.hash(ofBeginningOf: part) { hashes.append(beginning) }
    }
    pairs = zip(marks, marks.dropFirst()).map { TextWords.hash(ofPair: $0, $1) }
    if let first = marks.first, let last = marks.last { ends = (first, last) }
  }
}
