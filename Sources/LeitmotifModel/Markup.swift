/// Words as they stand in a page or a drawing: what markup reads as its own is written out, and a control character,
/// which could act instead of showing, is replaced by U+FFFD.
///
/// Every scalar is looked at by itself: a quotation mark with an accent upon it still ends an attribute.
///
/// - Parameters:
///   - words: The words.
///   - replacesDirection: Whether the characters that turn the direction of writing are replaced, too: they would turn
///     what stands behind the words.
/// - Returns: Text of an element, or the value of an attribute between quotation marks.
public func escapedForMarkup(_ words: String, replacesDirection: Bool = false) -> String {
  var words = words
  let escaped: String? = words.withUTF8 { bytes in
    var result: [UInt8] = []
    // Nearly all of a text stands as it is.
    var plain = 0
    var place = 0
    while place < bytes.count {
      let (length, replacement) = replacement(bytes, place, replacesDirection)
      if let replacement {
        result.append(contentsOf: bytes[plain..<place])
        result.append(
          contentsOf: UnsafeBufferPointer(
            start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        plain = place + length
      }
      place += length
    }
    guard plain > 0 else { return nil }
    result.append(contentsOf: bytes[plain...])
    return String(decoding: result, as: UTF8.self)
  }
  return escaped ?? words
}

/// What stands for the character at a place, which has so many bytes; `nil` when it stands for itself.
@inline(__always)
private func replacement(
  _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ replacesDirection: Bool
) -> (length: Int, replacement: StaticString?) {
  switch bytes[place] {
  case UInt8(ascii: "&"): (1, "&amp;")
  case UInt8(ascii: "<"): (1, "&lt;")
  case UInt8(ascii: ">"): (1, "&gt;")
  case UInt8(ascii: "\""): (1, "&quot;")
  case UInt8(ascii: "'"): (1, "&#39;")
  case 0x09, 0x0A: (1, nil)
  case 0..<0x20, 0x7F: (1, "\u{FFFD}")
  // U+0080 to U+009F.
  case 0xC2 where bytes[place + 1] < 0xA0: (2, "\u{FFFD}")
  // U+202A to U+202E, U+2066 to U+2069.
  case 0xE2 where replacesDirection && isDirection(bytes[place + 1], bytes[place + 2]):
    (3, "\u{FFFD}")
  default: (1, nil)
  }
}

private func isDirection(_ second: UInt8, _ third: UInt8) -> Bool {
  second == 0x80 ? (0xAA...0xAE).contains(third) : second == 0x81 && (0xA6...0xA9).contains(third)
}
