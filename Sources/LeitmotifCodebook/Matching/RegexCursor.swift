/// A walk over the bytes of a regular expression.
struct RegexCursor {
  let bytes: [UInt8]
  var offset = 0

  init(_ pattern: String) {
    bytes = Array(pattern.utf8)
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset >= bytes.count }

  /// The byte here; `nil` at the end.
  var current: UInt8? { isAtEnd ? nil : bytes[offset] }

  /// The byte so many places on; `nil` behind the end.
  func byte(ahead count: Int) -> UInt8? {
    offset + count < bytes.count ? bytes[offset + count] : nil
  }

  /// Whether a text stands here.
  func isAt(_ text: String) -> Bool {
    !isAtEnd && bytes[offset...].starts(with: text.utf8)
  }

  /// Moves on by some bytes.
  mutating func skip(_ count: Int) {
    offset = min(offset + count, bytes.count)
  }

  /// Moves behind a text, or to the end.
  mutating func skip(past text: String) {
    while !isAtEnd, !isAt(text) { offset += 1 }
    skip(text.utf8.count)
  }

  /// Moves behind the class that begins here: `[a-z]`.
  mutating func skipClass() {
    skip(1)
    if current == UInt8(ascii: "^") { skip(1) }
    // A bracket in the first place stands for itself.
    if current == UInt8(ascii: "]") { skip(1) }
    while let byte = current, byte != UInt8(ascii: "]") {
      if isAt("\\Q") {
        skip(past: "\\E")
      } else if byte == UInt8(ascii: "\\") {
        skip(2)
      } else if isAt("[:") {
        skip(past: ":]")
      } else {
        skip(1)
      }
    }
    skip(1)
  }
}
