import LeitmotifModel

/// Reads a query: words joined by OR, AND, NOT, NEAR/n and BEFORE/n.
///
/// ```
/// query = and *( "OR" and )
/// and   = ["NOT"] near *( "AND" ["NOT"] near )
/// near  = part *( ("NEAR/" n | "BEFORE/" n) part )
/// part  = word | "quoted words" | "@" list | "/" regex "/" | "(" query ")"
/// ```
struct QueryParser {
  /// A query that is nested deeper is an error, not a stack that overflows.
  private static let deepest = 32
  private static let longestChain = 16

  /// The words, phrases and lists of the query, with the characters at which they stand.
  private(set) var patterns: [(pattern: Pattern, range: Range<Int>)] = []

  private var lexer: QueryLexer
  private(set) var following: QueryToken?
  private var depth = 0

  init(_ text: String) throws(QueryProblem) {
    lexer = QueryLexer(text)
    following = try lexer.next()
  }

  /// Reads the whole query.
  mutating func parse() throws(QueryProblem) -> Query {
    guard following != nil else {
      throw QueryProblem(
        "query-empty", "the query is empty", help: "write a word to look for, or delete the rule",
        at: 0..<1)
    }
    let query = try parseOr()
    guard let token = following else { return query }
    // Only a bracket can be left over: everything else was refused behind the operand before it.
    throw QueryProblem(
      "query-unclosed", "this ')' closes nothing",
      help: "delete it, or put a '(' where it belongs", at: token.range)
  }

  private mutating func parseOr() throws(QueryProblem) -> Query {
    var parts = [try parseAnd()]
    while following?.kind == .or {
      try advance()
      parts.append(try parseAnd())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func parseAnd() throws(QueryProblem) -> Query {
    var parts: [Query] = []
    var isPositive = false
    var firstNot: QueryToken?
    while true {
      if let not = following, not.kind == .not {
        firstNot = firstNot ?? not
        try advance()
        parts.append(.not(try parseNear()))
      } else {
        isPositive = true
        parts.append(try parseNear())
      }
      guard following?.kind == .and else { break }
      try advance()
    }
    if !isPositive, let firstNot {
      throw QueryProblem(
        "query-not", "NOT alone finds nothing: there is no word that it could mark",
        help: "say what is to be found: something AND NOT …", at: firstNot.range)
    }
    if following?.kind == .not, let token = following {
      throw QueryProblem(
        "query-not", "NOT stands behind a word without AND", help: "write AND NOT", at: token.range)
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func parseNear() throws(QueryProblem) -> Query {
    var query = try parsePart()
    var length = 1
    while let operation = following, operation.kind.isDistance {
      length += 1
      if length > Self.longestChain {
        throw QueryProblem(
          "query-too-deep", "more than \(Self.longestChain) parts are chained by NEAR and BEFORE",
          help: "cut the rule into several", at: operation.range)
      }
      try advance()
      let other = try parsePart()
      switch operation.kind {
      case .near(let within): query = .near(query, other, within: within)
      case .before(let within): query = .before(query, other, within: within)
      default: break
      }
    }
    return query
  }

  private mutating func parsePart() throws(QueryProblem) -> Query {
    guard let token = following else {
      throw QueryProblem(
        "query-operand", "the query ends where a word is expected",
        help: "write a word behind the operator, or delete the operator",
        at: lexer.count..<lexer.count + 1)
    }
    switch token.kind {
    case .open: return try parseBrackets(token)
    case .regex(let expression):
      if let found = RegexProblem(in: expression) {
        // Behind its slash.
        let start = token.range.lowerBound + 1 + found.range.lowerBound
        throw QueryProblem(
          found.problem.id, found.problem.message, help: found.problem.help,
          at: start..<start + found.range.count)
      }
      try advance()
      try requireOperator(after: token)
      return .regex(expression)
    case .word(let text), .quoted(let text):
      let pattern = try pattern(text, token)
      patterns.append((pattern, token.range))
      try advance()
      try requireOperator(after: token)
      return .pattern(pattern)
    case .not:
      throw QueryProblem(
        "query-not", "NOT stands where only a word can",
        help: "NOT comes first, or behind AND: a AND NOT b", at: token.range)
    case .close, .and, .or, .near, .before:
      throw QueryProblem(
        "query-operand", "'\(token.text)' stands where a word is expected",
        help: "write a word before it, or delete it", at: token.range)
    }
  }

  private mutating func parseBrackets(_ open: QueryToken) throws(QueryProblem) -> Query {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest {
      throw QueryProblem(
        "query-too-deep", "more than \(Self.deepest) brackets stand one inside the other",
        help: "cut the rule into several", at: open.range)
    }
    try advance()
    let query = try parseOr()
    guard let close = following else {
      throw QueryProblem(
        "query-unclosed", "this '(' is never closed", help: "put a ')' where its part ends",
        at: open.range)
    }
    try advance()
    try requireOperator(after: close)
    return query
  }

  private mutating func advance() throws(QueryProblem) {
    following = try lexer.next()
  }

  private func pattern(
    _ text: String, _ token: QueryToken
  ) throws(QueryProblem) -> Pattern {
    if case .word = token.kind, Self.problem(of: text, at: token.range) != nil {
      var ahead = lexer
      let next = try? ahead.next()
      if let problem = Self.problem(ofOperand: text, before: next?.kind, at: token.range) {
        throw problem
      }
    }
    do {
      return try parsePattern(text)
    } catch {
      throw QueryProblem(error.id, error.message, help: error.help, at: token.range)
    }
  }
}

extension QueryToken.Kind {
  fileprivate var isDistance: Bool {
    switch self {
    case .near, .before: true
    default: false
    }
  }
}
