import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// What a rule looks for when its words may stand anywhere (`borders: none`): `any` becomes an expression of
  /// the words, for text whose words nothing parts.
  ///
  /// - Returns: `nil` when a word cannot be looked for so; it is reported.
  func anywhere(_ body: Rule.Body, _ looks: RuleDefaults, at node: YAMLNode) -> Rule.Body? {
    guard looks.borders == .none else { return body }
    guard case .any(let patterns) = body else {
      // As a default it is for those rules that can do so.
      if let own = node["borders"] {
        collector.report(
          own.error(
            "borders-without-words", "'borders: none' is for lists of words ('any')",
            help: "leave it out here, or list the words under 'any'"))
      }
      return body
    }
    let lists = Dictionary(
      uniqueKeysWithValues: outline.lists.map { name, words in
        (name, WordList(name: name, patterns: words.map(\.pattern)))
      })
    // An unknown list was reported where it is named.
    guard let phrases = try? ResolvedPatterns(patterns, lists: lists).phrases else { return nil }
    if phrases.contains(where: { $0.contains { $0.matching == .stem } }) {
      collector.report(
        node.error(
          "stem-without-borders", "a stem (~word) has no meaning where words have no borders",
          help: "write the word's forms, or leave out 'borders: none'"))
      return nil
    }
    let texts = Set(phrases.map { $0.map(\.expression).joined(separator: "\\s*") })
    // An expression takes the first that fits: the longest is to come first.
    let sorted = texts.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    // PCRE takes no expression of any size.
    var parts: [[String]] = [[]]
    var size = 0
    for text in sorted {
      if size + text.utf8.count > Self.largestExpression {
        parts.append([])
        size = 0
      }
      parts[parts.count - 1].append(text)
      size += text.utf8.count
    }
    let expressions = parts.map { $0.joined(separator: "|") }
    return expressions.count == 1
      ? .regex(expressions[0]) : .query(.or(expressions.map { .regex($0) }))
  }

  /// - Unit: bytes.
  private static let largestExpression = 10_000
}

extension WordPattern {
  /// The word as a regular expression.
  fileprivate var expression: String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "*" where matching == .wildcard: result += "\\w*"
      case "?" where matching == .wildcard: result += "\\w"
      case _
      where scalar.isASCII && !scalar.properties.isAlphabetic
        && scalar.properties.numericType == nil:
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return matching == .exact ? "(?-i:\(result))" : result
  }
}
