/// Writes XML in which every character is what it was: what XML cannot hold is replaced and counted.
struct XMLText {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  /// How many characters were replaced that XML 1.0 cannot hold.
  private(set) var replaced = 0
  private var open: [String] = []

  /// Begins an element; attributes without value are left out.
  mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    tag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    open.append(name)
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    tag(name, attributes)
    bytes.append(contentsOf: "/>".utf8)
  }

  /// An element with a text; none when the text is empty.
  mutating func element(_ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    start(name)
    escape(text, isAttribute: false)
    end()
  }

  /// Ends the element that began last.
  mutating func end() {
    guard let name = open.popLast() else { return }
    bytes.append(contentsOf: "</\(name)>".utf8)
    if open.count < 4 { bytes.append(0x0A) }
  }

  private mutating func tag(_ name: String, _ attributes: KeyValuePairs<String, String?>) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for (key, value) in attributes {
      guard let value else { continue }
      bytes.append(contentsOf: " \(key)=\"".utf8)
      escape(value, isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func escape(_ text: String, isAttribute: Bool) {
    var text = text
    text.withUTF8 { text in
      // Nearly all of a text is copied as it stands, piece by piece.
      var start = 0
      for (place, byte) in text.enumerated() {
        guard let replacement = Self.replacement(of: byte, isAttribute: isAttribute) else {
          continue
        }
        bytes.append(contentsOf: text[start..<place])
        replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
        if Self.isUnwritable(byte) { replaced += 1 }
        start = place + 1
      }
      bytes.append(contentsOf: text[start...])
    }
  }

  /// What stands in a byte's stead; `nil` for one that stands as it is.
  @inline(__always)
  private static func replacement(of byte: UInt8, isAttribute: Bool) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case 0x0D: "&#13;"
    case 0x09: isAttribute ? "&#9;" : nil
    case 0x0A: isAttribute ? "&#10;" : nil
    default: isUnwritable(byte) ? "\u{FFFD}" : nil
    }
  }

  /// Whether XML 1.0 cannot hold a character.
  private static func isUnwritable(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }
}
