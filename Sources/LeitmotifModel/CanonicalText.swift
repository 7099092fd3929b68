/// The text of a transcript as everything in Leitmotif sees it.
///
/// It is otherwise untouched: comparison folds, text does not (no normalisation, no trimming).
///
/// - Unit: offsets into it are UTF-8 bytes.
/// - Invariant: valid UTF-8, no byte order mark in front, lines end with LF.
public struct CanonicalText: Hashable, Sendable {
  /// The text's UTF-8 bytes.
  public let bytes: [UInt8]

  /// Whether every character is ASCII, so that bytes, code points and UTF-16 units are counted alike.
  public let isASCII: Bool

  /// Creates the canonical form of a string: without a byte order mark, with LF line ends.
  public init(_ string: String) {
    self.init(validUTF8: Array(string.utf8))
  }

  /// Creates the canonical form of bytes that are known to be valid UTF-8.
  ///
  /// CRLF and a lone CR both become LF; a byte order mark in front is dropped.
  public init(validUTF8 source: [UInt8]) {
    var text = source
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    if text.firstPlace(of: 0x0D) != nil { text = Self.withLineFeeds(text) }
    bytes = text
    isASCII = text.isASCII
  }

  /// Takes bytes that are their own canonical form, as those of nearly every file of ASCII are.
  ///
  /// It is `nil` when one of them is beyond ASCII, a zero or a carriage return, though they may be text.
  public init?(plainASCII bytes: [UInt8]) {
    guard bytes.arePlainASCII else { return nil }
    self.bytes = bytes
    isASCII = true
  }

  private static func withLineFeeds(_ source: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(source.count)
    var previous: UInt8 = 0
    for byte in source {
      if byte == 0x0D {
        text.append(0x0A)
      } else if !(byte == 0x0A && previous == 0x0D) {
        text.append(byte)
      }
      previous = byte
    }
    return text
  }

  /// The number of bytes in the text.
  public var count: Int { bytes.count }

  /// The span that covers the whole text.
  public var span: TextSpan { TextSpan(start: 0, end: bytes.count) }

  /// The words of a span.
  ///
  /// - Precondition: the span lies within the text, on character borders.
  public subscript(span: TextSpan) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
  }

  /// Whether an offset lies within the text and not inside a character.
  public func isBoundary(_ offset: Int) -> Bool {
    guard offset >= 0, offset < bytes.count else { return offset == bytes.count }
    return bytes[offset] & 0xC0 != 0x80
  }
}
