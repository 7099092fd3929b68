import LeitmotifModel

/// What people write where an operator belongs, and what they are told.
extension QueryParser {
  private static let operators = ["AND", "OR", "NOT", "NEAR/3", "BEFORE/3"]

  /// What is wrong with a word that is a sign of another language.
  static func problem(of text: String, at range: Range<Int>) -> QueryProblem? {
    if let operation = sign(text) {
      return QueryProblem(
        "query-operator", "'\(text)' is no operator", help: "write \(operation)", at: range)
    }
    guard text.hasSuffix(",") || text.hasSuffix(";") else { return nil }
    return QueryProblem(
      "query-operator", "'\(text.suffix(1))' joins no words of a query",
      help: "write OR between the words", at: range)
  }

  /// What is wrong with a word where one belongs: a sign before another word is meant as an operator.
  static func problem(
    ofOperand text: String, before next: QueryToken.Kind?, at range: Range<Int>
  ) -> QueryProblem? {
    switch next {
    case .word?, .quoted?, .regex?, .open?, .not?: return problem(of: text, at: range)
    default:
      guard sign(text) != nil else { return problem(of: text, at: range) }
      return QueryProblem(
        "query-operator", "'\(text)' is no word",
        help: "write \"\(text)\" in double quotes to look for the sign, or delete it", at: range)
    }
  }

  private static func sign(_ text: String) -> String? {
    switch text {
    case "&", "&&", "+": "AND"
    case "|", "||", ",", ";": "OR"
    case "!", "-": "NOT"
    default: nil
    }
  }

  /// Refuses a word that follows another one without an operator.
  func requireOperator(after previous: QueryToken) throws(QueryProblem) {
    guard let token = following else { return }
    switch token.kind {
    case .word(let text): throw problem(of: text, after: previous, at: token)
    case .quoted, .regex, .open: throw sideBySide(previous, token)
    case .close, .and, .or, .not, .near, .before: return
    }
  }

  private func problem(
    of text: String, after previous: QueryToken, at token: QueryToken
  ) -> QueryProblem {
    if let problem = Self.problem(of: text, at: token.range) { return problem }
    let capitals = text.uppercased()
    let name = capitals.prefix { $0 != "/" }
    if text != capitals, ["AND", "OR", "NOT", "NEAR", "BEFORE"].contains(name) {
      return QueryProblem(
        "query-operator", "'\(text)' is read as a word: operators are written in capitals",
        help: "write \(capitals), or \"\(previous.text) \(text) …\" for a phrase", at: token.range)
    }
    if previous.text == "not" {
      return QueryProblem(
        "query-operator", "'not' is read as a word: operators are written in capitals",
        help: "write NOT, or \"not \(text)\" for the phrase", at: previous.range)
    }
    if name == "AFTER" {
      return QueryProblem(
        "query-operator", "there is no operator 'AFTER'",
        help: "turn the two sides round and write BEFORE/n", at: token.range)
    }
    let isOperator =
      text == capitals && text.unicodeScalars.count > 1
      && (text.contains("/") || nearestName(to: String(name), among: Self.names) != nil)
    guard isOperator else { return sideBySide(previous, token) }
    return QueryProblem(
      "query-operator", "there is no operator '\(text)'",
      help: nearestName(to: String(name), among: Self.names).map { "did you mean '\($0)'?" }
        ?? "operators: \(Self.operators.joined(separator: ", "))",
      at: token.range)
  }

  private static let names = ["AND", "OR", "NOT", "NEAR", "BEFORE"]

  private func sideBySide(_ previous: QueryToken, _ token: QueryToken) -> QueryProblem {
    var help = "write AND or OR between them"
    if case .word = previous.kind, case .word = token.kind {
      help = Self.help(between: previous.text, token.text)
    }
    return QueryProblem(
      "query-side-by-side",
      "'\(previous.text)' and '\(token.text)' stand side by side without an operator",
      help: help, at: token.range)
  }

  private static func help(between one: String, _ other: String) -> String {
    if one.hasPrefix("@") || other.hasPrefix("@") {
      return "write \(one) BEFORE/0 \(other) for one right behind the other, or \(one) AND \(other)"
    }
    guard one.hasPrefix("'") else {
      return "write \"\(one) \(other)\" for the phrase, or \(one) AND \(other)"
    }
    let end = other.hasSuffix("'") ? "\(other.dropLast())" : "\(other) …"
    return "write the phrase in double quotes and the query in single ones: "
      + "'\"\(one.dropFirst()) \(end)\"'"
  }
}
