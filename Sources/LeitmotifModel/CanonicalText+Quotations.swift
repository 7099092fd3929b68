extension CanonicalText {
  /// Whether a span holds quoted words; white space does not count, for programs change it.
  public func holds(_ quotation: String, at span: TextSpan) -> Bool {
    bytes[span.range].lazy.filter { !Self.isSpace($0) }
      .elementsEqual(quotation.utf8.lazy.filter { !Self.isSpace($0) })
  }

  /// The one place that holds quoted words, white space passed over.
  ///
  /// - Returns: `nil` when none does, or several do.
  public func onlyPlace(of quotation: String) -> TextSpan? {
    let places = places(of: quotation)
    return places.count == 1 ? places[0] : nil
  }

  /// The places that hold quoted words, white space passed over, in the order of the text.
  public func places(of quotation: String) -> [TextSpan] {
    let words = quotation.utf8.filter { !Self.isSpace($0) }
    guard let first = words.first else { return [] }
    var found: [TextSpan] = []
    for start in bytes.indices where bytes[start] == first {
      if let end = end(of: words, from: start) { found.append(TextSpan(start: start, end: end)) }
    }
    return found
  }

  /// Where the words end that begin at a place.
  private func end(of words: [UInt8], from start: Int) -> Int? {
    var offset = start
    for byte in words {
      while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
      guard offset < bytes.count, bytes[offset] == byte else { return nil }
      offset += 1
    }
    return offset
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
