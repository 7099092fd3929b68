public import LeitmotifModel

/// Folds text letter by letter.
///
/// It remembers the characters that it has seen: a folder is for one thread, and for as much text as there is.
public struct LetterFolder {
  /// What is alike.
  public let folding: Rule.Folding

  private let breaker = UnicodeBreaker(.characters)
  /// The letters of the characters beyond ASCII that it has seen, of up to seven bytes each.
  private var known: [UInt64: [UInt32]] = [:]

  /// Creates a folder that has seen nothing.
  public init(folding: Rule.Folding) {
    self.folding = folding
  }

  /// The letters of a text.
  public mutating func letters(of text: String) -> FoldedLetters {
    Array(text.utf8).withUnsafeBufferPointer { letters(of: $0, in: $0.indices) }
  }

  /// The letters of a stretch of text.
  ///
  /// - Parameters:
  ///   - bytes: The whole text, valid UTF-8 of less than 4 GiB.
  ///   - range: The stretch, on character borders.
  /// - Returns: The letters, with their places in the whole text.
  public mutating func letters(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>
  ) -> FoldedLetters {
    var result = FoldedLetters()
    let stretch = UnsafeBufferPointer(rebasing: bytes[range])
    guard stretch.contains(where: { $0 >= 0x80 }) else {
      for offset in range { result.append(folded(bytes[offset]), of: offset..<offset + 1) }
      return result
    }
    breaker.begin(stretch)
    var start = range.lowerBound
    while let piece = breaker.next() {
      let character = start..<start + piece.length
      if piece.length == 1 {
        result.append(folded(bytes[start]), of: character)
      } else {
        result.append(folded(bytes[character]), of: character)
      }
      start = character.upperBound
    }
    return result
  }

  /// A character of ASCII.
  private func folded(_ byte: UInt8) -> UInt32 {
    let isCapital = folding.contains(.letterCase) && (0x41...0x5A).contains(byte)
    return UInt32(isCapital ? byte + 0x20 : byte)
  }

  /// A character of several bytes.
  private mutating func folded(_ character: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt32] {
    guard character.count < 8 else { return Self.letters(of: character, folding) }
    // The length, so that a zero byte in front is another character.
    let key = character.reduce(UInt64(character.count)) { $0 << 8 | UInt64($1) }
    if let letters = known[key] { return letters }
    let letters = Self.letters(of: character, folding)
    known[key] = letters
    return letters
  }

  private static func letters(
    of character: some Collection<UInt8>, _ folding: Rule.Folding
  ) -> [UInt32] {
    String(decoding: LeitmotifText.folded(character, by: folding), as: UTF8.self)
      .unicodeScalars.map(\.value)
  }
}
