/// Marks the words of a text, as they are met, in the bits of `TextWords`.
struct WordMarker {
  private let bits: UnsafeMutableBufferPointer<UInt64>
  /// Words that were just there, each at a place that its letters give: they are not marked again.
  private let recent: UnsafeMutableBufferPointer<WordKey>
  /// The mark of the word before in this stretch; none has more than 32 bits.
  private var previous = Self.nothing

  private static let nothing = UInt64.max

  /// How many words `recent` has room for.
  static let recentWords = 1024

  /// - Parameters:
  ///   - bits: Free bits; a power of two of them.
  ///   - recent: Room for `recentWords` words, all of them none.
  init(
    bits: UnsafeMutableBufferPointer<UInt64>, recent: UnsafeMutableBufferPointer<WordKey>
  ) {
    self.bits = bits
    self.recent = recent
  }

  /// Begins a stretch: nothing stands next to anything across a border.
  @inline(__always)
  mutating func beginStretch() { previous = Self.nothing }

  /// Marks a word of ASCII letters and digits, and that it stands next to the one before it.
  ///
  /// - Parameters:
  ///   - word: The word in small letters.
  ///   - hash: Its `quickHash` with the seed 0.
  @inline(__always)
  mutating func mark(_ word: WordKey, hash: Int) {
    let mark = UInt32(truncatingIfNeeded: hash)
    goOn(from: mark, to: mark)
    let place = Int(mark) & (Self.recentWords - 1)
    guard recent[place] != word else { return }
    recent[place] = word
    insert(TextWords.hash(word), TextWords.probes)
    guard word.length >= TextWords.beginningLength else { return }
    let beginning = word.part(from: 0, length: TextWords.beginningLength)
    insert(TextWords.hash(beginning) ^ TextWords.beginningSeed, TextWords.probes)
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
    if previous != Self.nothing {
      insert(TextWords.hash(ofPair: previous, UInt64(first)), TextWords.pairProbes)
    }
    previous = UInt64(last)
  }

  /// The same for a spelling that may have no words.
  @inline(__always)
  mutating func goOn(over words: SpellingWords) {
    guard let ends = words.ends else { return }
    goOn(from: ends.first, to: ends.last)
  }

  @inline(__always)
  private func insert(_ hash: UInt64, _ probes: UInt64) {
    let mask = UInt64(bits.count &* 64 &- 1)
    let step = hash >> 32 | 1
    var place = hash
    for _ in 0..<probes {
      bits[Int(truncatingIfNeeded: (place & mask) >> 6)] |= 1 << (place & 63)
      place &+= step
    }
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
    let marks = parts.map { TextWords.mark($0[...]) }
    for part in parts {
      hashes.append(TextWords.hash(part[...]))
      guard part.count >= TextWords.beginningLength else { continue }
      let beginning = part.prefix(TextWords.beginningLength)
      hashes.append(TextWords.hash(beginning) ^ TextWords.beginningSeed)
    }
    pairs = zip(marks, marks.dropFirst()).map { TextWords.hash(ofPair: $0, $1) }
    if let first = marks.first, let last = marks.last {
      ends = (UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: last))
    }
  }
}
