import LeitmotifModel
import LeitmotifText

extension ExampleRun {
  /// The rules that are told of, at most.
  private static let mostRules = 40
  /// The words of a rule that are looked for one by one, at most.
  private static let mostWords = 300
  /// The phrases of a rule whose words are looked for one by one, at most: each is compiled for it.
  private static let mostPhrases = 40

  /// Why no rule finds anything though none is stopped: which of its words the text has, and which it has nearly.
  var missingWords: [String] {
    let words = Set(
      pieces(of: example.text).map { String(decoding: $0, as: UTF8.self).lowercased() })
    let spoken = words.sorted()
    let rules = code.rules.map { rule in
      let parts = rule.body.withoutNot.parts
      return (rule: rule, likely: parts.filter { $0.mayBeIn(words) }, parts: parts)
    }
    let inQuestion = rules.filter { !$0.likely.isEmpty } + rules.filter(\.likely.isEmpty)
    let hints = inQuestion.prefix(Self.mostRules).compactMap { rule, likely, parts in
      hint(about: rule, parts, likely: likely, spoken: spoken)
    }
    return hints.isEmpty ? ["the text has no word that the code's rules look for"] : hints
  }

  private func hint(
    about rule: Rule, _ parts: [Query], likely: [Query], spoken: [String]
  ) -> String? {
    guard !parts.isEmpty else { return nil }
    let first = Set(likely)
    let asked = Array((likely + parts.filter { !first.contains($0) }).prefix(Self.mostWords))
    let isFound = found(asked, by: rule)
    let there = zip(asked, isFound).filter(\.1).map(\.0)
    let absent = rule.body.missing(there: Set(there)).filter(Set(parts).contains)
    if !there.isEmpty {
      return "the rule '\(rule.id.name)' finds \(list(of: there)), but not "
        + (absent.isEmpty ? "as it wants them" : list(of: absent))
    }
    let missing = absent.compactMap { if case .pattern(let pattern) = $0 { pattern } else { nil } }
    for case .phrase(let words) in missing.prefix(Self.mostPhrases) {
      let parts = words.filter { !$0.text.allSatisfy { $0 == "*" } }.map { Pattern.word($0) }
      let said = zip(parts, found(parts.map { .pattern($0) }, by: rule)).filter(\.1)
        .map { Query.pattern($0.0) }
      guard said.count * 2 >= parts.count else { continue }
      return
        "the rule '\(rule.id.name)' looks for '\(Pattern.phrase(words).written)', and the text has "
        + (said.count == parts.count ? "its words, but not so" : "\(list(of: said)) alone")
    }
    for case .word(let word) in missing where word.text.count > 2 {
      let letters = word.text.lowercased().filter { $0 != "*" && $0 != "?" }
      // The same beginning is another form of the word; a letter that differs is perhaps a slip.
      let form = spoken.first {
        $0 != letters && letters.count >= 4
          && ($0.hasPrefix(letters) || letters.hasPrefix($0) && $0.count >= 4)
      }
      if let near = form ?? (letters.count >= 4 ? nearestName(to: letters, among: spoken) : nil) {
        return "the rule '\(rule.id.name)' looks for '\(word.written)', and the text has '\(near)'"
      }
    }
    return nil
  }

  private func list(of parts: [Query]) -> String {
    let texts = parts.prefix(5).compactMap { part -> String? in
      switch part {
      case .pattern(let pattern): "'\(pattern.written)'"
      case .regex(let expression): "'/\(expression)/'"
      default: nil
      }
    }
    return texts.joined(separator: ", ")
  }

  /// Whether each of some words and expressions stands in the text, whatever else the rule asks for.
  private func found(_ parts: [Query], by rule: Rule) -> [Bool] {
    let code = Code(
      id: code.id,
      lookingForEachOf: parts.map { part in
        if case .pattern(let pattern) = part { .any([pattern]) } else { .query(part) }
      }, folding: rule.folding, borders: rule.borders)
    var codebook = compiled.codebook
    codebook.codes = [code]
    guard let compiled = try? CompiledCodebook(codebook) else { return parts.map { _ in false } }
    let run = ExampleRun(
      example: example, code: code, rules: Array(code.rules.indices), by: compiled)
    let rules = Set(run.kept.map(\.rule))
    return code.rules.map { rules.contains($0.id) }
  }
}

extension Code {
  /// Creates a code whose rules look for patterns one by one, wherever and by whomever they are said.
  init(id: Identifier<Code>, lookingForEachOf patterns: [Pattern], folding: Rule.Folding) {
    self.init(id: id, lookingForEachOf: patterns.map { Rule.Body.any([$0]) }, folding: folding)
  }

  fileprivate init(
    id: Identifier<Code>, lookingForEachOf bodies: [Rule.Body],
    folding: Rule.Folding, borders: Rule.Borders = .words
  ) {
    self.init(id: id, name: "")
    rules = bodies.enumerated().map { number, body in
      Rule(
        id: Identifier("\(id)/\(number)"), code: id, body: body, scope: .turn,
        roles: Set(Role.allCases), folding: folding, borders: borders, overlap: .all)
    }
  }
}

extension Rule.Body {
  /// The words, phrases, lists and, of a query, regular expressions that it holds.
  fileprivate var parts: [Query] {
    if case .query(let query) = self { return query.atoms }
    return patterns.map { .pattern($0) }
  }

  /// The parts that are not in a text and would have to be, of alternatives none where one is there.
  fileprivate func missing(there: Set<Query>) -> [Query] {
    switch self {
    case .any(let patterns): Query.or(patterns.map { .pattern($0) }).missing(there: there)
    case .all(let patterns): Query.and(patterns.map { .pattern($0) }).missing(there: there)
    case .query(let query): query.missing(there: there)
    case .regex: []
    }
  }
}

extension Query {
  /// Whether a text of some words, in small letters, may hold the part: what only a look at the text can say it may.
  fileprivate func mayBeIn(_ words: Set<String>) -> Bool {
    guard case .pattern(let pattern) = self, !pattern.words.isEmpty else { return true }
    return pattern.words.contains { word in
      word.matching == .wildcard || word.matching == .stem
        || pieces(of: word.text).contains {
          words.contains(String(decoding: $0, as: UTF8.self).lowercased())
        }
    }
  }

  fileprivate var atoms: [Query] {
    switch self {
    case .pattern, .regex: [self]
    case .and(let parts), .or(let parts): parts.flatMap(\.atoms)
    case .not(let part): part.atoms
    case .near(let left, let right, _), .before(let left, let right, _): left.atoms + right.atoms
    }
  }

  fileprivate func missing(there: Set<Query>) -> [Query] {
    switch self {
    case .pattern, .regex: return there.contains(self) ? [] : [self]
    case .not: return []
    case .and(let parts): return parts.flatMap { $0.missing(there: there) }
    case .or(let parts):
      let missing = parts.map { $0.missing(there: there) }
      return missing.contains(where: \.isEmpty) ? [] : Array(missing.joined())
    case .near(let left, let right, _), .before(let left, let right, _):
      return left.missing(there: there) + right.missing(there: there)
    }
  }
}
