/// A web address, which is one word however many words stand in it.
///
/// Nobody says "slash museum slash": an address in a transcript is a note, and its parts are no evidence.
enum WebAddress {
  static let colon = UInt8(ascii: ":")

  /// Whether a word may be the beginning of an address when this stands behind it.
  static func mayGoOn(with byte: UInt8) -> Bool {
    switch byte {
    case colon, slash, UInt8(ascii: "?"), UInt8(ascii: "#"): true
    default: false
    }
  }

  /// The end of the address that begins with a scheme or with `www.`; the word's own end when none does.
  ///
  /// It runs to the next blank, quotation mark or bracket; stops at its end belong to the sentence. A closing
  /// bracket that the address itself opened belongs to it: `https://example.org/Pairing_(maths)`.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - word: The scheme in front of the colon, or the address's name.
  ///   - limit: Where the stretch ends.
  /// - Returns: An offset, on a character border.
  @inline(never)
  static func end(in bytes: UTF8Bytes, word: Range<Int>, _ limit: Int) -> Int {
    if word.count > name.count, bytes[word].starts(with: name) {
      return endOfRun(in: bytes, from: word.upperBound, limit)
    }
    let start = word.upperBound + 3
    guard start < limit, bytes[start - 3] == colon, bytes[start - 2] == slash,
      bytes[start - 1] == slash, (2...20).contains(word.count), bytes[word].allSatisfy(isOfScheme)
    else { return word.upperBound }
    let end = endOfRun(in: bytes, from: start, limit)
    return end > start ? end : word.upperBound
  }

  /// Where a run of characters of an address ends, without the stops at its end.
  private static func endOfRun(in bytes: UTF8Bytes, from start: Int, _ limit: Int) -> Int {
    var end = start
    var open = 0
    while end < limit {
      let byte = bytes[end]
      if byte >= 0x80 {
        let (scalar, length) = bytes.scalar(at: end)
        guard !isBorder(scalar) else { break }
        end += length
        continue
      }
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        open -= 1
        if open < 0 { break }
      }
      guard byte > 0x20, byte != 0x7F, !borders.contains(byte) else { break }
      end += 1
    }
    while end > start, stops.contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  private static let name = Array("www.".utf8)
  private static let slash = UInt8(ascii: "/")
  private static let borders: [UInt8] = Array("<>\"'[]{}|\\^`".utf8)
  private static let stops: [UInt8] = Array(".,;:!?*_".utf8)

  private static func isOfScheme(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Whether a character beyond ASCII ends an address: white space, a quotation mark, a bracket of East Asia,
  /// or a stop of theirs.
  private static func isBorder(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xA0, 0xAB, 0xBB, 0x2000...0x200F, 0x2018...0x201F, 0x2028...0x202F, 0x2039, 0x203A,
      0x205F...0x206F, 0x3000...0x3002, 0x3008...0x3011, 0xFEFF, 0xFF01...0xFF0F:
      true
    default: isWhiteSpace(scalar)
    }
  }
}
