public import LeitmotifModel

/// A text in which spans are marked by brackets, as a test writes it: `"I felt [alone] that winter"`.
///
/// Marks may nest; spans are sorted.
public struct MarkedText: ExpressibleByStringLiteral, Sendable {
  /// The text without marks.
  public let text: String

  /// The marked spans in UTF-8 bytes of the text.
  public let spans: [TextSpan]

  /// Reads a text with marks.
  public init(_ marked: String) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    var spans: [TextSpan] = []
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "["): open.append(bytes.count)
      case UInt8(ascii: "]"):
        if let start = open.popLast() { spans.append(TextSpan(start: start, end: bytes.count)) }
      default: bytes.append(byte)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.spans = spans.sorted()
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// A text with its spans marked again, for a message that shows what was found.
  public static func marking(_ spans: [TextSpan], in text: String) -> String {
    var result: [UInt8] = []
    for (offset, byte) in (Array(text.utf8) + [0]).enumerated() {
      for span in spans where span.end == offset { _ = span; result.append(UInt8(ascii: "]")) }
      for span in spans where span.start == offset { _ = span; result.append(UInt8(ascii: "[")) }
      if byte != 0 { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
