import LeitmotifModel
import LeitmotifYAML

/// How a rule looks at text when it says nothing itself.
struct RuleDefaults {
  var scope = SegmentLevel.sentence
  var evidence: SegmentLevel?
  var roles: Set<Role> = [.participant]
  var folding = Rule.Folding.standard
  var overlap = Rule.Overlap.longest
  var borders = Rule.Borders.words
}

/// What a rule marks.
private enum Evidence: String, CaseIterable {
  case match, sentence, turn

  var level: SegmentLevel? {
    switch self {
    case .match: nil
    case .sentence: .sentence
    case .turn: .turn
    }
  }
}

/// What a rule folds.
private enum Fold: String, CaseIterable {
  case `case`, diacritics, quotes, hyphens

  var folding: Rule.Folding {
    switch self {
    case .case: .letterCase
    case .diacritics: .diacritics
    case .quotes: .quotes
    case .hyphens: .hyphens
    }
  }
}

extension CodebookReader {
  /// Reads what holds for every rule that says nothing else.
  func readDefaults(_ node: YAMLNode) -> RuleDefaults {
    let reader = MappingReader(node, of: "'defaults'", reporting: collector)
    let result = readDefaults(reader, over: RuleDefaults())
    reader.refuseOthers()
    return result
  }

  /// Reads how a rule looks at text.
  func readDefaults(_ reader: MappingReader, over defaults: RuleDefaults) -> RuleDefaults {
    var result = defaults
    if let scope = reader.choice("scope", as: SegmentLevel.self) { result.scope = scope }
    if let overlap = reader.choice("overlap", as: Rule.Overlap.self) { result.overlap = overlap }
    if let borders = reader.choice("borders", as: Rule.Borders.self) { result.borders = borders }
    if let evidence = reader.choice("evidence", as: Evidence.self) {
      result.evidence = evidence.level
    }
    if let roles = readChoices("roles", of: reader, as: Role.self) {
      result.roles = Set(roles)
      if roles.isEmpty, let node = reader.node("roles"), node.list?.isEmpty ?? true {
        collector.report(
          node.error(
            "empty-roles", "a rule without roles finds nothing", help: "write [participant]"))
      }
    }
    if let folds = readChoices("fold", of: reader, as: Fold.self) {
      result.folding = Rule.Folding(folds.map(\.folding))
    }
    return result
  }

  private func readChoices<Value: RawRepresentable & CaseIterable>(
    _ key: String, of reader: MappingReader, as type: Value.Type
  ) -> [Value]? where Value.RawValue == String {
    reader.nodes(key)?.compactMap { node in
      if let value = node.scalar.flatMap(Value.init(rawValue:)) { return value }
      let text = node.scalar ?? node.kind
      collector.report(
        node.error(
          "unknown-value", "'\(text)' is no '\(key)'",
          help: help(for: text, known: Value.allCases.map(\.rawValue), called: "values")))
      return nil
    }
  }
}
