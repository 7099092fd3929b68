import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// Reads an example of a code.
  func readExample(_ node: YAMLNode, of code: Code) -> Code.Example? {
    let reader = MappingReader(node, of: "an example", reporting: collector)
    let text = reader.required("text", help: "write what is said: {text: \"…\", expect: {}}")?
      .scalar
    let expected = reader.node("expect").map {
      readValues($0, of: code.attributes, what: "'expect'")
    }
    let rejects = reader.boolean("reject") ?? false
    if expected != nil && rejects || expected == nil && !rejects, node.mapping != nil {
      collector.report(
        node.error(
          "example-outcome", "an example has either 'expect' or 'reject: true'",
          help: "write 'expect: {}' for a text that is to be coded"))
    }
    let example = Code.Example(
      text: text ?? "", expected: expected, evidence: readEvidence(reader, in: text),
      rule: readRuleName(reader, of: code), role: reader.choice("role") ?? .participant,
      why: reader.string("why") ?? "", location: node.location)
    reader.refuseOthers()
    return text == nil ? nil : example
  }

  private func readEvidence(_ reader: MappingReader, in text: String?) -> String {
    guard let words = reader.string("span"), let node = reader.node("span") else { return "" }
    if let text, !Array(text.utf8).contains(Array(words.utf8)) {
      collector.report(
        node.error(
          "example-span", "the words of 'span' are not in the text",
          help: "copy them from 'text', letter for letter"))
    }
    return words
  }

  private func readRuleName(_ reader: MappingReader, of code: Code) -> String {
    guard let name = reader.string("rule"), let node = reader.node("rule") else { return "" }
    // A rule with an error of its own is there all the same.
    if outline.rulePlaces[Identifier("\(code.id)/\(name)")] == nil {
      collector.report(
        node.error(
          "unknown-rule", "the code has no rule '\(name)'",
          help: help(for: name, known: code.rules.map(\.id.name), called: "rules")))
    }
    return name
  }
}
