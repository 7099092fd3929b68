import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  private static let kinds = ["any", "all", "query", "regex"]
  static let distances = 0...50

  /// Reads the rules of a code.
  func readRules(_ nodes: [YAMLNode], of code: Code) -> [Rule] {
    var lines: [String: Int] = [:]
    let written = Set(nodes.compactMap { $0["id"]?.scalar })
    return nodes.compactMap { node in
      let reader = MappingReader(node, of: "a rule", reporting: collector)
      let kind = readKind(node)
      let id = readID(reader, kind: kind ?? "rule", taken: lines, written: written)
      let place = node["id"] ?? node
      if let first = lines[id] {
        collector.report(
          place.error(
            "duplicate-rule", "the rule '\(id)' stands twice; the first one is in line \(first)",
            help: "rename one of them"))
      } else {
        lines[id] = place.location.line ?? 0
      }
      return readRule(node, reader, id: Identifier("\(code.id)/\(id)"), of: code)
    }
  }

  /// Which of the four kinds of rule it is.
  private func readKind(_ node: YAMLNode) -> String? {
    guard let entries = node.mapping else { return nil }
    let found = entries.map(\.name).filter(Self.kinds.contains)
    if found.count == 1 { return found[0] }
    collector.report(
      node.error(
        "rule-kind",
        "a rule has exactly one of any, all, query and regex; here is "
          + (found.isEmpty ? "none" : found.joined(separator: " and ")),
        help: found.isEmpty ? "write 'any: [word, …]'" : "make them rules of their own"))
    return nil
  }

  private func readID(
    _ reader: MappingReader, kind: String, taken: [String: Int], written: Set<String>
  ) -> String {
    if let id = reader.string("id"), let node = reader.node("id") {
      if !Self.isKey(id) {
        collector.report(
          node.error(
            "invalid-name", "'\(id)' cannot name a rule", help: "use letters, digits, '_' and '-'"))
      }
      return id
    }
    return Self.defaultID(of: kind, taken: Set(taken.keys), written: written)
  }

  /// The id of a rule that has none of its own: its kind, with a number behind it when that is taken.
  static func defaultID(of kind: String, taken: Set<String>, written: Set<String>) -> String {
    var id = kind
    var number = 1
    while taken.contains(id) || written.contains(id) {
      number += 1
      id = "\(kind)-\(number)"
    }
    return id
  }

  private func readRule(
    _ node: YAMLNode, _ reader: MappingReader, id: Identifier<Rule>, of code: Code
  ) -> Rule? {
    let source = cursor.text(ofMapping: node)
    let body = readBody(reader, id: id)
    let looks = readDefaults(reader, over: defaults)
    let unless = readUnless(reader, id: id)
    let context = readContext(reader, of: code)
    let attributes = reader.node("set").map {
      readValues($0, of: code.attributes, what: "'set'")
    }
    reader.refuseOthers()
    outline.rulePlaces[id] = (node["id"] ?? node).place
    guard let body else { return nil }
    return Rule(
      id: id, code: code.id, body: body, unless: unless, context: context,
      attributes: attributes ?? Attributes(), scope: looks.scope, evidence: looks.evidence,
      roles: looks.roles, folding: looks.folding, borders: borders(of: body, looks, at: node),
      overlap: looks.overlap, source: source, location: node.location)
  }

  /// Where the words of a rule may begin and end: as a default `borders` is for those rules that can do so.
  private func borders(
    of body: Rule.Body, _ looks: RuleDefaults, at node: YAMLNode
  ) -> Rule.Borders {
    if case .any = body { return looks.borders }
    if looks.borders == .none, let own = node["borders"] {
      collector.report(
        own.error(
          "borders-without-words", "'borders: none' is for lists of words ('any')",
          help: "leave it out here, or list the words under 'any'"))
    }
    return .words
  }

  private func readBody(_ reader: MappingReader, id: Identifier<Rule>) -> Rule.Body? {
    // Each is asked for, so that each is known.
    let any = readWords("any", of: reader, id: id)
    let all = readWords("all", of: reader, id: id)
    let query = readQuery(reader, id: id)
    let regex = readRegex(reader)
    return any.map { .any($0) } ?? all.map { .all($0) } ?? query.map { .query($0) }
      ?? regex.map { .regex($0) }
  }

  private func readWords(
    _ kind: String, of reader: MappingReader, id: Identifier<Rule>
  ) -> [Pattern]? {
    guard let node = reader.node(kind) else {
      reportEmpty(kind, of: reader)
      return nil
    }
    let patterns = readPatterns(kind, of: reader)
    if node.list?.isEmpty == true { reportEmpty(kind, of: reader) }
    outline.rules[id, default: []] += patterns
    return patterns.isEmpty ? nil : patterns.map(\.pattern)
  }

  private func readQuery(_ reader: MappingReader, id: Identifier<Rule>) -> Query? {
    guard let text = reader.string("query"), let node = reader.node("query") else {
      reportEmpty("query", of: reader)
      return nil
    }
    do {
      var parser = try QueryParser(text)
      let query = try parser.parse()
      let places = ScalarPlaces(of: node, cursor: cursor)
      for (pattern, range) in parser.patterns {
        let place = places.place(of: range)
        requireList(of: pattern, at: place)
        outline.rules[id, default: []].append(PlacedPattern(pattern: pattern, place: place))
      }
      return query
    } catch {
      let place = ScalarPlaces(of: node, cursor: cursor).place(of: error.range)
      collector.report(
        place.error(error.problem.id, error.problem.message, help: error.problem.help))
      return nil
    }
  }

  private func readRegex(_ reader: MappingReader) -> String? {
    guard let text = reader.string("regex"), !text.isEmpty else {
      reportEmpty("regex", of: reader)
      return nil
    }
    if let node = reader.node("regex"), let found = RegexProblem(in: text) {
      let place = ScalarPlaces(of: node, cursor: cursor).place(of: found.range)
      collector.report(
        place.error(found.problem.id, found.problem.message, help: found.problem.help))
      return nil
    }
    return text
  }

  private func reportEmpty(_ kind: String, of reader: MappingReader) {
    guard let entry = reader.keys.first(where: { $0.name == kind }),
      entry.value.isEmpty || entry.value.list?.isEmpty == true || entry.value.scalar == ""
    else { return }
    collector.report(
      entry.key.error(
        kind == "query" ? "query-empty" : "empty-rule", "the rule says nothing to look for",
        help: "write something behind '\(kind):', or delete the rule"))
  }
}
