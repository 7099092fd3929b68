/// What a character does at the border of a word, as UAX 29 has it.
///
/// The scanner decides by itself for ASCII, for Latin letters and for the punctuation of
/// typesetters; a character that is `unknown` to it sends its surroundings to ICU, which knows all
/// the rules.
///
/// - Source: Unicode Standard Annex #29, section 4.1, as CLDR 42 has it, where "@" is a letter and
///   ":" joins nothing; hyphens are ours.
enum WordBreak: UInt8 {
  /// White space.
  case space
  /// A character that is a piece by itself.
  case mark
  case letter
  case digit
  /// Joins letters, digits and itself.
  case underscore
  /// Joins two digits: `,` and `;`.
  case betweenDigits
  /// Joins two letters, or two digits: the full stop and the apostrophes.
  case betweenLettersOrDigits
  /// Joins two words.
  case hyphen
  /// ICU has to say.
  case unknown

  /// Whether a word is made of it.
  @inline(__always) var isLetterOrDigit: Bool { self == .letter || self == .digit }

  /// The class of every ASCII character; the other bytes are `unknown`.
  static let ofByte: [WordBreak] = (0..<256).map { value in
    let byte = UInt8(value)
    return switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "@"):
      .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "_"): .underscore
    case UInt8(ascii: ","), UInt8(ascii: ";"): .betweenDigits
    case UInt8(ascii: "."), UInt8(ascii: "'"): .betweenLettersOrDigits
    case UInt8(ascii: "-"): .hyphen
    case 0x80...: .unknown
    default: isWhiteSpace(UInt32(byte)) ? .space : .mark
    }
  }

  /// The class of a character beyond ASCII.
  static func of(_ scalar: UInt32) -> WordBreak {
    switch scalar {
    case 0xC0...0x24F where scalar != 0xD7 && scalar != 0xF7: .letter
    case 0xA0: .space
    case 0xA1, 0xA3, 0xA7, 0xAB, 0xBB, 0xBF, 0xD7, 0xF7: .mark
    case 0x2010, 0x2011: .hyphen
    case 0x2012...0x2015, 0x201A...0x2023, 0x2025, 0x2026, 0x20AC: .mark
    case 0x2018, 0x2019: .betweenLettersOrDigits
    default: .unknown
    }
  }
}
