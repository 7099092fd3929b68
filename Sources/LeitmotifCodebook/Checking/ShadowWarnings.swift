import LeitmotifModel

extension CodebookFile {
  /// The rules of one code that are compared, at most: each with each takes its time.
  private static let mostCompared = 100

  /// Rules that never give a coding, because an earlier rule of the code finds all that they find.
  func shadowWarnings(_ terms: TermSets) -> [Diagnostic] {
    codebook.codes.flatMap { code -> [Diagnostic] in
      let rules = code.rules.prefix(Self.mostCompared)
      return rules.indices.compactMap { index in
        let rule = rules[index]
        guard let earlier = rules[..<index].first(where: { $0.shadows(rule, terms) }),
          let place = outline.rulePlaces[rule.id]
        else { return nil }
        return place.warning(
          "shadowed-rule",
          "the rule '\(rule.id.name)' never acts: '\(earlier.id.name)' before it finds the same",
          help: "put it first, or take its words out of '\(earlier.id.name)'")
      }
    }
  }
}

extension Rule {
  /// Whether each hit of a later rule of the code is a hit of this one, and so gives no coding.
  fileprivate func shadows(_ later: Rule, _ terms: TermSets) -> Bool {
    guard overlap != .all, later.overlap == overlap, scope == later.scope,
      evidence == later.evidence, borders == later.borders, roles.isSuperset(of: later.roles)
    else { return false }
    if body == later.body, unless == later.unless, context == later.context,
      folding == later.folding
    {
      return true
    }
    guard isUnconditional, folding.isSuperset(of: later.folding), case .any(let mine) = body,
      case .any(let others) = later.body
    else { return false }
    return others.allSatisfy { other in mine.contains { $0.covers(other, terms) } }
  }
}

extension Pattern {
  /// Whether the pattern surely matches all that another one matches.
  fileprivate func covers(_ other: Pattern, _ terms: TermSets) -> Bool {
    switch (self, other) {
    case (.list(let name), .list(let inner)):
      name == inner || terms[name].isSuperset(of: terms[inner]) && !terms[inner].isEmpty
    case (.list(let name), _): terms[name].contains(other.term(foldsCase: terms.foldsCase))
    case (_, .list): false
    default: covers(words: other.words, terms)
    }
  }

  /// Whether the pattern has as many words as another one, and each of them covers its counterpart.
  func covers(words others: [WordPattern], _ terms: TermSets) -> Bool {
    words.count == others.count
      && zip(words, others).allSatisfy { $0.covers($1, foldsCase: terms.foldsCase) }
  }
}
