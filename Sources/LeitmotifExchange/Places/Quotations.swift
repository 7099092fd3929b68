import LeitmotifModel

/// The words that codings of a project quote, compared with the places that they are on.
struct Quotations {
  /// How a place meets the words that are quoted of it.
  enum Fit {
    /// No words are quoted.
    case unquoted
    /// The place holds other words.
    case other
    /// It holds the words, with other white space between them.
    case butForBlanks
    /// It holds the words, blank by blank, as far as they are quoted.
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
    guard let first = codings[coding].quotation?.utf8.first else { return false }
    // A visible character in front says it, but for the `l` of `line:7`.
    let isPlain = (0x21..<0x80).contains(first) && first != UInt8(ascii: "l")
    return isPlain || words(of: coding) != nil
  }

  /// The number in the `line:7` after which qc names a coding; `nil` for words.
  func lineNumber(of coding: Int) -> Int? {
    guard let name = codings[coding].quotation, name.utf8.first == UInt8(ascii: "l"),
      name.hasPrefix("line:")
    else { return nil }
    return Int(name.dropFirst(5))
  }

  /// How a place of a text meets the words that a coding quotes.
  func fit(of coding: Int, in text: CanonicalText, at span: TextSpan) -> Fit {
    guard var quotation = codings[coding].quotation else { return .unquoted }
    // Nearly all quotations are what stands in the text: then nothing is looked at word by word.
    let isSame = quotation.withUTF8 { quoted in
      guard quoted.count == span.count, span.end <= text.count else { return false }
      return text.bytes.withUnsafeBufferPointer {
        UnsafeBufferPointer(rebasing: $0[span.range]).elementsEqual(quoted)
      }
    }
    if isSame { return hasWords(coding) ? .exact : .unquoted }
    guard let words = words(of: coding) else { return .unquoted }
    guard words.stand(in: text, at: span) else { return .other }
    return words.isCutOff ? .exact : .butForBlanks
  }
}
