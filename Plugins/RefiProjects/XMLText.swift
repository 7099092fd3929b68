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
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
      case 0x09 where isAttribute: bytes.append(contentsOf: "&#9;".utf8)
      case 0x0A where isAttribute: bytes.append(contentsOf: "&#10;".utf8)
      case 0..<0x20 where byte != 0x09 && byte != 0x0A:
        bytes.append(contentsOf: "\u{FFFD}".utf8)
        replaced += 1
      default: bytes.append(byte)
      }
    }
  }
}
