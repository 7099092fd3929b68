/// Marks inside the words of captions, which are no words.
enum Markup {
  /// The words of a line without HTML's marks (`<i>`, `<font color=…>`) and those of SubStation (`{\an8}`).
  ///
  /// What stands in angle brackets and begins with no letter, such as `<[?]>`, is a word.
  static func plain(_ text: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(text)
    var place = bytes.firstIndex(where: mayBeMark) ?? bytes.endIndex
    if place == bytes.endIndex { return bytes }
    var plain = Array(bytes[..<place])
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "<"):
        if let end = endOfTag(bytes, from: place) {
          place = end
          continue
        }
      case UInt8(ascii: "{")
      where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "\\"):
        if let end = bytes[place...].prefix(longestMark).firstIndex(of: UInt8(ascii: "}")) {
          place = end + 1
          continue
        }
      case UInt8(ascii: "&"):
        if let (scalar, end) = entity(bytes, from: place) {
          plain.append(contentsOf: String(scalar).utf8)
          place = end
          continue
        }
      default: break
      }
      plain.append(bytes[place])
      place += 1
    }
    return plain
  }

  /// Whether a mark may begin with a byte.
  private static func mayBeMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "&")
  }

  /// How far the end of a mark is looked for.
  ///
  /// - Unit: bytes.
  private static let longestMark = 512

  /// One past `<i>`, `</font>`, `<c.yellow>`, `<00:01.500>`; `nil` when none begins here.
  static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
    var place = start + 1
    if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
    guard place < bytes.count else { return nil }
    let isName = (0x61...0x7A).contains(bytes[place] | 0x20)
    guard isName || CueTime.read(bytes[place...]) != nil else { return nil }
    // No other begins inside it.
    for end in place..<min(bytes.count, place + longestMark) {
      if bytes[end] == UInt8(ascii: ">") { return end + 1 }
      if bytes[end] == UInt8(ascii: "<") { return nil }
    }
    return nil
  }

  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "lrm": "\u{200E}",
    "rlm": "\u{200F}",
  ]

  /// `&amp;`, `&#39;`, `&#x2019;`.
  private static func entity(_ bytes: [UInt8], from start: Int) -> (Unicode.Scalar, end: Int)? {
    guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    let scalar: Unicode.Scalar?
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    } else if name.hasPrefix("#") {
      scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
    } else {
      scalar = entities[name]
    }
    return scalar.map { ($0, end + 1) }
  }
}
