import LeitmotifModel
import LeitmotifText

/// Turns the rules of a codebook into numbers, and collects what is wrong with them.
struct RuleCompiler {
  private let codebook: Codebook
  private let lists: [String: WordList]
  private var lexicon: Lexicon
  private let hasStems: Bool
  private var phrases = PhraseTable()
  private var longest: [Int: Int] = [:]
  private var cues: [CompiledCues] = []
  private var anywhere = AnywhereTable()
  private var regexes: [CompiledRegex] = []
  private var regexNumbers: [RegexKey: Int] = [:]
  private var diagnostics = Diagnostics()

  private struct RegexKey: Hashable {
    var pattern: String
    var ignoresCase: Bool
    var scope: SegmentLevel
    var roles: Set<Role>
  }

  /// Compiles the rules of a codebook.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - isChosen: Which of its rules, by their places.
  /// - Returns: The rules, in the file's order.
  /// - Throws: Every error of every rule.
  static func engine(
    for codebook: Codebook, where isChosen: (Int) -> Bool = { _ in true }
  ) throws(Diagnostics) -> MatchingEngine {
    var compiler = RuleCompiler(codebook)
    let rules = codebook.codes.flatMap { code in code.rules.map { (code, $0) } }.enumerated()
      .filter { isChosen($0.offset) }
      .map { compiler.compile($0.element.1, of: $0.element.0) }
    try compiler.diagnostics.throwIfErrors()
    return MatchingEngine(
      rules: rules, cues: compiler.cues, regexes: compiler.regexes, anywhere: compiler.anywhere,
      phrases: compiler.phrases.finished(terms: compiler.lexicon.count), lexicon: compiler.lexicon)
  }

  private init(_ codebook: Codebook) {
    self.codebook = codebook
    lists = Dictionary(codebook.lists.map { ($0.name, $0) }) { first, _ in first }
    let stemmer = Stemmer(language: codebook.language)
    hasStems = stemmer != nil
    lexicon = Lexicon(stemmer: stemmer)
  }

  private mutating func compile(_ rule: Rule, of code: Code) -> CompiledRule {
    let expression: RuleExpression =
      switch rule.body {
      case .any(let patterns) where rule.borders == .none:
        .anywhere(anywhereSet(of: patterns, for: rule))
      case .any(let patterns): .patterns(set(of: patterns, for: rule))
      case .all(let patterns):
        .and(patterns.map { .patterns(set(of: [$0], for: rule)) }, without: [])
      case .query(let query): compile(query, for: rule)
      case .regex(let pattern): compile(regex: pattern, for: rule)
      }
    let unless = rule.unless.map { set(of: $0.near, for: rule) }
    let cues = rule.context.compactMap { compile($0, for: rule) }
    let leaves = expression.leaves(positive: false)
    return CompiledRule(
      rule, expression: expression,
      patterns: leaves.patterns + cues.flatMap { self.cues[$0].patterns }
        + (unless.map { [$0] } ?? []),
      regexes: leaves.regexes.sorted(), unless: unless,
      longestUnless: unless.flatMap { longest[$0] } ?? 0, cues: cues,
      attributes: code.defaultAttributes.overlaid(with: rule.attributes))
  }

  // MARK: Queries

  private mutating func compile(_ query: Query, for rule: Rule) -> RuleExpression {
    switch query {
    case .pattern(let pattern):
      return .patterns(set(of: [pattern], for: rule))
    case .regex(let pattern):
      return compile(regex: pattern, for: rule)
    case .or(let parts):
      return .or(parts.map { compile($0, for: rule) })
    case .near(let left, let right, let words):
      return .near(compile(left, for: rule), compile(right, for: rule), within: words)
    case .before(let left, let right, let words):
      return .before(compile(left, for: rule), compile(right, for: rule), within: words)
    case .and(let parts):
      var with: [RuleExpression] = []
      var without: [RuleExpression] = []
      for part in parts {
        if case .not(let query) = part {
          without.append(compile(query, for: rule))
        } else {
          with.append(compile(part, for: rule))
        }
      }
      if with.isEmpty { refuseNot(in: rule) }
      return .and(with, without: without)
    case .not:
      refuseNot(in: rule)
      return .or([])
    }
  }

  private mutating func refuseNot(in rule: Rule) {
    diagnostics.append(
      .error(
        "query-not", "NOT takes segments away, and there is nothing to take them from",
        help: "say what is to be found: 'cost AND NOT benefit'", at: rule.location))
  }

