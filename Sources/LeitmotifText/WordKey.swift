/// A word of up to 15 bytes as two machine words: its bytes, and its length in the last one.
struct WordKey: Hashable {
  private(set) var low: UInt64
  private(set) var high: UInt64

  /// The key of the first bytes, at most 15, of those in two machine words.
  @inline(__always)
  init(low: UInt64, high: UInt64, length: Int) {
    let bits = UInt64(truncatingIfNeeded: length &<< 3)
    if length < 8 {
      self.low = low & ((1 &<< bits) &- 1)
      self.high = UInt64(truncatingIfNeeded: length) &<< 56
    } else {
      self.low = low
      self.high = high & ((1 &<< (bits &- 64)) &- 1) | UInt64(truncatingIfNeeded: length) &<< 56
    }
  }

  /// The key of a word of at most 15 bytes.
  @inline(__always)
  init(_ bytes: UTF8Bytes, _ start: Int, _ end: Int) {
    let length = end - start
    var low: UInt64 = 0
    var high: UInt64 = 0
    if start + 16 <= bytes.count {
      let raw = UnsafeRawBufferPointer(bytes)
      low = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    } else {
      for index in 0..<min(length, 8) { low |= UInt64(bytes[start + index]) << UInt64(8 * index) }
      for index in 8..<max(length, 8) {
        high |= UInt64(bytes[start + index]) << UInt64(8 * (index - 8))
      }
    }
    self.init(low: low, high: high, length: length)
  }

  /// The word's length in bytes.
  @inline(__always) var length: Int { Int(truncatingIfNeeded: high >> 56) }

  /// Whether every byte is ASCII.
  @inline(__always) var isASCII: Bool { (low | high) & 0x8080_8080_8080_8080 == 0 }

  /// The key with ASCII's capitals in small letters.
  @inline(__always) var lowercased: WordKey {
    var result = self
    result.low = Self.lowercased(low)
    result.high = Self.lowercased(high)
    return result
  }

  /// The key of a part of the word, of at most 8 bytes.
  @inline(__always)
  func part(from start: Int, length: Int) -> WordKey {
    let shift = UInt64(8 * start)
    // The length's byte is shifted in only beyond the part.
    let letters = shift < 64 ? low >> shift | (high << 1) << (63 - shift) : high >> (shift - 64)
    return WordKey(low: letters, high: 0, length: length)
  }

  /// A number to find the word by in a table of many.
  @inline(__always)
  var hash: Int {
    var hash = product
    hash ^= hash >> 32
    hash = hash &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: hash >> 20)
  }

  /// A number that is as good as random in all its bits: the halves of a whole product, for the lower one hardly sees
  /// how a word ends, and `payment` and `payments` would be alike.
  @inline(__always) var product: UInt64 {
    let product = (low ^ high &* 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD)
    return product.high ^ product.low
  }

  /// Eight bytes at once: a byte from "A" to "Z" gets the bit that makes it small.
  @inline(__always)
  private static func lowercased(_ word: UInt64) -> UInt64 {
    let letters = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = letters &+ 0x3F3F_3F3F_3F3F_3F3F
    let behindZ = letters &+ 0x2525_2525_2525_2525
    return word | (fromA & ~behindZ & ~word & 0x8080_8080_8080_8080) >> 2
  }
}
