import LeitmotifCodebook
import LeitmotifModel

/// A codebook as a page for people: a heading for each code, with what it means and how it is found.
enum MarkdownFormat {
  static func text(of codebook: Codebook) -> String {
    var text = "# \(escaped(codebook.name))\n"
    let facts = [
      ("Version", codebook.version),
      ("Language", codebook.language == "und" ? "" : codebook.language),
    ]
    .filter { !$0.1.isEmpty }.map { "\($0.0): \(escaped($0.1))" }
    if !facts.isEmpty { text += "\n\(facts.joined(separator: " · "))\n" }
    for code in codebook.codes { append(code, to: &text) }
    if !codebook.lists.isEmpty {
      text += "\n## Word lists\n"
      for list in codebook.lists {
        text += "\n**@\(escaped(list.name))**: \(words(list.patterns))\n"
      }
    }
    return text
  }

  private static func append(_ code: Code, to text: inout String) {
    let depth = code.id.rawValue.split(separator: ".").count
    text += "\n\(String(repeating: "#", count: min(depth + 1, 6))) \(escaped(code.name))\n"
    text += "\n`\(code.id)`\n"
    if !code.definition.isEmpty { text += "\n\(escaped(code.definition))\n" }
    for (name, said) in [("Include", code.include), ("Exclude", code.exclude), ("Memo", code.memo)]
    where !said.isEmpty { text += "\n**\(name):** \(escaped(said))\n" }
    if let exclusive = code.exclusive {
      text += "\nThe codes below it exclude each other in a \(exclusive.rawValue).\n"
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
        text += "| \(cell(name)) | \(finds(rule)) |\n"
      }
    }
    guard !code.examples.isEmpty else { return }
    text += "\n| example | coded |\n| --- | --- |\n"
    for example in code.examples {
      let values = (example.expected?.pairs ?? []).map { "\($0.name): \($0.value)" }
      let outcome =
        example.expected == nil ? "no" : (["yes"] + values).joined(separator: ", ")
      text += "| \(cell(example.text)) | \(cell(outcome)) |\n"
    }
  }

  private static func finds(_ rule: Rule) -> String {
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
    return parts.joined(separator: "; ")
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
