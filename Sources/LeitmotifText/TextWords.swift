public import LeitmotifModel

/// Remembers which words a text holds, in a tenth of the text's size: it never forgets one, and rarely takes
/// one for there that is not.
///
/// Words are compared with everything folded, and without what joins their parts (`don't` is `don` and `t`),
/// so that whatever way a rule compares a word with the text, a word that the rule finds is one of these.
///
/// - Source: B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13 (1970),
///   doi:10.1145/362686.362692.
public struct TextWords: Sendable {
  /// How many letters of a word's beginning are remembered apart.
  static let beginningLength = 4
  private static let probes: UInt64 = 4
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
    text.bytes.withUnsafeBufferPointer { bytes in
      var recent = [UInt64](repeating: 0, count: 1024)
      for stretch in stretches { add(bytes, stretch.range, &recent) }
    }
    shrink()
  }

  /// Whether the text may hold a word.
  public func mayHold(word: String) -> Bool {
    guard !isOpen, let parts = Self.parts(of: Array(word.utf8)) else { return true }
    return parts.allSatisfy { holds(Self.hash($0[...])) }
  }

  /// Whether the text may hold a word that begins so.
  public func mayHold(beginning: String) -> Bool {
    guard !isOpen, let parts = Self.parts(of: Array(beginning.utf8)), let last = parts.last,
      beginning.utf8.last.map(Self.isPlain) == true
    else { return true }
    // All but the last are whole words; a short beginning says nothing.
    guard parts.dropLast().allSatisfy({ holds(Self.hash($0[...])) }) else { return false }
    return last.count < Self.beginningLength
      || holds(Self.hash(last.prefix(Self.beginningLength)) ^ Self.beginningSeed)
  }

  // MARK: - Bits

  private mutating func insert(_ hash: UInt64) {
    let mask = UInt64(bits.count * 64 - 1)
    let step = hash >> 32 | 1
    for probe in 0..<Self.probes {
      let bit = (hash &+ probe &* step) & mask
      bits[Int(bit >> 6)] |= 1 << (bit & 63)
    }
  }

  private func holds(_ hash: UInt64) -> Bool {
    let mask = UInt64(bits.count * 64 - 1)
    let step = hash >> 32 | 1
    return (0..<Self.probes).allSatisfy { probe in
      let bit = (hash &+ probe &* step) & mask
      return bits[Int(bit >> 6)] >> (bit & 63) & 1 == 1
    }
  }

  /// Lays one half over the other as long as three quarters of the bits stay free.
  private mutating func shrink() {
    while bits.count > 1 {
      let half = bits.count / 2
      let folded = (0..<half).map { bits[$0] | bits[$0 + half] }
      guard folded.reduce(0, { $0 + $1.nonzeroBitCount }) * 4 < half * 64 else { return }
      bits = folded
    }
  }

  // MARK: - Words

  private mutating func add(_ bytes: UTF8Bytes, _ range: Range<Int>, _ recent: inout [UInt64]) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let start = offset
      while offset < range.upperBound, Self.letters[Int(bytes[offset])] == .plain { offset += 1 }
      if offset < range.upperBound, bytes[offset] >= 0x80 {
        let end = Self.endOfRun(bytes, from: offset, to: range.upperBound)
        addFolded(bytes[start..<end], &recent)
        offset = end
        continue
      }
      guard offset > start else {
        offset += 1
        continue
      }
      let key = WordKey(bytes, start, min(offset, start + 15)).lowercased
      let word =
        offset - start < 16
        ? Self.hash(key) : Self.hash(bytes[start..<offset].map(Self.smallLetter)[...])
      // Most words were just there.
      let place = Int(word & UInt64(recent.count - 1))
      guard recent[place] != word else { continue }
      recent[place] = word
      insert(word)
      if offset - start >= Self.beginningLength {
        insert(Self.hash(key.part(from: 0, length: Self.beginningLength)) ^ Self.beginningSeed)
      }
    }
  }

  /// Adds a run with characters beyond ASCII.
  private mutating func addFolded(_ run: Slice<UTF8Bytes>, _ recent: inout [UInt64]) {
    let raw = Self.mixed(run.reduce(Self.seed ^ 1) { ($0 ^ UInt64($1)) &* Self.prime })
    let place = Int(raw & UInt64(recent.count - 1))
    guard recent[place] != raw else { return }
    recent[place] = raw
    guard let parts = Self.parts(of: Array(run)) else {
      isOpen = true
      return
    }
    for part in parts {
      insert(Self.hash(part[...]))
      if part.count >= Self.beginningLength {
        insert(Self.hash(part.prefix(Self.beginningLength)) ^ Self.beginningSeed)
      }
    }
  }

  private static func endOfRun(_ bytes: UTF8Bytes, from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] >= 0x80 || isPlain(bytes[offset]) { offset += 1 }
    return offset
  }

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

  private static func isPlain(_ byte: UInt8) -> Bool { letters[Int(byte)] == .plain }

  private static func smallLetter(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private enum Letter {
    case plain, beyondASCII, none
  }

  /// For each byte whether it is a letter or digit of ASCII.
  private static let letters: [Letter] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .plain
    case 0x80...: .beyondASCII
    default: .none
    }
  }
}

extension TextWords {
  /// What was remembered, as bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = [isOpen ? 3 : 2]
    bytes.reserveCapacity(1 + bits.count * 8)
    for word in bits { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Takes up what was remembered.
  ///
  /// - Returns: `nil` when the bytes are not what `bytes` gives.
  public init?(bytes: [UInt8]) {
    let count = (bytes.count - 1) / 8
    guard let first = bytes.first, first == 2 || first == 3, bytes.count == 1 + 8 * count,
      count > 0,
      count & (count - 1) == 0
    else { return nil }
    isOpen = first == 3
    bits = bytes.withUnsafeBytes { raw in
      (0..<count).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 1 + 8 * $0, as: UInt64.self))
      }
    }
  }
}
