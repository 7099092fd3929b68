/// Converts offsets of one text between UTF-8 bytes and Unicode code points.
///
/// Bytes are what the program and its store count; code points are what leaves it. An ASCII text needs no
/// table; another keeps the byte offset of every 64th code point, so that a conversion looks at 64 at most.
public struct CodePointOffsets: Sendable {
  private static let stride = 64
  private let text: CanonicalText
  private let checkpoints: [Int]

  /// The number of code points in the text.
  public let count: Int

  /// Creates the conversion for one text.
  public init(_ text: CanonicalText) {
    self.text = text
    guard !text.isASCII else {
      checkpoints = []
      count = text.count
      return
    }
    var checkpoints: [Int] = []
    var count = 0
    for (offset, byte) in text.bytes.enumerated() where byte & 0xC0 != 0x80 {
      if count % Self.stride == 0 { checkpoints.append(offset) }
      count += 1
    }
    self.checkpoints = checkpoints
    self.count = count
  }

  /// The code point offset of a byte offset.
  ///
  /// - Returns: `nil` when the offset lies outside the text or inside a character.
  public func codePoint(ofByte offset: Int) -> Int? {
    guard text.isBoundary(offset) else { return nil }
    guard !text.isASCII else { return offset }
    guard offset < text.count else { return count }
    // The last checkpoint at or before the offset, by bisection.
    var low = 0
    var high = checkpoints.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if checkpoints[middle] <= offset { low = middle } else { high = middle }
    }
    var codePoint = low * Self.stride
    for byte in text.bytes[checkpoints[low]..<offset] where byte & 0xC0 != 0x80 { codePoint += 1 }
    return codePoint
  }

  /// The byte offset of a code point offset.
  ///
  /// - Returns: `nil` when the offset lies outside the text.
  public func byte(ofCodePoint codePoint: Int) -> Int? {
    guard codePoint >= 0, codePoint <= count else { return nil }
    guard !text.isASCII else { return codePoint }
    guard codePoint < count else { return text.count }
    var offset = checkpoints[codePoint / Self.stride]
    var remaining = codePoint % Self.stride
    while remaining > 0 {
      offset += 1
      if text.bytes[offset] & 0xC0 != 0x80 { remaining -= 1 }
    }
    return offset
  }

  /// The span in bytes of a range of code points.
  ///
  /// - Returns: `nil` when the range is reversed or leaves the text.
  public func span(ofCodePoints start: Int, _ end: Int) -> TextSpan? {
    guard start <= end, let first = byte(ofCodePoint: start), let last = byte(ofCodePoint: end)
    else { return nil }
    return TextSpan(start: first, end: last)
  }

  /// The range of code points of a span in bytes.
  ///
  /// - Returns: `nil` when the span leaves the text or cuts a character.
  public func codePoints(of span: TextSpan) -> Range<Int>? {
    guard let start = codePoint(ofByte: span.start), let end = codePoint(ofByte: span.end) else {
      return nil
    }
    return start..<end
  }
}
