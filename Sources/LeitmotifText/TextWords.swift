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
  private static let probes: UInt64 = 4
  /// There are many more pairs than words, and a pair is asked for only where both words are there.
  private static let pairProbes: UInt64 = 2
  private static let beginningSeed: UInt64 = 0x5851_F42D_4C95_7F2D

  /// The bits; a power of two of them, and at least 64.
  private var bits: [UInt64]
  /// Whether the text has words whose borders only ICU knows: then it may hold any word.
  private var isOpen = false

  /// Remembers the words in some stretches of a text; none goes over the border of a stretch.
  public init(of text: CanonicalText, stretches: [TextSpan]) {
    let size = stretches.reduce(0) { $0 + $1.count }
    var count = 64
    while count < size { count *= 2 }
    bits = Array(repeating: 0, count: count / 64)
    var recent = [WordKey](repeating: WordKey(), count: Self.recentWords)
    text.bytes.withUnsafeBufferPointer { bytes in
      bits.withUnsafeMutableBufferPointer { bits in
        recent.withUnsafeMutableBufferPointer { recent in
          var marker = Marker(bytes: bytes, bits: bits, recent: recent)
          for stretch in stretches { marker.mark(stretch.range) }
          isOpen = marker.isOpen
        }
      }
    }
    shrink()
  }

  /// What `bytes` says, and how; another version is not understood.
  public static let version = 2

  /// Whether the text may hold a word, or several next to each other.
  public func mayHold(words: [String]) -> Bool {
    guard !isOpen else { return true }
    var parts: [[UInt8]] = []
    for word in words {
      guard let more = Self.parts(of: Array(word.utf8)) else { return true }
      parts += more
    }
    return parts.allSatisfy { holds(Self.hash($0[...]), Self.probes) }
      && zip(parts, parts.dropFirst()).allSatisfy { first, second in
        holds(Self.hash(ofPair: Self.mark(first[...]), Self.mark(second[...])), Self.pairProbes)
      }
  }

  /// Whether the text may hold a word that begins so.
  public func mayHold(beginning: String) -> Bool {
    guard !isOpen, let parts = Self.parts(of: Array(beginning.utf8)), let last = parts.last,
      beginning.utf8.last.map(Self.isPlain) == true
    else { return true }
    // All but the last are whole words; a short beginning says nothing.
    guard parts.dropLast().allSatisfy({ holds(Self.hash($0[...]), Self.probes) }) else {
      return false
    }
    return last.count < Self.beginningLength
      || holds(
        Self.hash(last.prefix(Self.beginningLength)) ^ Self.beginningSeed, Self.probes)
  }

  // MARK: - Bits

  private func holds(_ hash: UInt64, _ probes: UInt64) -> Bool {
    let mask = UInt64(bits.count * 64 - 1)
    let step = hash >> 32 | 1
    return (0..<probes).allSatisfy { probe in
      let bit = (hash &+ probe &* step) & mask
      return bits[Int(bit >> 6)] >> (bit & 63) & 1 == 1
    }
  }

  /// Lays one half over the other as long as two thirds of the bits stay free.
  private mutating func shrink() {
    while bits.count > 1 {
      let half = bits.count / 2
      let folded = (0..<half).map { bits[$0] | bits[$0 + half] }
      guard folded.reduce(0, { $0 + $1.nonzeroBitCount }) * 3 < half * 64 else { return }
      bits = folded
    }
  }

  // MARK: - Words

  /// The folded letters and digits of a text in pieces, as what is no letter separates them.
  ///
  /// - Returns: `nil` when it has letters of a script that does not separate words.
  private static func parts(of text: [UInt8]) -> [[UInt8]]? {
    let everything: Rule.Folding = [.letterCase, .diacritics, .quotes, .hyphens]
    var parts: [[UInt8]] = [[]]
    // A space without width ends a word, though folding drops it.
    for piece in text.split(separator: [0xE2, 0x80, 0x8B]) {
      parts.append([])
      for scalar in String(decoding: folded(piece, by: everything), as: UTF8.self).unicodeScalars {
        if scalar.isASCII ? isPlain(UInt8(scalar.value)) : scalar.properties.isAlphabetic {
          guard scalar.value < 0x590 || (0x1E00..<0x2000).contains(scalar.value) else {
            return nil
          }
          parts[parts.count - 1].append(contentsOf: Array(String(scalar).utf8))
        } else {
          parts.append([])
        }
      }
    }
    return parts.filter { !$0.isEmpty }
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  /// The hash of folded letters, the same as that of their key where they have one.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    guard word.count >= 16 else {
      return word.withUnsafeBufferPointer { hash(WordKey($0, 0, $0.count)) }
    }
    return mixed(word.reduce(seed) { ($0 ^ UInt64($1)) &* prime })
  }

  @inline(__always)
  private static func hash(_ key: WordKey) -> UInt64 {
    mixed(mixed(key.low ^ seed) ^ key.high &* 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let high = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return high ^ high >> 32
  }

  /// A word as a number that is good enough to tell pairs apart, of its folded letters.
  private static func mark(_ word: ArraySlice<UInt8>) -> UInt64 {
    guard word.count < 16 else { return hash(word) & 0xFFFF_FFFF }
    return word.withUnsafeBufferPointer { mark(WordKey($0, 0, $0.count)) }
  }

  @inline(__always)
  private static func mark(_ key: WordKey) -> UInt64 {
    UInt64(truncatingIfNeeded: key.quickHash(seed: 0)) & 0xFFFF_FFFF
  }

  @inline(__always)
  private static func hash(ofPair first: UInt64, _ second: UInt64) -> UInt64 {
    mixed(first << 32 | second)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  private static func smallLetter(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

extension TextWords {
  /// The words that were just there are not marked again: so many are known.
  private static let recentWords = 2048

  /// Goes through stretches of a text and marks the words' bits.
  private struct Marker {
    let bytes: UTF8Bytes
    let bits: UnsafeMutableBufferPointer<UInt64>
    /// Words that were just there, each at a place that its letters give.
    let recent: UnsafeMutableBufferPointer<WordKey>
    /// The words of runs beyond ASCII, by the run: its first and its last one.
    private var foldedRuns: [WordKey: (first: UInt64, last: UInt64)] = [:]
    /// The word before, in this stretch.
    private var previous: UInt64?
    private(set) var isOpen = false

    init(
      bytes: UTF8Bytes, bits: UnsafeMutableBufferPointer<UInt64>,
      recent: UnsafeMutableBufferPointer<WordKey>
    ) {
      self.bytes = bytes
      self.bits = bits
      self.recent = recent
    }

    mutating func mark(_ range: Range<Int>) {
      previous = nil
      var offset = range.lowerBound
      while offset < range.upperBound {
        let start = offset
        offset = bytes.endOfPlainRun(from: start, to: range.upperBound)
        if offset < range.upperBound, bytes[offset] >= 0x80 {
          offset = endOfRun(from: offset, to: range.upperBound)
          markFolded(start..<offset)
        } else if offset > start {
          markPlain(start, offset)
        }
        // Nearly always what ended the word is one space.
        offset += 1
      }
    }

    /// Marks a word of ASCII letters and digits.
    @inline(__always)
    private mutating func markPlain(_ start: Int, _ end: Int) {
      guard end - start < 16 else { return markLong(start, end) }
      let key = WordKey(bytes, start, end).lowercased
      let mark = TextWords.mark(key)
      goOn(with: mark, mark)
      let place = Int(truncatingIfNeeded: mark) & (TextWords.recentWords - 1)
      guard recent[place] != key else { return }
      recent[place] = key
      insert(TextWords.hash(key), TextWords.probes)
      if end - start >= TextWords.beginningLength { insertBeginning(key) }
    }

    @inline(never)
    private mutating func markLong(_ start: Int, _ end: Int) {
      let word = bytes[start..<end].map(TextWords.smallLetter)[...]
      let mark = TextWords.mark(word)
      goOn(with: mark, mark)
      insert(TextWords.hash(word), TextWords.probes)
      insertBeginning(WordKey(bytes, start, start + 15).lowercased)
    }

    /// Marks the words of a run with characters beyond ASCII.
    private mutating func markFolded(_ run: Range<Int>) {
      let key = run.count < 16 ? WordKey(bytes, run.lowerBound, run.upperBound) : WordKey()
      if key.isWord, let known = foldedRuns[key] { return goOn(with: known.first, known.last) }
      guard let parts = TextWords.parts(of: Array(bytes[run])) else {
        isOpen = true
        return
      }
      for part in parts {
        let mark = TextWords.mark(part[...])
        goOn(with: mark, mark)
        insert(TextWords.hash(part[...]), TextWords.probes)
        if part.count >= TextWords.beginningLength {
          insert(
            TextWords.hash(part.prefix(TextWords.beginningLength)) ^ TextWords.beginningSeed,
            TextWords.probes)
        }
      }
      guard key.isWord, let first = parts.first, let last = parts.last else { return }
      if foldedRuns.count >= TextWords.recentWords { foldedRuns = [:] }
      foldedRuns[key] = (TextWords.mark(first[...]), TextWords.mark(last[...]))
    }

    /// Marks that a word stands next to the one before it.
    ///
    /// - Parameters:
    ///   - first: The word, or the first of a run.
    ///   - last: The word, or the last of the run.
    @inline(__always)
    private mutating func goOn(with first: UInt64, _ last: UInt64) {
      if let previous { insert(TextWords.hash(ofPair: previous, first), TextWords.pairProbes) }
      previous = last
    }

    private func endOfRun(from start: Int, to end: Int) -> Int {
      var offset = start
      while offset < end, bytes[offset] >= 0x80 || TextWords.isPlain(bytes[offset]) { offset += 1 }
      return offset
    }

    private func insertBeginning(_ key: WordKey) {
      let beginning = key.part(from: 0, length: TextWords.beginningLength)
      insert(TextWords.hash(beginning) ^ TextWords.beginningSeed, TextWords.probes)
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
}

extension TextWords {
  /// What was remembered, as bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = [UInt8(2 * Self.version) + (isOpen ? 1 : 0)]
    bytes.reserveCapacity(1 + bits.count * 8)
    for word in bits { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Takes up what was remembered.
  ///
  /// - Returns: `nil` when the bytes are not what `bytes` gives.
  public init?(bytes: [UInt8]) {
    let count = (bytes.count - 1) / 8
    guard let first = bytes.first, Int(first / 2) == Self.version, bytes.count == 1 + 8 * count,
      count > 0,
      count & (count - 1) == 0
    else { return nil }
    isOpen = first % 2 == 1
    bits = bytes.withUnsafeBytes { raw in
      (0..<count).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 1 + 8 * $0, as: UInt64.self))
      }
    }
  }
}
