/// A topic (`#climate`) or a person (`@ada_l`) as the web writes them, each one word.
///
/// - Source: quanteda 4 keeps the same: `#` with letters, digits and `_` of any script, perhaps a `#` behind; `@` with
///   those of ASCII.
enum WebName {
  /// The end of the name that begins at an offset; `nil` when none does.
  static func end(in bytes: UTF8Bytes, from start: Int, _ limit: Int) -> Int? {
    var end = start + 1
    switch bytes[start] {
    case UInt8(ascii: "#"):
      while end < limit {
        let (scalar, length) = bytes.scalar(at: end)
        guard isOfTopic(scalar) else { break }
        end += length
      }
      guard end > start + 1 else { return nil }
      return end < limit && bytes[end] == UInt8(ascii: "#") ? end + 1 : end
    case UInt8(ascii: "@"):
      while end < limit, bytes[end] < 0x80, isOfTopic(UInt32(bytes[end])) { end += 1 }
      return end > start + 1 ? end : nil
    default:
      return nil
    }
  }

  private static func isOfTopic(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x5F || TextWords.isPlain(UInt8(scalar)) }
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