  // MARK: Words

  /// The number of the pattern set of some patterns, lists resolved.
  private mutating func set(of patterns: [Pattern], for rule: Rule) -> Int {
    var sequences: Set<[Int32]> = []
    for words in resolved(patterns, for: rule) {
      let terms = words.flatMap { self.terms(of: $0, for: rule) }
      if !terms.isEmpty { sequences.insert(terms) }
    }
    let set = phrases.set(of: sequences)
    longest[set] = sequences.map(\.count).max() ?? 0
    return set
  }

  private mutating func resolved(_ patterns: [Pattern], for rule: Rule) -> [[WordPattern]] {
    do {
      return try ResolvedPatterns(patterns, lists: lists).phrases
    } catch {
      diagnostics.append(error.diagnostic(at: rule.location))
      return []
    }
  }

  private mutating func terms(of word: WordPattern, for rule: Rule) -> [Int32] {
    if word.matching == .stem, !hasStems {
      diagnostics.append(
        .error(
          "no-stems", "'~\(word.text)' needs stems, and language '\(codebook.language)' has none",
          help: "set 'language:' to the transcripts' language (en, de, fr, …), or use a wildcard",
          at: rule.location))
    }
    let letters = word.matching == .wildcard ? [Array(word.text.utf8)] : pieces(of: word.text)
    if letters.isEmpty {
      diagnostics.append(
        .error(
          "empty-pattern", "a word without letters finds nothing",
          help: "write the word's letters, or delete it", at: rule.location))
    }
    return letters.map { lexicon.term($0, word.matching, folding: rule.folding) }
  }

  /// The number of the set of words that a rule looks for anywhere.
  private mutating func anywhereSet(of patterns: [Pattern], for rule: Rule) -> Int {
    var found: [AnywherePattern] = []
    for words in resolved(patterns, for: rule) {
      if let stem = words.first(where: { $0.matching == .stem }) {
        diagnostics.append(
          .error(
            "stem-without-borders",
            "'~\(stem.text)' is the stem of a word, and where words have no borders there is none",
            help: "write the word's forms, or leave out 'borders: none'", at: rule.location))
      }
      let pattern = AnywherePattern(words, of: rule)
      if pattern.literal.isEmpty {
        diagnostics.append(
          .error(
            "empty-pattern", "a word without letters would stand everywhere",
            help: "write the word's letters, or delete it", at: rule.location))
      }
      found.append(pattern)
    }
    return anywhere.set(of: found, for: rule)
  }

  // MARK: Cues

  private mutating func compile(_ use: Rule.CueUse, for rule: Rule) -> Int? {
    guard let set = codebook.cues.first(where: { $0.name == use.cue }) else {
      let known = codebook.cues.map(\.name)
      diagnostics.append(
        .error(
          "unknown-cue", "there is no cue set '\(use.cue)'",
          help: helpForUnknown(use.cue, known: known, called: "cue sets"), at: rule.location))
      return nil
    }
    let forward = self.set(of: set.forward, for: rule)
    let backward = self.set(of: set.backward, for: rule)
    let pseudo = self.set(of: set.pseudo, for: rule)
    let compiled = CompiledCues(
      forward: forward, backward: backward, pseudo: pseudo,
      stop: self.set(of: set.stop, for: rule), reach: set.reach,
      longest: [forward, backward, pseudo].compactMap { longest[$0] }.max() ?? 0)
    if let known = cues.firstIndex(of: compiled) { return known }
    cues.append(compiled)
    return cues.count - 1
  }

  // MARK: Regular expressions

  private mutating func compile(regex pattern: String, for rule: Rule) -> RuleExpression {
    let key = RegexKey(
      pattern: pattern, ignoresCase: rule.folding.contains(.letterCase), scope: rule.scope,
      roles: rule.roles)
    if let known = regexNumbers[key] { return .regex(known) }
    guard RegexProblem(in: pattern) == nil,
      let expression = try? RegularExpression(pattern, ignoresCase: key.ignoresCase)
    else {
      if let problem = RegexProblem(in: pattern)?.problem {
        diagnostics.append(
          .error(problem.id, problem.message, help: problem.help, at: rule.location))
      }
      return .or([])
    }
    regexes.append(
      CompiledRegex(
        expression: expression, scope: rule.scope, roles: RoleSet(rule.roles),
        literals: RequiredLiterals.of(pattern)))
    regexNumbers[key] = regexes.count - 1
    return .regex(regexes.count - 1)
  }
}
