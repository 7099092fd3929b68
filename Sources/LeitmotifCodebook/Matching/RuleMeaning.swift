import LeitmotifModel

/// The text of all that a rule's result depends on besides the transcript.
///
/// Names, places and definitions are not in it, and neither is the order of what has none: two
/// rules with equal meanings give equal results, which is how results are reused.
struct RuleMeaning {
  private let lists: [String: WordList]
  private let codebook: Codebook
  private let rule: Rule
  private var lines: [String] = []
  private var operators: Set<String> = [RuleOperator.fold.text, RuleOperator.words.text]

  /// The meaning of a rule, one line for each part.
  static func text(of rule: Rule, attributes: Attributes, in codebook: Codebook) -> String {
    var meaning = RuleMeaning(codebook: codebook, rule: rule)
    meaning.add(attributes)
    return meaning.text
  }

  private init(codebook: Codebook, rule: Rule) {
    self.codebook = codebook
    self.rule = rule
    lists = Dictionary(codebook.lists.map { ($0.name, $0) }) { first, _ in first }
  }

  private var text: String {
    "operators \(operators.sorted().joined(separator: " "))\n" + lines.joined(separator: "\n")
  }

  private mutating func add(_ attributes: Attributes) {
    lines.append("fold \(rule.folding.rawValue)")
    lines.append("scope \(rule.scope.rawValue)")
    lines.append("evidence \(rule.evidence?.rawValue ?? "hit")")
    lines.append("roles \(rule.roles.map(\.rawValue).sorted().joined(separator: " "))")
    lines.append("set \(text(of: attributes))")
    switch rule.body {
    case .any(let patterns) where rule.borders == .none:
      operators.insert(RuleOperator.anywhere.text)
      lines.append("anywhere \(text(of: patterns))")
    case .any(let patterns): lines.append("any \(text(of: patterns))")
    case .all(let patterns):
      operators.insert(RuleOperator.window.text)
      lines.append("all \(patterns.map { text(of: [$0]) }.sorted().joined(separator: " "))")
    case .query(let query): lines.append("query \(text(of: query))")
    case .regex(let pattern):
      operators.insert(RuleOperator.regex.text)
      lines.append("regex \(quoted(pattern))")
    }
    if let unless = rule.unless {
      operators.insert(RuleOperator.unless.text)
      lines.append("unless \(unless.within) \(text(of: unless.near))")
    }
    for use in rule.context { add(use) }
  }

  private mutating func add(_ use: Rule.CueUse) {
    operators.insert(RuleOperator.cues.text)
    let effect =
      switch use.effect {
      case .drop: "drop"
      case .require: "require"
      case .set(let values): "set \(text(of: values))"
      }
    lines.append("context \(effect)")
    guard let cues = codebook.cues.first(where: { $0.name == use.cue }) else { return }
    lines.append("forward \(text(of: cues.forward))")
    lines.append("backward \(text(of: cues.backward))")
    lines.append("pseudo \(text(of: cues.pseudo))")
    lines.append("stop \(text(of: cues.stop))")
    lines.append("reach \(cues.reach)")
  }

  private mutating func text(of query: Query) -> String {
    switch query {
    case .pattern(let pattern): return text(of: [pattern])
    case .regex(let pattern):
      operators.insert(RuleOperator.regex.text)
      return "/\(quoted(pattern))"
    case .and(let parts):
      operators.insert(RuleOperator.window.text)
      return "(AND \(parts.map { text(of: $0) }.sorted().joined(separator: " ")))"
    case .or(let parts):
      return "(OR \(parts.map { text(of: $0) }.sorted().joined(separator: " ")))"
    case .not(let part): return "(NOT \(text(of: part)))"
    case .near(let left, let right, let words):
      operators.insert(RuleOperator.near.text)
      return "(NEAR/\(words) \([text(of: left), text(of: right)].sorted().joined(separator: " ")))"
    case .before(let left, let right, let words):
      operators.insert(RuleOperator.near.text)
      return "(BEFORE/\(words) \(text(of: left)) \(text(of: right)))"
    }
  }

  /// A pattern set: lists resolved, sorted, each pattern once.
  private mutating func text(of patterns: [Pattern]) -> String {
    let phrases = (try? ResolvedPatterns(patterns, lists: lists))?.phrases ?? []
    let texts = phrases.map { words in words.map { text(of: $0) }.joined(separator: " ") }
    let sorted = Set(texts).sorted { $0.precedesBytewise($1) }
    return "[\(sorted.joined(separator: ", "))]"
  }

  private mutating func text(of word: WordPattern) -> String {
    switch word.matching {
    case .folded: return quoted(word.text)
    case .exact: return "=\(quoted(word.text))"
    case .stem:
      let language = codebook.language.prefix { $0 != "-" }.lowercased()
      operators.insert("stem.\(language)@\(RuleOperator.stem.version)")
      return "~\(quoted(word.text))"
    case .wildcard:
      operators.insert(RuleOperator.wildcard.text)
      return "*\(quoted(word.text))"
    }
  }

  private func text(of attributes: Attributes) -> String {
    attributes.pairs.map { "\(quoted($0.name))=\(quoted($0.value))" }.joined(separator: " ")
  }

  /// Text that cannot be taken for anything else.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
