import LeitmotifModel

/// What is wrong with a piece of the rule language, before it has a place.
struct LanguageProblem: Error {
  let id: String
  let message: String
  var help = ""
}

/// Reads one element of a list of words: `word`, `wor*`, `=Exact`, `~stem`, `several words` or `@list`.
///
/// Quotation marks around the whole, as a query needs them around a phrase, may stand here, too: they are none of it.
func parsePattern(_ text: String) throws(LanguageProblem) -> Pattern {
  let words = unquoted(text).split(whereSeparator: \.isBlank).map(String.init)
  guard let first = words.first else {
    throw LanguageProblem(
      id: "empty-pattern", message: "here is no word", help: "write one, or delete the element")
  }
  guard words.count > 1 else {
    if first.hasPrefix("@") { return .list(String(first.dropFirst())) }
    let word = try parseWord(first)
    if word.matching == .wildcard, word.text.allSatisfy({ $0 == "*" }) {
      throw LanguageProblem(
        id: "matches-everything", message: "'\(first)' fits every word",
        help: "write some letters beside the '*'")
    }
    return .word(word)
  }
  var phrase: [WordPattern] = []
  for word in words {
    if word.hasPrefix("@") {
      throw LanguageProblem(
        id: "list-in-phrase", message: "the list '\(word)' stands inside a phrase",
        help: "write a query: \(query(of: words))")
    }
    phrase.append(try parseWord(word))
  }
  guard !words.allSatisfy({ $0.allSatisfy { $0 == "*" } }) else {
    throw LanguageProblem(
      id: "matches-everything", message: "'\(words.joined(separator: " "))' fits all words",
      help: "write at least one of the words")
  }
  return .phrase(phrase)
}

/// A text without the quotation marks that stand around it.
private func unquoted(_ text: String) -> Substring.UnicodeScalarView {
  var words = text.unicodeScalars[...]
  while words.first?.isBlank == true { words.removeFirst() }
  while words.last?.isBlank == true { words.removeLast() }
  let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("\"", "\""), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"),
  ]
  let isQuoted = pairs.contains { open, close in
    words.first == open && words.last == close
  }
  let inner = words.dropFirst().dropLast()
  // A mark alone is meant, and so is one in between: `" and "`.
  guard isQuoted, !inner.allSatisfy(\.isBlank),
    !inner.contains(where: { "\"“”„«»".unicodeScalars.contains($0) })
  else { return words }
  return inner
}

/// The query that finds words and lists one behind the other.
private func query(of words: [String]) -> String {
  var parts: [[String]] = []
  for word in words {
    if word.hasPrefix("@") || parts.last?.first?.hasPrefix("@") ?? true {
      parts.append([word])
    } else {
      parts[parts.count - 1].append(word)
    }
  }
  let texts = parts.map { $0.count == 1 ? $0[0] : "\"\($0.joined(separator: " "))\"" }
  return texts.joined(separator: " BEFORE/0 ")
}

private func parseWord(_ text: String) throws(LanguageProblem) -> WordPattern {
  let isWild = text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  let matching: WordPattern.Matching? =
    switch text.utf8.first {
    case UInt8(ascii: "="): .exact
    case UInt8(ascii: "~"): .stem
    default: nil
    }
  guard let matching else {
    return WordPattern(text, matching: isWild ? .wildcard : .folded)
  }
  // A sign alone may be meant: "=" stops a cue.
  guard text.utf8.count > 1 else { return WordPattern(text) }
  if isWild {
    throw LanguageProblem(
      id: "wildcard-in-exact", message: "'\(text)' joins '\(text.prefix(1))' and a wildcard",
      help: "take one of them away: '=' is for exact letters, '~' for a stem")
  }
  return WordPattern(String(text.dropFirst()), matching: matching)
}

extension Unicode.Scalar {
  /// Whether the character separates words in the rule language.
  var isBlank: Bool {
    value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}
