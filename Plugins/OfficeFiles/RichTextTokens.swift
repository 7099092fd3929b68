import LeitmotifModel

/// What Rich Text is made of, one piece after another.
///
/// - Source: Microsoft, "Rich Text Format (RTF) Specification", version 1.9.1.
struct RichTextTokens {
  enum Token: Equatable {
    /// `{` and `}`: what is said inside a group holds inside it only.
    case open, close
    /// `\par`, `\b0`, `\u-10179`: letters, and perhaps a number.
    case word(String, Int?)
    /// `\~`, `\_`, `\*`: a sign.
    case symbol(UInt8)
    /// `\'e9`: a byte of text.
    case byte(UInt8)
    /// Bytes of text, as they stand.
    case text(Range<Int>)
  }

  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next piece; `nil` at the end.
  mutating func next() -> Token? {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"):
        place += 1
        return .open
      case UInt8(ascii: "}"):
        place += 1
        return .close
      case UInt8(ascii: "\\"):
        if let control = control() { return control }
      case 0x0A, 0x0D, 0:
        // Line ends are only there so that the lines are short.
        place += 1
      default: return text()
      }
    }
    return nil
  }

  /// Passes over bytes that are no Rich Text, such as a picture's.
  mutating func skip(_ count: Int) {
    place = min(bytes.count, place + max(0, min(count, bytes.count)))
  }

  private mutating func text() -> Token {
    let start = place
    while place < bytes.count, !Self.endsText(bytes[place]) { place += 1 }
    return .text(start..<place)
  }

  private static func endsText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"), 0x0A, 0x0D, 0: true
    default: false
    }
  }

  /// What a backslash begins; `nil` for one at the very end.
  private mutating func control() -> Token? {
    place += 1
    guard place < bytes.count else { return nil }
    let first = bytes[place]
    if first == UInt8(ascii: "'") { return byte() }
    guard Self.isLetter(first) else {
      place += 1
      return .symbol(first)
    }
    let start = place
    while place < bytes.count, place - start < Self.longestWord, Self.isLetter(bytes[place]) {
      place += 1
    }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    let number = number()
    if place < bytes.count, bytes[place] == 0x20 { place += 1 }
    return .word(word, number)
  }

  private mutating func byte() -> Token {
    place += 1
    var value: UInt8 = 0
    for _ in 0..<2 {
      guard place < bytes.count, let digit = Self.hexadecimal(bytes[place]) else { break }
      value = value << 4 | digit
      place += 1
    }
    return .byte(value)
  }

  private mutating func number() -> Int? {
    var ahead = place
    let isNegative = ahead < bytes.count && bytes[ahead] == UInt8(ascii: "-")
    if isNegative { ahead += 1 }
    let start = ahead
    var value = 0
    while ahead < bytes.count, (0x30...0x39).contains(bytes[ahead]) {
      // A number that no word takes stays one.
      value = min(value * 10 + Int(bytes[ahead] - 0x30), Int(Int32.max))
      ahead += 1
    }
    guard ahead > start else { return nil }
    place = ahead
    return isNegative ? -value : value
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  /// - Unit: letters; the longest word of the specification has fewer.
  private static let longestWord = 32
}
