/// The text of clean HTML, as programs keep documents: what stands between the tags, entities resolved.
///
/// Nothing is added between blocks, and no white space is changed: programs count offsets in just this text.
public enum HTMLText {
  /// The text of a document or fragment.
  public static func text(of html: String) -> [UInt8] {
    let bytes = Array(html.utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<") where beginsTag(bytes, offset): offset = endOfTag(bytes, offset)
      case UInt8(ascii: "&"): offset = appendEntity(bytes, offset, to: &text)
      default:
        text.append(bytes[offset])
        offset += 1
      }
    }
    return text
  }

  private static func beginsTag(_ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset + 1 < bytes.count else { return false }
    let next = bytes[offset + 1]
    return (0x41...0x5A).contains(next & 0xDF) || next == UInt8(ascii: "/")
      || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }

  private static func endOfTag(_ bytes: [UInt8], _ start: Int) -> Int {
    if bytes[start...].starts(with: "<!--".utf8) {
      var offset = start + 4
      while offset + 2 < bytes.count, !bytes[offset...].starts(with: "-->".utf8) { offset += 1 }
      return min(offset + 3, bytes.count)
    }
    var quote: UInt8?
    for offset in start..<bytes.count {
      let byte = bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return offset + 1
      }
    }
    return bytes.count
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]

  private static func appendEntity(_ bytes: [UInt8], _ start: Int, to text: inout [UInt8]) -> Int {
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end else {
      text.append(bytes[start])
      return start + 1
    }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    let resolved: String? =
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
      } else if name.hasPrefix("#") {
        UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { String($0) }
      } else {
        named[name]
      }
    guard let resolved else {
      text.append(bytes[start])
      return start + 1
    }
    text.append(contentsOf: resolved.utf8)
    return end + 1
  }
}
