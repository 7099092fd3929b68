public import LeitmotifModel
import LeitmotifYAML

extension TestCase {
  private static let format = "test/1"
  private static let help = "the first line of a test is 'leitmotif: \(format)'"

  /// Reads a case.
  ///
  /// ```yaml
  /// leitmotif: test/1
  /// turns:
  ///   - interviewer: And what about the cost?
  ///   - participant: It was not only the price.
  /// expect:
  ///   - {code: access.cost, span: price, turn: 2}
  /// absent: [trust]
  /// ```
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name.
  ///   - codebook: The codebook that it tests.
  /// - Throws: `Diagnostics` with everything that is wrong in it.
  public init(_ bytes: [UInt8], path: String, of codebook: Codebook) throws(Diagnostics) {
    let collector = DiagnosticCollector()
    let root = try Self.root(of: bytes, path: path)
    let reader = MappingReader(root, of: "a test", reporting: collector)
    let format = reader.required("leitmotif", help: Self.help)
    if let format, format.scalar != Self.format {
      collector.report(
        format.error(
          "unknown-format", "'\(format.scalar ?? format.kind)' is no test that can be read",
          help: Self.help))
    }
    _ = reader.required("turns", help: "write who says what:  - participant: …")
    let turns = (reader.nodes("turns") ?? []).map { Self.turn($0, collector) }
    let names = CodeNames(codebook: codebook, collector: collector)
    let expected = (reader.nodes("expect") ?? []).compactMap { node in
      Self.expectation(node, turns: turns, names)
    }
    for node in reader.nodes("absent") ?? [] {
      guard let code = names.code(node), expected.contains(where: { $0.code == code }) else {
        continue
      }
      collector.report(
        node.error(
          "duplicate-value", "the code '\(code)' stands under 'expect', too",
          help: "take it out of one of them"))
    }
    self.expected = expected
    absent = Set(
      (reader.nodes("absent") ?? []).compactMap { codebook[Identifier($0.scalar ?? "")]?.id })
    if expected.isEmpty, absent.isEmpty, root.mapping != nil, !collector.diagnostics.hasErrors {
      collector.report(
        root.error(
          "missing-key", "a test needs 'expect' or 'absent'",
          help: "name the codings that are to be found, and the codes of which there is none"))
    }
    reader.refuseOthers()
    try collector.diagnostics.throwIfErrors()
    self.path = path
    self.turns = turns.compactMap(\.self)
  }

  /// Reads a file that says that it is a test; of another one every line would be wrong.
  private static func root(of bytes: [UInt8], path: String) throws(Diagnostics) -> YAMLNode {
    let message = "the file is no test: it does not say what it is"
    let root: YAMLNode
    do {
      root = try YAMLReader.read(bytes, path: path)
    } catch {
      guard error.all.first?.id == "empty-file" else { throw error }
      throw Diagnostics(
        .error("unknown-format", message, help: help, at: SourceLocation(path: path)))
    }
    guard root["leitmotif"]?.isEmpty ?? true else { return root }
    throw Diagnostics(
      (root.mapping?.first?.key ?? root).error(
        "unknown-format", message,
        help: help + "; a file that is none does not belong beside them"))
  }

  private static func turn(_ node: YAMLNode, _ collector: DiagnosticCollector) -> Turn? {
    let roles = Role.allCases.map(\.rawValue)
    guard let entry = node.mapping?.first, node.mapping?.count == 1, let text = entry.value.scalar
    else {
      collector.report(
        node.error(
          "wrong-type", "a turn is a role with what is said: 'participant: We pay.'",
          help: "roles: \(roles.joined(separator: ", "))"))
      return nil
    }
    guard let role = Role(rawValue: entry.name) else {
      collector.report(
        entry.key.error(
          "unknown-value", "'\(entry.name)' is no role",
          help: helpForUnknown(entry.name, known: roles, called: "roles")))
      return nil
    }
    return Turn(role: role, text: text)
  }

  private static func expectation(
    _ node: YAMLNode, turns: [Turn?], _ names: CodeNames
  ) -> Expectation? {
    let reader = MappingReader(node, of: "an expected coding", reporting: names.collector)
    let code = reader.required("code", help: "name the code: {code: access.cost, span: price}")
      .flatMap(names.code)
    var result = Expectation(
      code: code ?? "", words: reader.string("span") ?? "", turn: reader.integer("turn"),
      rule: reader.string("rule") ?? "", place: node.place)
    if let code, let attributes = reader.node("attributes") {
      result.attributes = names.attributes(attributes, of: code)
    }
    // A coding may reach from one turn into the next.
    let said = line(turns.compactMap { $0?.text }.joined(separator: " "))
    if !result.words.isEmpty, !said.contains(line(result.words)), let place = node["span"] {
      names.collector.report(
        place.error(
          "example-span", "the words of 'span' are in no turn",
          help: "copy them from 'turns', letter for letter"))
    }
    if let turn = result.turn, !(1...max(1, turns.count)).contains(turn), let place = node["turn"] {
      names.collector.report(
        place.error("out-of-range", "there is no turn \(turn)", help: "turns count from 1"))
      result.turn = nil
    }
    if let code, !result.rule.isEmpty, let place = node["rule"] {
      names.requireRule(result.rule, of: code, at: place)
    }
    reader.refuseOthers()
    return code == nil ? nil : result
  }
}

/// The names that a case may use.
private struct CodeNames {
  let codebook: Codebook
  let collector: DiagnosticCollector

  /// The code that a node names; `nil` when there is none, which is reported.
  func code(_ node: YAMLNode) -> Identifier<Code>? {
    let name = node.scalar ?? ""
    if let code = codebook[Identifier(name)] { return code.id }
    collector.report(
      node.error(
        "unknown-code", "the codebook has no code '\(name)'",
        help: helpForUnknown(name, known: codebook.codes.map(\.id.rawValue), called: "codes")))
    return nil
  }

  /// The values that a coding of a code is to have; what the code cannot have is reported.
  func attributes(_ node: YAMLNode, of code: Identifier<Code>) -> Attributes {
    let reader = MappingReader(node, of: "'attributes'", reporting: collector)
    var result = Attributes()
    for attribute in codebook[code]?.attributes ?? [] {
      guard let value = reader.string(attribute.name), let place = reader.node(attribute.name)
      else { continue }
      result[attribute.name] = value
      guard !attribute.values.isEmpty, !attribute.values.contains(value) else { continue }
      collector.report(
        place.error(
          "unknown-value", "'\(value)' is no value of '\(attribute.name)'",
          help: helpForUnknown(value, known: attribute.values, called: "values")))
    }
    reader.refuseOthers(id: "unknown-attribute")
    return result
  }

  func requireRule(_ name: String, of code: Identifier<Code>, at node: YAMLNode) {
    let known = codebook[code]?.rules.map(\.id.name) ?? []
    guard !known.contains(name) else { return }
    collector.report(
      node.error(
        "unknown-rule", "the code has no rule '\(name)'",
        help: helpForUnknown(name, known: known, called: "rules")))
  }
}
