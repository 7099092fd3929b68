/// The bytes of a text, seen without a copy.
typealias TextBytes = UnsafeBufferPointer<UInt8>

/// A place in one line, from which small readers read on; one that finds nothing leaves the place as it was.
struct LineCursor {
  let bytes: TextBytes
  /// The next byte to read.
  var offset: Int
  /// One past the line's last byte that is no blank.
  let end: Int

  /// The next byte; `nil` at the line's end.
  var peek: UInt8? { offset < end ? bytes[offset] : nil }

  /// Whether nothing is left of the line.
  var isAtEnd: Bool { offset >= end }

  /// The byte so many places further on.
  func byte(_ distance: Int) -> UInt8? {
    offset + distance < end ? bytes[offset + distance] : nil
  }

  /// Passes over blanks.
  ///
  /// - Returns: How many there were.
  @discardableResult
  mutating func skipBlanks() -> Int {
    let start = offset
    while let byte = peek {
      if byte == 0x20 || byte == 0x09 {
        offset += 1
      } else if byte == 0xC2, self.byte(1) == 0xA0 {
        // A no-break space is a blank too.
        offset += 2
      } else {
        break
      }
    }
    return offset - start
  }

  /// Takes some text, when it stands here.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= end else { return false }
    for place in 0..<count where bytes[offset + place] != text.utf8Start[place] { return false }
    offset += count
    return true
  }

  /// Takes a colon: an ASCII one, or the full-width one of Chinese and Japanese, behind which no blank stands.
  mutating func takeColon() -> Bool {
    take(":") || takeWideColon()
  }

  /// Takes a full-width colon.
  mutating func takeWideColon() -> Bool {
    guard byte(0) == 0xEF, byte(1) == 0xBC, byte(2) == 0x9A else { return false }
    offset += 3
    return true
  }

  /// Takes what may be a name: up to a colon, a time, a bracket or an asterisk.
  ///
  /// - Returns: Where it stands, without blanks behind it; `nil` when nothing is there, or what no name holds.
  mutating func takeName() -> Range<Int>? {
    let start = offset
    var limit = start + Self.longestName
    while let byte = peek, offset <= limit {
      switch byte {
      case 0x80...0xBF: limit += 1
      case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "\\"),
        UInt8(ascii: "]"):
        return name(from: start)
      case 0xEF where self.byte(1) == 0xBC && self.byte(2) == 0x9A:
        return name(from: start)
      case UInt8(ascii: "("):
        var ahead = self
        if ahead.takeBracketedTime() != nil { return name(from: start) }
      case 0x30...0x39 where offset > start && bytes[offset - 1] == 0x20:
        var ahead = self
        if ahead.takeTime() != nil { return name(from: start) }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        0x30...0x39, 0xC0...0xFF, 0x20, UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: "/"),
        UInt8(ascii: "#"), UInt8(ascii: ")"):
        break
      case UInt8(ascii: "|"), UInt8(ascii: "@"):
        if offset == start { return nil }
      default:
        offset = start
        return nil
      }
      offset += 1
    }
    return isAtEnd ? name(from: start) : restore(start)
  }

  /// - Unit: characters (Unicode code points).
  private static let longestName = 64

  private mutating func restore(_ start: Int) -> Range<Int>? {
    offset = start
    return nil
  }

  private mutating func name(from start: Int) -> Range<Int>? {
    var name = start..<offset
    while let last = name.last, bytes[last] == 0x20 { name = start..<last }
    if let last = name.last, bytes[last] >= 0x80 || bytes[start] >= 0x80 {
      name = withoutUnseen(name)
    }
    // No name has more characters than bytes.
    guard !name.isEmpty,
      offset - start <= Self.longestName
        || bytes[start..<offset].count(where: { $0 & 0xC0 != 0x80 }) <= Self.longestName
    else { return restore(start) }
    return name
  }

  /// A name without blanks that do not break, and marks that nobody sees, at its ends.
  private func withoutUnseen(_ name: Range<Int>) -> Range<Int> {
    let scalars = Array(text(at: name).unicodeScalars)
    let isSeen = { (scalar: Unicode.Scalar) in
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
    }
    guard let first = scalars.firstIndex(where: isSeen),
      let last = scalars.lastIndex(where: isSeen)
    else { return name.lowerBound..<name.lowerBound }
    let front = scalars[..<first].reduce(0) { $0 + UTF8.width($1) }
    let behind = scalars[(last + 1)...].reduce(0) { $0 + UTF8.width($1) }
    return name.lowerBound + front..<name.upperBound - behind
  }

  /// The text at a place.
  func text(at place: Range<Int>) -> String {
    String(decoding: bytes[place], as: UTF8.self)
  }
}
