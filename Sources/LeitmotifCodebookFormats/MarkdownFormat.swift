import LeitmotifCodebook
import LeitmotifModel

/// A codebook as a page for people: a heading for each code, with what it means and how it is found.
///
/// The page holds all that the codebook says.
enum MarkdownFormat {
  static func text(of codebook: Codebook) -> String {
    var text = "# \(escaped(codebook.name))\n"
    let facts = [
      ("Version", codebook.version),
      ("Language", codebook.language == "und" ? "" : codebook.language),
    ]
    .filter { !$0.1.isEmpty }.map { "\($0.0): \(escaped($0.1))" }
    if !facts.isEmpty { text += "\n\(facts.joined(separator: " · "))\n" }
    let common = looks(commonTo: codebook.rules)
    if !common.isEmpty { text += "\nAll rules: \(common.joined(separator: "; "))\n" }
    for code in codebook.codes { append(code, common: common, to: &text) }
    if !codebook.lists.isEmpty {
      text += "\n## Word lists\n"
      for list in codebook.lists {
        text += "\n**@\(escaped(list.name))**: \(words(list.patterns))\n"
      }
    }
    if !codebook.cues.isEmpty { text += "\n## Cues\n" }
    for set in codebook.cues { append(set, to: &text) }
    if !codebook.steps.isEmpty { text += "\n## History\n\n" }
    for step in codebook.steps { append(step, to: &text) }
    return text
  }

  private static func append(_ set: CueSet, to text: inout String) {
    text += "\n**\(escaped(set.name))**, reach \(set.reach):\n\n"
    for (kind, patterns) in [
      ("forward", set.forward), ("backward", set.backward), ("pseudo", set.pseudo),
      ("stop", set.stop),
    ] where !patterns.isEmpty { text += "- \(kind): \(words(patterns))\n" }
  }

  private static func append(_ step: CodeStep, to text: inout String) {
    let targets = step.to.enumerated().map { place, id in
      let uid = step.uids.indices.contains(place) ? " (uid \(code(step.uids[place])))" : ""
      return code(id.rawValue) + uid
    }
    let end = targets.isEmpty ? "" : " to \(targets.joined(separator: ", "))"
    text += "- \(step.kind.rawValue) \(code(step.from.rawValue))\(end)\n"
  }

  private static func append(_ code: Code, common: [String], to text: inout String) {
    let depth = code.id.rawValue.split(separator: ".").count
    text += "\n\(String(repeating: "#", count: min(depth + 1, 6))) \(escaped(code.name))\n"
    let uid = code.uid.map { ", uid \(Self.code($0))" } ?? ""
    text += "\n`\(code.id)`\(uid)\n"
    if !code.definition.isEmpty { text += "\n\(escaped(code.definition))\n" }
    for (name, said) in [("Include", code.include), ("Exclude", code.exclude), ("Memo", code.memo)]
    where !said.isEmpty { text += "\n**\(name):** \(escaped(said))\n" }
    if let exclusive = code.exclusive {
      text += "\nThe codes below it exclude each other in a \(exclusive.rawValue).\n"
    }
    if !code.leadsTo.isEmpty {
      let ids = code.leadsTo.map { Self.code($0.rawValue) }
      text += "\nLeads to \(ids.joined(separator: ", "))\n"
    }
    if !code.attributes.isEmpty {
      text += "\n| attribute | values | default |\n| --- | --- | --- |\n"
      for attribute in code.attributes {
        let values =
          attribute.values.isEmpty ? "any text" : attribute.values.joined(separator: ", ")
        text +=
          "| \(cell(attribute.name)) | \(cell(values)) | \(cell(attribute.defaultValue ?? "")) |\n"
      }
    }
    if !code.rules.isEmpty {
      text += "\n| rule | finds |\n| --- | --- |\n"
      for rule in code.rules {
        let name = rule.id.rawValue.split(separator: "/").last.map(String.init) ?? ""
        text += "| \(cell(name)) | \(finds(rule, common: common)) |\n"
      }
    }
    guard !code.examples.isEmpty else { return }
    text += "\n| example | coded |\n| --- | --- |\n"
    for example in code.examples {
      let values = (example.expected?.pairs ?? []).map { ($0.name, $0.value) }
      let role = example.role == .participant ? "" : example.role.rawValue
      let facts = [
        ("span", example.evidence), ("rule", example.rule), ("role", role), ("why", example.why),
      ].filter { !$0.1.isEmpty }
      let outcome =
        [example.expected == nil ? "no" : "yes"] + (values + facts).map { "\($0.0): \($0.1)" }
      text += "| \(cell(example.text)) | \(cell(outcome.joined(separator: ", "))) |\n"
    }
  }

  private static func finds(_ rule: Rule, common: [String]) -> String {
    let what =
      switch rule.body {
      case .any(let patterns):
        (rule.borders == .none ? "anywhere, also inside words: " : "") + words(patterns)
      case .all(let patterns): "all of: " + words(patterns)
      case .query(let query): code(query.written)
      case .regex(let expression): code("/\(expression)/")
      }
    var parts = [what.replacing("|", with: "\\|")]
    if let unless = rule.unless {
      let near = words(unless.near).replacing("|", with: "\\|")
      parts.append("not within \(unless.within) words of \(near)")
    }
    for use in rule.context {
      switch use.effect {
      case .drop: parts.append("not with a cue of *\(escaped(use.cue))*")
      case .require: parts.append("only with a cue of *\(escaped(use.cue))*")
      case .set(let values):
        let set = values.pairs.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        parts.append("with a cue of *\(escaped(use.cue))*: \(escaped(set))")
      }
    }
    if !rule.attributes.isEmpty {
      let set = rule.attributes.pairs.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
      parts.append("sets \(escaped(set))")
    }
    parts += looks(of: rule).filter { !common.contains($0) }
    return parts.joined(separator: "; ")
  }

  /// How several rules look at text alike, so that it need not stand in each.
  private static func looks(commonTo rules: [Rule]) -> [String] {
    guard let first = rules.first, rules.count > 1 else { return [] }
    let others = rules.dropFirst().map { looks(of: $0) }
    return looks(of: first).filter { look in others.allSatisfy { $0.contains(look) } }
  }

  /// How a rule looks at text where that is not what holds when nothing is said.
  private static func looks(of rule: Rule) -> [String] {
    let folds: [(Rule.Folding, String)] = [
      (.letterCase, "case"), (.diacritics, "diacritics"), (.quotes, "quotes"),
      (.hyphens, "hyphens"),
    ]
    var looks: [String] = []
    if rule.roles != [.participant] {
      let roles = Role.allCases.filter(rule.roles.contains).map(\.rawValue)
      looks.append("roles: \(roles.joined(separator: ", "))")
    }
    if rule.scope != .sentence { looks.append("scope: \(rule.scope.rawValue)") }
    if rule.folding != .standard {
      let names = folds.filter { rule.folding.contains($0.0) }.map(\.1)
      looks.append("fold: \(names.isEmpty ? "nothing" : names.joined(separator: ", "))")
    }
    if rule.overlap != .longest { looks.append("overlap: \(rule.overlap.rawValue)") }
    if let evidence = rule.evidence { looks.append("evidence: \(evidence.rawValue)") }
    return looks
  }

  private static func words(_ patterns: [Pattern]) -> String {
    patterns.map { code($0.written) }.joined(separator: ", ")
  }

  private static func code(_ text: String) -> String {
    text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }

  private static func cell(_ text: String) -> String {
    escaped(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// Text in which no sign means anything to Markdown.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]<>#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
