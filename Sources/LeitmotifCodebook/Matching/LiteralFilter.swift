import LeitmotifModel

/// Keeps a regular expression from stretches of text that cannot match: those without one of its literals.
struct LiteralFilter {
  private let literals: [[UInt8]]

  /// Creates the filter for one text.
  ///
  /// - Parameters:
  ///   - literals: ASCII in small letters, at least one of which is in every match; none when not known.
  ///   - text: The text.
  init(_ literals: [[UInt8]], in text: CanonicalText) {
    // Two letters beyond ASCII are "k" and "s" when case is folded: the Kelvin sign and the long s.
    let isSafe = text.isASCII || !Self.holdsOddCase(text.bytes)
    self.literals = isSafe ? literals : []
  }

  /// Whether the expression may match in a stretch of the text.
  func mayMatch(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    literals.isEmpty || literals.contains { Self.holds($0, bytes, range) }
  }

  private static func holds(
    _ literal: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let first = literal[0]
    let last = range.upperBound - literal.count
    var offset = range.lowerBound
    while offset <= last {
      if lower(bytes[offset]) == first {
        var length = 1
        while length < literal.count, lower(bytes[offset + length]) == literal[length] {
          length += 1
        }
        if length == literal.count { return true }
      }
      offset += 1
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func holdsOddCase(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices.dropLast() {
      if bytes[index] == 0xC5, bytes[index + 1] == 0xBF { return true }
      if bytes[index] == 0xE2, bytes[index + 1] == 0x84, index + 2 < bytes.count,
        bytes[index + 2] == 0xAA
      {
        return true
      }
    }
    return false
  }
}
