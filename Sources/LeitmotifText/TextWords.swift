public import LeitmotifModel

/// Remembers which words a text holds, in a tenth of the text's size: it never forgets one, and rarely takes
/// one for there that is not.
///
/// Words are compared with everything folded, and without what joins their parts (`don't` is `don` and `t`),
/// so that whatever way a rule compares a word with the text, a word that the rule finds is one of these. Of
/// two words it is remembered that one stood next to the other. All bits of a word stand in one block, so that to
/// remember a word is one look into memory.
///
/// - Source: B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13 (1970),
///   doi:10.1145/362686.362692; blocks: F. Putze, P. Sanders, J. Singler, "Cache-, hash-, and space-efficient Bloom
///   filters", Journal of Experimental Algorithmics 14 (2009), doi:10.1145/1498698.1594230.
public struct TextWords: Sendable {
  /// How many letters of a word's beginning are remembered apart.
  static let beginningLength = 4
  static let probes: UInt64 = 4
  /// There are many more pairs than words, and a pair is asked for only where both words are there.
  static let pairProbes: UInt64 = 2

  /// The bits in blocks of 64; a power of two of blocks.
  private(set) var blocks: [UInt64]

  /// Remembers the words in some stretches of a text; none goes over the border of a stretch.
  public init(of text: CanonicalText, stretches: [TextSpan]) {
    var finder = WordFinder(filter: WordFilter())
    self = finder.remember(text, stretches) { _, _ in -1 }.words
  }

  /// Room for the words of a text of so many bytes.
  init(forBytes size: Int) {
    var count = 64
    // A short text repeats few of its words. What is too much is taken away by `shrink`.
    while count < size + 1024 { count *= 2 }
    blocks = Array(repeating: 0, count: count / 64)
  }

  /// Lends what marks words.
  mutating func withMarker<Result>(_ body: (WordMarker) -> Result) -> Result {
    blocks.withUnsafeMutableBufferPointer { body(WordMarker(blocks: $0)) }
  }

  /// What `bytes` says, and how; another version is not understood.
  public static let version = 3

  /// Whether the text may hold a word, or several next to each other.
  public func mayHold(words: [String]) -> Bool {
    WordQuestion(words: words).map(holds) ?? true
  }

  /// Whether the text may hold a word that begins so.
  public func mayHold(beginning: String) -> Bool {
    WordQuestion(beginning: beginning).map(holds) ?? true
  }

  // MARK: - Bits

  /// How many bits there are: a power of two.
  public var bitCount: Int { blocks.count * 64 }

  private func holds(_ question: WordQuestion) -> Bool {
    question.places(amongBits: bitCount).allSatisfy { blocks[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
  }

  /// Lays one half over the other as long as two thirds of the bits stay free.
  mutating func shrink() {
    while blocks.count > 1 {
      let half = blocks.count / 2
      var free = half * 64
      for place in 0..<half { free -= (blocks[place] | blocks[place + half]).nonzeroBitCount }
      guard free * 3 > half * 128 else { return }
      for place in 0..<half { blocks[place] |= blocks[place + half] }
      blocks.removeLast(half)
    }
  }

  /// The block that a hash leads to, of a power of two of them.
  @inline(__always)
  static func block(of hash: UInt64, among count: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & (count &- 1)
  }

  /// The bits that a hash has in its block: at most as many as there are probes.
  @inline(__always)
  static func bits(of hash: UInt64, _ probes: UInt64) -> UInt64 {
    var bits: UInt64 = 0
    for probe in 0..<probes { bits |= 1 &<< (hash &>> (probe &* 6)) }
    return bits
  }

  // MARK: - Words

  /// The folded letters and digits of a text in pieces, as what is no letter separates them.
  ///
  /// Letters of scripts that may not separate words separate the others too: where words of such a text begin
  /// and end only ICU knows, but each is made of whole pieces and of such letters.
  ///
  /// - Returns: The pieces, and whether they are all: `false` when there are such letters.
  static func parts(of text: [UInt8]) -> (parts: [[UInt8]], areAll: Bool) {
    let everything: Rule.Folding = [.letterCase, .diacritics, .quotes, .hyphens]
    var parts: [[UInt8]] = [[]]
    var areAll = true
    // A space without width ends a word, though folding drops it.
    for piece in text.split(separator: [0xE2, 0x80, 0x8B]) {
      parts.append([])
      for scalar in String(decoding: folded(piece, by: everything), as: UTF8.self).unicodeScalars {
        let isLetter =
          scalar.isASCII ? isPlain(UInt8(scalar.value)) : scalar.properties.isAlphabetic
        let isKnown = scalar.value < 0x590 || (0x1E00..<0x2000).contains(scalar.value)
        if isLetter, isKnown {
          parts[parts.count - 1].append(contentsOf: Array(String(scalar).utf8))
        } else {
          parts.append([])
          if isLetter { areAll = false }
        }
      }
    }
    return (parts.filter { !$0.isEmpty }, areAll)
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3
  private static let factor: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// The hash of folded letters, the same as that of their key where they have one.
  static func hash(_ word: [UInt8]) -> UInt64 { hash(ofProduct: product(word)) }

  /// The hash of the beginning of folded letters; `nil` when they are fewer.
  static func hash(ofBeginningOf word: [UInt8]) -> UInt64? {
    guard word.count >= beginningLength else { return nil }
    return hash(ofBeginning: word[..<beginningLength].reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// A word as a number that is good enough to tell pairs apart, of its folded letters.
  static func mark(_ word: [UInt8]) -> UInt32 { mark(ofProduct: product(word)) }

  private static func product(_ word: [UInt8]) -> UInt64 {
    guard word.count < 16 else { return word.reduce(seed) { ($0 ^ UInt64($1)) &* prime } }
    return word.withUnsafeBufferPointer { WordKey($0, 0, $0.count) }.product
  }

  @inline(__always)
  static func hash(ofProduct product: UInt64) -> UInt64 { product ^ product >> 32 }

  /// The hash of a beginning.
  ///
  /// - Parameter letters: The word's first bytes, the first in the lowest; only as many as a beginning has count.
  /// - Returns: The hash.
  @inline(__always)
  static func hash(ofBeginning letters: UInt64) -> UInt64 {
    hash(ofProduct: (letters & 0xFFFF_FFFF) &* factor)
  }

  @inline(__always)
  static func mark(ofProduct product: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: product >> 32)
  }

  @inline(__always)
  static func hash(ofPair first: UInt32, _ second: UInt32) -> UInt64 {
    // Without the first in them the lower bits would be those of every pair with the same second word.
    hash(ofProduct: (UInt64(first) << 32 | UInt64(first ^ second)) &* factor)
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}

extension TextWords {
  /// The bits, eight in a byte, the first in the lowest.
  public var bitBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.count * 8)
    for block in blocks { withUnsafeBytes(of: block.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
