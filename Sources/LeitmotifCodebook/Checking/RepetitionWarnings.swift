import LeitmotifModel

extension CodebookFile {
  /// Words that stand twice in one rule or one list.
  func repetitionWarnings(_ terms: TermSets) -> [Diagnostic] {
    let alternatives =
      outline.lists.values + codebook.rules.filter(\.isAny).compactMap { outline.rules[$0.id] }
    // What has to be there besides a word that fits it, too, is a condition of its own.
    let conditions = codebook.rules.filter(\.isAll).compactMap { outline.rules[$0.id] }
    return (alternatives + conditions).flatMap { repetitions(in: $0, terms) }
      + alternatives.flatMap { inLists($0, terms) + covered(in: $0, terms) }
  }

  /// Words that a wildcard beside them finds already: `costs` beside `cost*`.
  private func covered(in words: [PlacedPattern], _ terms: TermSets) -> [Diagnostic] {
    let foldsCase = terms.foldsCase
    var wildcards: [String: WordPattern] = [:]
    for placed in words {
      guard case .word(let word) = placed.pattern, word.matching == .wildcard else { continue }
      let beginning = word.letters(foldsCase: foldsCase).dropLast()
      guard word.text.hasSuffix("*"), !beginning.contains(where: { "*?".contains($0) }) else {
        continue
      }
      wildcards[String(beginning)] = word
    }
    guard !wildcards.isEmpty else { return [] }
    return words.compactMap { placed in
      guard case .word(let word) = placed.pattern, word.matching != .stem else { return nil }
      let text = word.letters(foldsCase: foldsCase)
      let ends = text.indices + (word.matching == .wildcard ? [] : [text.endIndex])
      guard let end = ends.dropFirst().first(where: { wildcards[String(text[..<$0])] != nil }),
        let wildcard = wildcards[String(text[..<end])],
        wildcard.letters(foldsCase: foldsCase) != text,
        word.isOneWord
      else { return nil }
      return placed.place.warning(
        "dead-term",
        "'\(placed.pattern.written)' adds nothing: '\(wildcard.text)' beside it finds it, too",
        help: "delete it, or the wildcard if that is too wide")
    }
  }

  private func repetitions(in words: [PlacedPattern], _ terms: TermSets) -> [Diagnostic] {
    var lines: [String: Int] = [:]
    return words.compactMap { placed in
      let term = placed.pattern.term(foldsCase: terms.foldsCase)
      guard let line = lines[term] else {
        lines[term] = placed.place.location.line ?? 0
        return nil
      }
      return placed.place.warning(
        "repeated-term",
        "'\(placed.pattern.written)' stands twice; the first one is in line \(line)",
        help: "delete one of them")
    }
  }

  /// Words that a list beside them has.
  private func inLists(_ words: [PlacedPattern], _ terms: TermSets) -> [Diagnostic] {
    let lists = words.compactMap { if case .list(let name) = $0.pattern { name } else { nil } }
    guard !lists.isEmpty else { return [] }
    return words.compactMap { placed in
      let term = placed.pattern.term(foldsCase: terms.foldsCase)
      guard let list = lists.first(where: { terms[$0].contains(term) }) else { return nil }
      return placed.place.warning(
        "repeated-term", "'\(placed.pattern.written)' is in the list '@\(list)' already",
        help: "delete it here")
    }
  }

  /// Words that give two codes beside each other.
  func siblingWarnings(_ terms: TermSets) -> [Diagnostic] {
    var siblings: [Identifier<Code>?: Family] = [:]
    return codebook.codes.flatMap { code -> [Diagnostic] in
      // Taken out while it grows: kept in two places it would be copied for every code.
      var family = siblings.removeValue(forKey: code.parent) ?? Family()
      let found = code.rules.filter(\.isUnconditional).flatMap { rule in
        (outline.rules[rule.id] ?? []).compactMap { family.warning(of: $0, in: rule, terms) }
      }
      siblings[code.parent] = family
      return found
    }
  }
}

/// The words of the codes below one parent.
private struct Family {
  /// A rule that looks for a word.
  private struct User {
    let code: Identifier<Code>
    let roles: Set<Role>
    let line: Int
  }

  private var users: [String: [User]] = [:]
  private var lists: [String] = []

  mutating func warning(
    of placed: PlacedPattern, in rule: Rule, _ terms: TermSets
  ) -> Diagnostic? {
    let term = placed.pattern.term(foldsCase: terms.foldsCase)
    let own = User(
      code: rule.code, roles: rule.roles, line: placed.place.location.line ?? 0)
    defer {
      if users[term] == nil, case .list(let name) = placed.pattern { lists.append(name) }
      let last = users[term]?.last
      if last?.code != own.code || last?.roles != own.roles {
        users[term, default: []].append(own)
      }
    }
    if let other = other(than: own, lookingFor: term) {
      return warning(of: placed, "", other)
    }
    for list in lists where terms[list].contains(term) {
      if let other = other(than: own, lookingFor: "@\(list)") {
        return warning(of: placed, ", through '@\(list)'", other)
      }
    }
    return nil
  }

  /// A rule of another code that looks for a word in the speech of the same people.
  private func other(than own: User, lookingFor term: String) -> User? {
    users[term]?.first { $0.code != own.code && !$0.roles.isDisjoint(with: own.roles) }
  }

  private func warning(
    of placed: PlacedPattern, _ way: String, _ other: User
  ) -> Diagnostic {
    placed.place.warning(
      "term-in-siblings",
      "'\(placed.pattern.written)' gives the code '\(other.code)', too\(way) (line \(other.line))",
      help: "leave it to one of the two codes, or tell them apart by a phrase or a cue")
  }
}

extension Rule {
  /// Whether one of several words is enough.
  fileprivate var isAny: Bool { if case .any = body { true } else { false } }

  /// Whether all of several words have to be there.
  fileprivate var isAll: Bool { if case .all = body { true } else { false } }

  /// Whether every hit of one of its words is a coding.
  var isUnconditional: Bool {
    guard case .any = body, unless == nil else { return false }
    return context.allSatisfy { if case .set = $0.effect { true } else { false } }
  }
}
