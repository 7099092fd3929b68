import LeitmotifModel

/// The words that codings of a project quote, compared with the places that they are on.
struct Quotations {
  /// How a place meets the words that are quoted of it, the best last.
  enum Fit: Comparable {
    /// No words are quoted.
    case unquoted
    /// The place holds other words.
    case other
    /// It holds the words, with other white space between them.
    case butForBlanks
    /// It holds the quotation, blank by blank; where that breaks off, the words that there are.
    case exact
  }

  private let codings: [ForeignCoding]

  init(of project: ForeignProject) {
    codings = project.codings
  }

  /// The words of a coding, by its place in the project; `nil` when it quotes none.
  func words(of coding: Int) -> Words? {
    guard let quotation = codings[coding].quotation, lineNumber(of: coding) == nil else {
      return nil
    }
    let words = Words(quoted: quotation)
    return words.bytes.isEmpty ? nil : words
  }

  /// Whether a coding quotes words.
  func hasWords(_ coding: Int) -> Bool {
    guard var quotation = codings[coding].quotation, lineNumber(of: coding) == nil else {
      return false
    }
    return quotation.withUTF8 { quotation in
      var walk = WordBytes(of: quotation)
      return walk.next() != nil
    }
  }

  /// The number in the `line:7` after which qc names a coding; `nil` for words.
  func lineNumber(of coding: Int) -> Int? {
    // Nearly all that is quoted is told from such a name by its first byte.
    guard let name = codings[coding].quotation, name.utf8.first == UInt8(ascii: "l"),
      name.utf8.starts(with: "line:".utf8)
    else { return nil }
    return Int(Substring(name.utf8.dropFirst(5)))
  }

  /// How a place of a text meets the words that a coding quotes.
  func fit(of coding: Int, in text: CanonicalText, at span: TextSpan) -> Fit {
    guard var quotation = codings[coding].quotation, hasWords(coding) else { return .unquoted }
    guard span.end <= text.count else { return .other }
    let fit = quotation.withUTF8 { quotation in
      text.bytes.withUnsafeBufferPointer { text in
        Self.fit(of: quotation, at: UnsafeBufferPointer(rebasing: text[span.range]))
      }
    }
    if fit == .other, Self.fitsButForReplaced(quotation, text[span]) { return .butForBlanks }
    guard fit == .other, Self.mayBreakOff(quotation) else { return fit }
    let words = Words(quoted: quotation)
    return words.isCutOff && words.stand(in: text, at: span) ? .exact : .other
  }

  /// Whether a quotation with replacement characters is what stands at a place, but for characters that XML cannot hold.
  private static func fitsButForReplaced(_ quotation: String, _ place: String) -> Bool {
    guard quotation.unicodeScalars.contains("\u{FFFD}") else { return false }
    func rest(of text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        $0.value >= 0x20 && !$0.properties.isWhitespace && !(0xFFFD...0xFFFF).contains($0.value)
      }
    }
    return rest(of: quotation) == rest(of: place)
  }

  /// Whether a quotation may end with an ellipsis, and white space behind it: many that do not are told by one byte.
  private static func mayBreakOff(_ quotation: String) -> Bool {
    switch quotation.utf8.last(where: { $0 > 0x20 }) {
    // The last bytes of `.` and `…`, and of the white space beyond ASCII.
    case 0x2E, 0xA6, 0xA0, 0x8B, 0xA8, 0xA9, 0xBF: true
    default: false
    }
  }

  /// How a place meets a whole quotation.
  private static func fit(
    of quotation: UnsafeBufferPointer<UInt8>, at place: UnsafeBufferPointer<UInt8>
  ) -> Fit {
    // Nearly all quotations are just what stands in the text.
    if quotation.count == place.count, quotation.elementsEqual(place) { return .exact }
    var quoted = WordBytes(of: quotation)
    var standing = WordBytes(of: place)
    while let byte = quoted.next() {
      guard standing.next() == byte else { return .other }
    }
    return standing.next() == nil ? .butForBlanks : .other
  }
}
