/// A word with wildcards: `*` is any letters or none, `?` is one letter.
public struct Wildcard: Hashable, Sendable {
  /// The pattern's bytes, folded like the words that it is compared with.
  public let bytes: [UInt8]

  /// Creates a wildcard from folded bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The letters in front of the only `*`, which is the last character; `nil` for any other shape.
  public var prefix: ArraySlice<UInt8>? {
    guard bytes.last == Self.any, !bytes.dropLast().contains(where: Self.isWild) else { return nil }
    return bytes.dropLast()
  }

  /// Whether the word fits.
  ///
  /// Each `*` first takes nothing and then one byte more at a time, and only the last one is ever
  /// taken back: the time is the product of the lengths at worst.
  public func matches(_ word: some RandomAccessCollection<UInt8>) -> Bool {
    let word = Array(word)
    var (place, offset) = (0, 0)
    var star: (place: Int, offset: Int)?
    while offset < word.count {
      if place < bytes.count, bytes[place] == Self.any {
        star = (place, offset)
        place += 1
      } else if place < bytes.count, bytes[place] == Self.one {
        place += 1
        offset += 1
        while offset < word.count, word[offset] & 0xC0 == 0x80 { offset += 1 }
      } else if place < bytes.count, bytes[place] == word[offset] {
        place += 1
        offset += 1
      } else if let last = star {
        star = (last.place, last.offset + 1)
        (place, offset) = (last.place + 1, last.offset + 1)
        // A letter is taken whole.
        while offset < word.count, word[offset] & 0xC0 == 0x80 {
          offset += 1
          star?.offset += 1
        }
      } else {
        return false
      }
    }
    return bytes[place...].allSatisfy { $0 == Self.any }
  }

  private static let any = UInt8(ascii: "*")
  private static let one = UInt8(ascii: "?")
  private static func isWild(_ byte: UInt8) -> Bool { byte == any || byte == one }
}
