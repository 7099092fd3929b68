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
      var place = 0
      while place < text.count {
        let lost = Self.lengthOfUnwritable(in: text, at: place)
        let replacement: StaticString? =
          lost > 0 ? "\u{FFFD}" : Self.reference(to: text[place], isAttribute: isAttribute)
        let length = max(lost, 1)
        if let replacement {
          bytes.append(contentsOf: text[start..<place])
          replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
          start = place + length
        }
        if lost > 0 { replaced += 1 }
        place += length
      }
      bytes.append(contentsOf: text[start...])
    }
  }

  /// How a character of one byte is written that means something to XML; `nil` for one that stands as it is.
  @inline(__always)
  private static func reference(to byte: UInt8, isAttribute: Bool) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case 0x0D: "&#13;"
    case 0x09: isAttribute ? "&#9;" : nil
    case 0x0A: isAttribute ? "&#10;" : nil
    default: nil
    }
  }

  /// The length of a character that XML 1.0 cannot hold, a control character, U+FFFE or U+FFFF; 0 for any other.
  @inline(__always)
  private static func lengthOfUnwritable(
    in text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Int {
    switch text[place] {
    case 0x09, 0x0A, 0x0D: 0
    case 0..<0x20: 1
    case 0xEF where text[place + 1] == 0xBF && text[place + 2] >= 0xBE: 3
    default: 0
    }
  }
}
