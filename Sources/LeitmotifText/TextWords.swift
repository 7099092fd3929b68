public import LeitmotifModel

/// Remembers which words a text holds, in a tenth of the text's size: it never forgets one, and rarely takes
/// one for there that is not.
///
/// Words are compared with everything folded, and without what joins their parts (`don't` is `don` and `t`),
/// so that whatever way a rule compares a word with the text, a word that the rule finds is one of these. Of
/// two words it is remembered that one stood next to the other.
///
/// - Source: B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13 (1970),
///   doi:10.1145/362686.362692.
public struct TextWords: Sendable {
  /// How many letters of a word's beginning are remembered apart.
  static let beginningLength = 4
  static let probes: UInt64 = 4
  /// There are many more pairs than words, and a pair is asked for only where both words are there.
  static let pairProbes: UInt64 = 2
  static let beginningSeed: UInt64 = 0x5851_F42D_4C95_7F2D

  /// The bits; a power of two of them, and at least 64.
  private(set) var bits: [UInt64]

  /// Remembers the words in some stretches of a text; none goes over the border of a stretch.
  public init(of text: CanonicalText, stretches: [TextSpan]) {
    var finder = WordFinder()
    self = finder.read(text, stretches: stretches) { _, _ in -1 }.words
  }

  /// Room for the words of a text of so many bytes.
  init(forBytes size: Int) {
    var count = 64
    while count < size { count *= 2 }
    bits = Array(repeating: 0, count: count / 64)
  }

  /// Lends what marks words.
  mutating func withMarker(_ body: (inout WordMarker) -> Void) {
    var recent = [WordKey](repeating: WordKey(), count: WordMarker.recentWords)
    bits.withUnsafeMutableBufferPointer { bits in
      recent.withUnsafeMutableBufferPointer { recent in
        var marker = WordMarker(bits: bits, recent: recent)
        body(&marker)
      }
    }
  }

  /// What `bytes` says, and how; another version is not understood.
  public static let version = 2

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
  public var bitCount: Int { bits.count * 64 }

  private func holds(_ question: WordQuestion) -> Bool {
    question.places(amongBits: bitCount).allSatisfy { bits[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  /// Lays one half over the other as long as two thirds of the bits stay free.
  mutating func shrink() {
    while bits.count > 1 {
      let half = bits.count / 2
      var free = half * 64
      for place in 0..<half { free -= (bits[place] | bits[place + half]).nonzeroBitCount }
      guard free * 3 > half * 128 else { return }
      for place in 0..<half { bits[place] |= bits[place + half] }
      bits.removeLast(half)
    }
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

  /// The hash of folded letters, the same as that of their key where they have one.
  static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    guard word.count >= 16 else {
      return word.withUnsafeBufferPointer { hash(WordKey($0, 0, $0.count)) }
    }
    return mixed(word.reduce(seed) { ($0 ^ UInt64($1)) &* prime })
  }

  @inline(__always)
  static func hash(_ key: WordKey) -> UInt64 {
    mixed(mixed(key.low ^ seed) ^ key.high &* 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let high = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return high ^ high >> 32
  }

  /// A word as a number that is good enough to tell pairs apart, of its folded letters.
  static func mark(_ word: ArraySlice<UInt8>) -> UInt64 {
    guard word.count < 16 else { return hash(word) & 0xFFFF_FFFF }
    return word.withUnsafeBufferPointer { mark(WordKey($0, 0, $0.count)) }
  }

  @inline(__always)
  static func mark(_ key: WordKey) -> UInt64 {
    UInt64(truncatingIfNeeded: key.quickHash(seed: 0)) & 0xFFFF_FFFF
  }

  @inline(__always)
  static func hash(ofPair first: UInt64, _ second: UInt64) -> UInt64 {
    mixed(first << 32 | second)
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

}

extension TextWords {
  /// The bits, eight in a byte, the first in the lowest.
  public var bitBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(bits.count * 8)
    for word in bits { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
