import LeitmotifModel

/// What is wrong with a query, and at which of its characters.
struct QueryProblem: Error {
  let problem: LanguageProblem
  /// - Unit: code points of the query.
  let range: Range<Int>

  init(_ id: String, _ message: String, help: String = "", at range: Range<Int>) {
    problem = LanguageProblem(id: id, message: message, help: help)
    self.range = range
  }
}

/// A word, sign or operator of a query.
struct QueryToken {
  enum Kind: Hashable {
    case word(String)
    case quoted(String)
    case regex(String)
    case open, close
    case and, or, not
    case near(within: Int)
    case before(within: Int)
  }

  let kind: Kind
  /// The token as written.
  let text: String
  /// - Unit: code points of the query.
  let range: Range<Int>
}

/// Cuts a query into tokens.
struct QueryLexer {
  static let distances = CodebookReader.distances

  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The number of characters.
  var count: Int { scalars.count }

  /// The next token; `nil` at the end.
  mutating func next() throws(QueryProblem) -> QueryToken? {
    while position < scalars.count, scalars[position].isBlank { position += 1 }
    guard position < scalars.count else { return nil }
    let start = position
    switch scalars[position] {
    case "(": return sign(.open)
    case ")": return sign(.close)
    case "\"": return try quoted(until: ["\""])
    case "“", "„": return try quoted(until: ["”", "“"])
    case "/": return try regex()
    default: break
    }
    while position < scalars.count, !endsWord(scalars[position]) { position += 1 }
    let text = string(start..<position)
    return QueryToken(
      kind: try kind(of: text, at: start..<position), text: text, range: start..<position)
  }

  private func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || scalar == "(" || scalar == ")" || scalar == "\"" || scalar == "“"
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private mutating func sign(_ kind: QueryToken.Kind) -> QueryToken {
    position += 1
    let range = position - 1..<position
    return QueryToken(kind: kind, text: string(range), range: range)
  }

  private mutating func quoted(
    until ends: Set<Unicode.Scalar>
  ) throws(QueryProblem) -> QueryToken {
    let start = position
    guard let end = scalars[(start + 1)...].firstIndex(where: ends.contains) else {
      throw QueryProblem(
        "query-unclosed", "the quotation that begins here never ends",
        help: "close it with \(scalars[start] == "\"" ? "\"" : "”")", at: start..<start + 1)
    }
    position = end + 1
    return QueryToken(
      kind: .quoted(string(start + 1..<end)), text: string(start..<position),
      range: start..<position)
  }

  private mutating func regex() throws(QueryProblem) -> QueryToken {
    let start = position
    var pattern = String.UnicodeScalarView()
    position += 1
    while position < scalars.count, scalars[position] != "/" {
      // `\/` is a slash; every other escape is the expression's own.
      if scalars[position] == "\\", position + 1 < scalars.count {
        if scalars[position + 1] != "/" { pattern.append("\\") }
        position += 1
      }
      pattern.append(scalars[position])
      position += 1
    }
    guard position < scalars.count else {
      throw QueryProblem(
        "query-unclosed", "the regular expression that begins here never ends",
        help: "close it with '/'", at: start..<start + 1)
    }
    position += 1
    guard !pattern.isEmpty else {
      throw QueryProblem(
        "query-operand", "here is an empty regular expression", at: start..<position)
    }
    return QueryToken(
      kind: .regex(String(pattern)), text: string(start..<position), range: start..<position)
  }

  private func kind(of text: String, at range: Range<Int>) throws(QueryProblem) -> QueryToken.Kind {
    switch text {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    case "NEAR", "BEFORE":
      throw QueryProblem(
        "query-distance", "'\(text)' does not say how many words may stand between",
        help: "write \(text)/3, or another number", at: range)
    default: break
    }
    for name in ["NEAR", "BEFORE"] where text.hasPrefix("\(name)/") {
      let within = try distance(String(text.dropFirst(name.count + 1)), of: name, at: range)
      return name == "NEAR" ? .near(within: within) : .before(within: within)
    }
    return .word(text)
  }

  private func distance(
    _ text: String, of name: String, at range: Range<Int>
  ) throws(QueryProblem) -> Int {
    if let number = Int(text), Self.distances.contains(number) { return number }
    throw QueryProblem(
      "query-distance",
      "\(name) takes the number of words that may stand between, "
        + "from \(Self.distances.lowerBound) to \(Self.distances.upperBound)",
      help: "write \(name)/3, or another number", at: range)
  }
}
