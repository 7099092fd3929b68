extension CanonicalText {
  /// How many words a span has, as far as blanks part them; eight bytes are looked at in a step.
  ///
  /// - Precondition: the span lies within the text.
  public func wordCount(in span: TextSpan) -> Int {
    bytes.withUnsafeBytes { Self.wordCount(in: UnsafeRawBufferPointer(rebasing: $0[span.range])) }
  }

  private static func wordCount(in bytes: UnsafeRawBufferPointer) -> Int {
    // A word begins at the front, and where no blank stands behind one.
    var count = 0
    var isBehindBlank = true
    var place = 0
    while place + 8 <= bytes.count {
      let eight = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let blanks = blanks(in: eight)
      let behindBlanks = blanks << 8 | (isBehindBlank ? 0x80 : 0)
      count += (behindBlanks & ~blanks).nonzeroBitCount
      isBehindBlank = blanks >> 63 == 1
      place += 8
    }
    while place < bytes.count {
      let isBlank = bytes[place] == 0x20 || (0x09...0x0D).contains(bytes[place])
      count += isBehindBlank && !isBlank ? 1 : 0
      isBehindBlank = isBlank
      place += 1
    }
    return count
  }

  /// The blanks among eight bytes: 0x80 in the place of each, 0 in those of the others.
  private static func blanks(in bytes: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = bytes & (ones &* 0x7F)
    // What is at least so much carries into the highest bit of its byte, and no further.
    let isAtLeast9 = low &+ ones &* 0x77
    let isAtLeast14 = low &+ ones &* 0x72
    let isOther = (low ^ ones &* 0x20) &+ ones &* 0x7F
    return (isAtLeast9 & ~isAtLeast14 | ~isOther) & ~bytes & (ones &* 0x80)
  }
}
