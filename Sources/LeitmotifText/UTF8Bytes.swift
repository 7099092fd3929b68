/// Bytes of valid UTF-8, seen without a copy.
typealias UTF8Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// The character that begins at an offset, and its length in bytes.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[offset])
    switch first {
    case 0..<0x80:
      return (first, 1)
    case 0..<0xE0:
      return ((first & 0x1F) << 6 | continuation(offset + 1), 2)
    case 0..<0xF0:
      return (
        (first & 0x0F) << 12 | continuation(offset + 1) << 6 | continuation(offset + 2), 3
      )
    default:
      let high = (first & 0x07) << 18 | continuation(offset + 1) << 12
      return (high | continuation(offset + 2) << 6 | continuation(offset + 3), 4)
    }
  }

  /// Where the character before an offset begins.
  func start(before offset: Int) -> Int {
    var start = offset - 1
    while self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The highest bit of each of eight bytes that is no letter and no digit of ASCII.
  @inline(__always)
  static func others(_ bytes: UInt64) -> UInt64 {
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F
    let small = low | 0x2020_2020_2020_2020
    // A byte of at most 7F goes over 80 by what is added where it is at least the character.
    let letters = (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    return (~(letters | digits) | bytes) & 0x8080_8080_8080_8080
  }

  /// Where the next byte stands that may end a sentence: a full stop, an exclamation or question mark, a line
  /// feed, or anything beyond ASCII; `end` when there is none.
  ///
  /// Eight bytes are looked at together.
  @inline(__always)
  func nextSentenceMark(from start: Int, to end: Int) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var offset = start
    while offset + 8 <= end {
      let bytes = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      // Of each kind only the first is there for sure, and the first of all is what is asked for.
      let found =
        Self.zeros(bytes ^ 0x2E2E_2E2E_2E2E_2E2E) | Self.zeros(bytes ^ 0x2121_2121_2121_2121)
        | Self.zeros(bytes ^ 0x3F3F_3F3F_3F3F_3F3F) | Self.zeros(bytes ^ 0x0A0A_0A0A_0A0A_0A0A)
        | bytes & 0x8080_8080_8080_8080
      if found != 0 { return offset + found.trailingZeroBitCount >> 3 }
      offset += 8
    }
    while offset < end {
      switch self[offset] {
      case 0x2E, 0x21, 0x3F, 0x0A, 0x80...: return offset
      default: offset += 1
      }
    }
    return end
  }

  /// The highest bit of bytes that are zero: of the first for sure.
  @inline(__always)
  private static func zeros(_ bytes: UInt64) -> UInt64 {
    (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080
  }

  private func continuation(_ offset: Int) -> UInt32 { UInt32(self[offset] & 0x3F) }
}
