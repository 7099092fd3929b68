import LeitmotifModel

/// A transcript as a coder's file refers to it: by code points, and by the words at a place.
struct CodedPlaces {
  let transcript: Transcript
  let offsets: CodePointOffsets

  init(of transcript: Transcript) {
    self.transcript = transcript
    offsets = CodePointOffsets(transcript.text)
  }

  /// Whether a span holds the quoted words; white space does not count, for programs change it.
  func holds(_ quotation: String, at span: TextSpan) -> Bool {
    Self.letters(of: quotation) == Self.letters(of: transcript.text[span])
  }

  /// The one place that holds the quoted words.
  ///
  /// - Returns: `nil` when none does, or several do.
  func onlyPlace(of quotation: String) -> TextSpan? {
    let words = Self.letters(of: quotation)
    guard let first = words.first else { return nil }
    let bytes = transcript.text.bytes
    var found: TextSpan?
    for start in bytes.indices where bytes[start] == first {
      guard let end = end(of: words, from: start) else { continue }
      guard found == nil else { return nil }
      found = TextSpan(start: start, end: end)
    }
    return found
  }

  /// Where the words end that begin at a place, white space in the text passed over.
  private func end(of words: [UInt8], from start: Int) -> Int? {
    let bytes = transcript.text.bytes
    var offset = start
    for byte in words {
      while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
      guard offset < bytes.count, bytes[offset] == byte else { return nil }
      offset += 1
    }
    return offset
  }

  private static func letters(of text: String) -> [UInt8] {
    text.utf8.filter { !isSpace($0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
