import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// The columns that every table of codings has: no attribute can be called so.
  private static let columns: Set<String> = [
    "transcript", "participant", "speaker", "code", "coder", "rule", "start", "end", "text", "memo",
  ]

  /// Reads the attributes that a code declares, over those that it inherits.
  func readAttributes(
    _ node: YAMLNode?, inherited: [Code.AttributeDeclaration]
  ) -> [Code.AttributeDeclaration] {
    guard let node else { return inherited }
    var result = inherited
    let reader = MappingReader(node, of: "'attributes'", reporting: collector)
    for entry in reader.keys {
      if !Self.isKey(entry.name) || Self.columns.contains(entry.name) {
        collector.report(
          entry.key.error(
            "invalid-name", "'\(entry.name)' cannot name an attribute",
            help: Self.columns.contains(entry.name)
              ? "every table of codings has a column of that name"
              : "use letters, digits, '_' and '-'"))
      }
      let place = result.firstIndex { $0.name == entry.name }
      let declared = readAttribute(entry, over: place.map { result[$0] })
      if let place { result[place] = declared } else { result.append(declared) }
    }
    return result
  }

  private func readAttribute(
    _ entry: YAMLNode.Entry, over inherited: Code.AttributeDeclaration?
  ) -> Code.AttributeDeclaration {
    var result = inherited ?? Code.AttributeDeclaration(name: entry.name)
    guard !entry.value.isEmpty else { return result }
    let reader = MappingReader(entry.value, of: "an attribute", reporting: collector)
    let values = (reader.nodes("values") ?? []).filter { isText($0, "a value") }
    if let node = reader.node("values"), node.list?.isEmpty ?? false {
      collector.report(
        node.error(
          "wrong-type", "'values' names no value",
          help: "leave it out, and any text will do; or write what may stand there"))
    }
    if !values.isEmpty {
      result.values = []
      var known: Set<String> = []
      for node in values {
        let value = node.scalar ?? ""
        if let inherited, !inherited.values.isEmpty {
          requireValue(value, of: inherited, at: node)
        }
        if known.insert(value).inserted {
          result.values.append(value)
        } else {
          collector.report(node.error("duplicate-value", "the value '\(value)' stands twice"))
        }
      }
    }
    if let node = reader.node("default"), isText(node, "a default") {
      result.defaultValue = node.scalar
      requireValue(node.scalar ?? "", of: result, at: node)
    } else if let value = result.defaultValue, !result.values.isEmpty,
      !result.values.contains(value)
    {
      collector.report(
        entry.key.error(
          "unknown-value",
          "the default '\(value)' of the codes above is no value of '\(entry.name)' here",
          help: "add one of these values as 'default'"))
    }
    reader.refuseOthers()
    return result
  }

  /// Reads values of a code's attributes.
  func readValues(
    _ node: YAMLNode, of attributes: [Code.AttributeDeclaration], what: String
  ) -> Attributes {
    var result = Attributes()
    let reader = MappingReader(node, of: what, reporting: collector)
    for entry in reader.keys {
      guard let attribute = attributes.first(where: { $0.name == entry.name }) else {
        collector.report(
          entry.key.error(
            "unknown-attribute", "the code has no attribute '\(entry.name)'",
            help: attributes.isEmpty
              ? "declare it: 'attributes: {\(entry.name): {values: […]}}'"
              : help(for: entry.name, known: attributes.map(\.name), called: "attributes")))
        continue
      }
      guard isText(entry.value, "the value of '\(entry.name)'") else { continue }
      let value = entry.value.scalar ?? ""
      requireValue(value, of: attribute, at: entry.value)
      result[entry.name] = value
    }
    return result
  }

  private func isText(_ node: YAMLNode, _ what: String) -> Bool {
    if node.scalar != nil, !node.isEmpty { return true }
    collector.report(node.error("wrong-type", "\(what) is text, not \(node.kind)"))
    return false
  }

  private func requireValue(
    _ value: String, of attribute: Code.AttributeDeclaration, at node: YAMLNode
  ) {
    guard !attribute.values.isEmpty, !attribute.values.contains(value) else { return }
    collector.report(
      node.error(
        "unknown-value", "'\(value)' is no value of the attribute '\(attribute.name)'",
        help: help(for: value, known: attribute.values, called: "values")))
  }
}
