import LeitmotifModel
import LeitmotifText

extension ExampleRun {
  /// The words of a rule that are looked for one by one, at most.
  private static let mostWords = 300
  /// The phrases of a rule whose words are looked for one by one, at most: each is compiled for it.
  private static let mostPhrases = 40

  /// Why no rule finds anything though none is stopped: which of its words the text has, and which it has nearly.
  var missingWords: [String] {
    let spoken = Set(
      pieces(of: example.text).map { String(decoding: $0, as: UTF8.self).lowercased() }
    )
    .sorted()
    let hints = code.rules.prefix(40).compactMap { hint(about: $0, spoken: spoken) }
    return hints.isEmpty ? ["the text has no word that the code's rules look for"] : hints
  }

  private func hint(about rule: Rule, spoken: [String]) -> String? {
    let patterns = Array(rule.body.withoutNot.patterns.prefix(Self.mostWords))
    guard !patterns.isEmpty else { return nil }
    let isFound = found(patterns, by: rule)
    let there = zip(patterns, isFound).filter(\.1).map(\.0)
    let missing = rule.body.missing(there: Set(there)).filter(Set(patterns).contains)
    if !there.isEmpty {
      let absent = missing.prefix(5).map { "'\($0.written)'" }.joined(separator: ", ")
      return "the rule '\(rule.id.name)' finds \(list(of: there)), but not "
        + (absent.isEmpty ? "as it wants them" : absent)
    }
    for case .phrase(let words) in missing.prefix(Self.mostPhrases) {
      let parts = words.filter { !$0.text.allSatisfy { $0 == "*" } }.map { Pattern.word($0) }
      let said = zip(parts, found(parts, by: rule)).filter(\.1).map(\.0)
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

  private func list(of patterns: [Pattern]) -> String {
    patterns.prefix(5).map { "'\($0.written)'" }.joined(separator: ", ")
  }

  /// Whether each of some patterns stands in the text, whatever else the rule asks for.
  private func found(_ patterns: [Pattern], by rule: Rule) -> [Bool] {
    let code = Code(
      id: code.id, lookingForEachOf: patterns, folding: rule.folding, borders: rule.borders)
    var codebook = compiled.codebook
    codebook.codes = [code]
    guard let compiled = try? CompiledCodebook(codebook) else { return patterns.map { _ in false } }
    let run = ExampleRun(
      example: example, code: code, rules: Array(code.rules.indices), by: compiled)
    let rules = Set(run.kept.map(\.rule))
    return code.rules.map { rules.contains($0.id) }
  }
}

extension Code {
  /// Creates a code whose rules look for patterns one by one, wherever and by whomever they are said.
  init(
    id: Identifier<Code>, lookingForEachOf patterns: [Pattern], folding: Rule.Folding = .standard,
    borders: Rule.Borders = .words
  ) {
    self.init(id: id, name: "")
    rules = patterns.enumerated().map { number, pattern in
      Rule(
        id: Identifier("\(id)/\(number)"), code: id, body: .any([pattern]), scope: .turn,
        roles: Set(Role.allCases), folding: folding, borders: borders, overlap: .all)
    }
  }
}

extension Rule.Body {
  /// The patterns that are not in a text and would have to be, of alternatives none where one is there.
  fileprivate func missing(there: Set<Pattern>) -> [Pattern] {
    switch self {
    case .any(let patterns):
      patterns.contains(where: there.contains) ? [] : patterns
    case .all(let patterns): patterns.filter { !there.contains($0) }
    case .query(let query): query.missing(there: there)
    case .regex: []
    }
  }
}

extension Query {
  fileprivate func missing(there: Set<Pattern>) -> [Pattern] {
    switch self {
    case .pattern(let pattern): return there.contains(pattern) ? [] : [pattern]
    case .regex, .not: return []
    case .and(let parts): return parts.flatMap { $0.missing(there: there) }
    case .or(let parts):
      let missing = parts.map { $0.missing(there: there) }
      return missing.contains(where: \.isEmpty) ? [] : Array(missing.joined())
    case .near(let left, let right, _), .before(let left, let right, _):
      return left.missing(there: there) + right.missing(there: there)
    }
  }
}
