/// A quotation as an author prepared it for print: what is left out, and what was put in, apart from the words.
///
/// It is written as in a paper: `[...]` where words are left out, `[the agent]` where a word is explained or
/// replaced, `[T]hey` where a letter is. Everything outside the brackets has to stand in the transcript.
public struct EditedWords: Hashable, Sendable {
  /// A piece of it.
  public enum Piece: Hashable, Sendable {
    /// Words of the transcript.
    case words(String)
    /// Words of the transcript are left out here.
    case elision
    /// Words that the author put in.
    case clarification(String)
  }

  /// The pieces in order; blanks between them are kept in the words.
  public let pieces: [Piece]

  /// As it is printed.
  public var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .elision: "[...]"
      case .clarification(let words): "[\(words)]"
      }
    }.joined()
  }

  /// Reads an edited quotation; `nil` when words outside the brackets are not the original's, in this order.
  ///
  /// - Parameters:
  ///   - text: As the author wrote it.
  ///   - original: The transcript's words.
  init?(_ text: String, of original: String) {
    pieces = Self.pieces(of: text, keeping: original)
    guard Self.fits(pieces, original) else { return nil }
  }

  private static func pieces(of text: String, keeping original: String) -> [Piece] {
    var pieces: [Piece] = []
    var words = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let bracket = rest[open...close]
      words += rest[..<open]
      rest = rest[rest.index(after: close)...]
      let inside = bracket.dropFirst().dropLast()
      // A bracket of the transcript's own, such as [laughs], is its words.
      if original.contains(bracket) {
        words += bracket
        continue
      }
      if !words.isEmpty { pieces.append(.words(words)) }
      words = ""
      pieces.append(inside == "..." || inside == "…" ? .elision : .clarification(String(inside)))
    }
    words += rest
    return words.isEmpty ? pieces : pieces + [.words(words)]
  }

  /// How many words a clarification may stand for.
  private static let replaced = 6

  private static func fits(_ pieces: [Piece], _ original: String) -> Bool {
    let source = original.split(whereSeparator: \.isWhitespace).map(plain)
    // Behind which words of the original the pieces so far may end: the same words may stand there several times.
    var ends: Set = [0]
    // How many words may be passed over before the next piece; the first may begin anywhere.
    var reach = source.count
    var isJoined = false
    for (number, piece) in pieces.enumerated() {
      switch piece {
      case .elision: reach = source.count
      case .clarification: reach = max(reach, replaced)
      case .words(let text):
        let words = text.split(whereSeparator: \.isWhitespace).map(plain)
        let isSuffix = isJoined && text.first?.isWhitespace == false
        if !words.isEmpty {
          let isLast = number == pieces.count - 1
          let starts = (0...source.count).filter { start in
            ends.contains { $0 <= start && start <= $0 + reach }
              && matches(words, source, at: start, isSuffix: isSuffix, isLast: isLast)
          }
          ends = Set(starts.map { $0 + words.count })
          reach = 0
        }
      }
      if case .clarification = piece { isJoined = true } else { isJoined = false }
    }
    return !ends.isEmpty
  }

  private static func matches(
    _ words: [String], _ source: [String], at start: Int, isSuffix: Bool, isLast: Bool
  ) -> Bool {
    guard start + words.count <= source.count else { return false }
    return words.indices.allSatisfy { index in
      let (word, found) = (words[index], source[start + index])
      if word == found || (isSuffix && index == 0 && found.hasSuffix(word)) { return true }
      // Where an author ends a sentence, the speaker may go on.
      return isLast && index == words.count - 1 && bare(word) == bare(found)
    }
  }

  private static func plain(_ word: Substring) -> String {
    String(
      word.map { character in
        switch character {
        case "’", "‘": "'"
        case "“", "”": "\""
        default: character
        }
      })
  }

  private static func bare(_ word: String) -> Substring {
    var word = word[...]
    while let last = word.last, last.isPunctuation { word.removeLast() }
    return word
  }
}
