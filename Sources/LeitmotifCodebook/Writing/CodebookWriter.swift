public import LeitmotifModel
import LeitmotifYAML

/// Writes a codebook as a file, for codebooks that come from elsewhere.
///
/// What it writes reads back as the same codebook, the places of its parts aside. A file that a person wrote is
/// never written anew: see `CodebookEdit`.
public struct CodebookWriter {
  private let codebook: Codebook
  private let children: [Identifier<Code>: [Code]]
  private var lines: [String] = []
  private var common = RuleDefaults()

  /// Writes a codebook.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - comment: Lines that stand at the top behind `#`.
  /// - Returns: The file's text.
  public static func text(of codebook: Codebook, comment: [String] = []) -> String {
    var writer = CodebookWriter(codebook: codebook)
    writer.lines = comment.map { $0.isEmpty ? "#" : "# \($0)" }
    writer.write()
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(codebook: Codebook) {
    self.codebook = codebook
    children = Dictionary(grouping: codebook.codes.filter { $0.parent != nil }) {
      $0.parent ?? ""
    }
  }

  private mutating func write() {
    lines.append("leitmotif: codebook/1")
    line("codebook", codebook.name, 0)
    if !codebook.version.isEmpty { line("version", codebook.version, 0) }
    if codebook.language != "und" { line("language", codebook.language, 0) }
    if let first = codebook.rules.first {
      common = RuleDefaults(commonTo: codebook.rules, first: first)
      let keys = common.keys(over: RuleDefaults())
      if !keys.isEmpty {
        lines += ["", "defaults:"] + keys.map { "  \($0.key): \($0.value)" }
      }
    }
    writeLists()
    writeCues()
    if !codebook.codes.isEmpty {
      lines += ["", "codes:"]
      for code in codebook.codes where code.parent == nil { write(code, below: nil, 2) }
    }
  }

  private mutating func writeLists() {
    guard !codebook.lists.isEmpty else { return }
    lines += ["", "lists:"]
    for list in codebook.lists { patterns(list.name, list.patterns, 2) }
  }

  private mutating func writeCues() {
    guard !codebook.cues.isEmpty else { return }
    lines += ["", "cues:"]
    for set in codebook.cues {
      lines.append("  \(set.name):")
      for (key, words) in [
        ("forward", set.forward), ("backward", set.backward), ("pseudo", set.pseudo),
        ("stop", set.stop),
      ] where !words.isEmpty { patterns(key, words, 4) }
      lines.append("    reach: \(set.reach)")
    }
  }

  private mutating func write(_ code: Code, below parent: Code?, _ margin: Int) {
    let key = code.id.rawValue.split(separator: ".").last.map(String.init) ?? code.id.rawValue
    lines.append(blanks(margin) + "- code: \(YAMLText.scalar(key, inBrackets: false))")
    let inner = margin + 2
    if let uid = code.uid { line("uid", uid, inner) }
    if code.name != key.replacing("_", with: " ") { line("name", code.name, inner) }
    for (key, text) in [
      ("definition", code.definition), ("include", code.include), ("exclude", code.exclude),
      ("memo", code.memo),
    ] where !text.isEmpty { line(key, text, inner) }
    write(code.attributes.filter { parent?.attributes.contains($0) != true }, inner)
    if let exclusive = code.exclusive { line("exclusive", exclusive.rawValue, inner) }
    if !code.leadsTo.isEmpty {
      let ids = code.leadsTo.map { YAMLText.scalar($0.rawValue) }
      lines.append(blanks(inner) + "leads_to: [\(ids.joined(separator: ", "))]")
    }
    if !code.rules.isEmpty {
      lines.append(blanks(inner) + "rules:")
      var taken: Set<String> = []
      for rule in code.rules {
        let id = CodebookReader.defaultID(of: rule.body.kind, taken: taken, written: [])
        write(rule, isNamed: rule.id.name != id, inner + 2)
        taken.insert(rule.id.name)
      }
    }
    if !code.examples.isEmpty {
      lines.append(blanks(inner) + "examples:")
      for example in code.examples { write(example, inner + 2) }
    }
    guard let below = children[code.id] else { return }
    lines.append(blanks(inner) + "codes:")
    for child in below { write(child, below: code, inner + 2) }
  }

  private mutating func write(_ attributes: [Code.AttributeDeclaration], _ margin: Int) {
    guard !attributes.isEmpty else { return }
    lines.append(blanks(margin) + "attributes:")
    for attribute in attributes {
      var parts: [String] = []
      if !attribute.values.isEmpty {
        let values = attribute.values.map { YAMLText.scalar($0) }.joined(separator: ", ")
        parts.append("values: [\(values)]")
      }
      if let value = attribute.defaultValue { parts.append("default: \(YAMLText.scalar(value))") }
      lines.append(blanks(margin + 2) + "\(attribute.name): {\(parts.joined(separator: ", "))}")
    }
  }

  private mutating func write(_ rule: Rule, isNamed: Bool, _ margin: Int) {
    let first = lines.count
    let inner = margin + 2
    if isNamed { lines.append(blanks(inner) + "id: \(rule.id.name)") }
    switch rule.body {
    case .any(let words): patterns("any", words, inner)
    case .all(let words): patterns("all", words, inner)
    case .query(let query): line("query", query.written, inner)
    case .regex(let expression): line("regex", expression, inner)
    }
    if let unless = rule.unless {
      let near = unless.near.map { YAMLText.scalar($0.written) }.joined(separator: ", ")
      lines.append(blanks(inner) + "unless: {near: [\(near)], within: \(unless.within)}")
    }
    if !rule.context.isEmpty {
      let uses = rule.context.map { "\($0.cue): \($0.effect.written)" }.joined(separator: ", ")
      lines.append(blanks(inner) + "context: {\(uses)}")
    }
    if !rule.attributes.isEmpty { lines.append(blanks(inner) + "set: \(rule.attributes.written)") }
    lines += RuleDefaults(of: rule).keys(over: common).map {
      blanks(inner) + "\($0.key): \($0.value)"
    }
    lines[first].replaceSubrange(
      lines[first].startIndex..<lines[first].index(lines[first].startIndex, offsetBy: inner),
      with: blanks(margin) + "- ")
  }

  private mutating func write(_ example: Code.Example, _ margin: Int) {
    var parts = ["text: \(YAMLText.scalar(example.text))"]
    parts.append(example.expected.map { "expect: \($0.written)" } ?? "reject: true")
    if !example.evidence.isEmpty { parts.append("span: \(YAMLText.scalar(example.evidence))") }
    if !example.rule.isEmpty { parts.append("rule: \(example.rule)") }
    if example.role != .participant { parts.append("role: \(example.role.rawValue)") }
    if !example.why.isEmpty { parts.append("why: \(YAMLText.scalar(example.why))") }
    lines.append(blanks(margin) + "- {\(parts.joined(separator: ", "))}")
  }

  private mutating func line(_ key: String, _ text: String, _ margin: Int) {
    lines.append(blanks(margin) + "\(key): \(YAMLText.scalar(text, inBrackets: false))")
  }

  private mutating func patterns(_ key: String, _ words: [Pattern], _ margin: Int) {
    let head = blanks(margin) + "\(key): "
    let items = words.map { YAMLText.scalar($0.written) }
    lines.append(head + YAMLText.list(items, indentation: margin + 2, column: head.count))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Attributes {
  /// The values as a codebook writes them.
  fileprivate var written: String {
    "{\(pairs.map { "\($0.name): \(YAMLText.scalar($0.value))" }.joined(separator: ", "))}"
  }
}

extension Rule.CueUse.Effect {
  /// The effect as a codebook writes it.
  fileprivate var written: String {
    switch self {
    case .drop: "drop"
    case .require: "{require: true}"
    case .set(let values): "{set: \(values.written)}"
    }
  }
}
