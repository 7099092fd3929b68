import LeitmotifModel

extension RuleDefaults {
  /// How one rule looks at text.
  init(of rule: Rule) {
    self.init(
      scope: rule.scope, evidence: rule.evidence, roles: rule.roles, folding: rule.folding,
      overlap: rule.overlap, borders: rule.borders)
  }

  /// What is alike in all of some rules, and for the rest what holds where nothing is said.
  init(commonTo rules: [Rule], first: Rule) {
    self.init()
    if rules.allSatisfy({ $0.scope == first.scope }) { scope = first.scope }
    if rules.allSatisfy({ $0.evidence == first.evidence }) { evidence = first.evidence }
    if rules.allSatisfy({ $0.roles == first.roles }) { roles = first.roles }
    if rules.allSatisfy({ $0.folding == first.folding }) { folding = first.folding }
    if rules.allSatisfy({ $0.borders == first.borders }) { borders = first.borders }
    if rules.allSatisfy({ $0.overlap == first.overlap }) { overlap = first.overlap }
  }

  /// The keys that say what differs from other defaults, with their values.
  func keys(over other: RuleDefaults) -> [(key: String, value: String)] {
    var keys: [(key: String, value: String)] = []
    if roles != other.roles {
      let names = Role.allCases.filter(roles.contains).map(\.rawValue)
      keys.append(("roles", "[\(names.joined(separator: ", "))]"))
    }
    if scope != other.scope { keys.append(("scope", scope.rawValue)) }
    if folding != other.folding {
      keys.append(("fold", "[\(folding.names.joined(separator: ", "))]"))
    }
    if borders != other.borders { keys.append(("borders", borders.rawValue)) }
    if overlap != other.overlap { keys.append(("overlap", overlap.rawValue)) }
    if evidence != other.evidence { keys.append(("evidence", evidence?.rawValue ?? "match")) }
    return keys
  }
}

extension Rule.Folding {
  /// The names that a codebook has for what is folded.
  fileprivate var names: [String] {
    let known: [(Rule.Folding, String)] = [
      (.letterCase, "case"), (.diacritics, "diacritics"), (.quotes, "quotes"),
      (.hyphens, "hyphens"),
    ]
    return known.filter { contains($0.0) }.map(\.1)
  }
}
