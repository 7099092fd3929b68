import LeitmotifModel
import LeitmotifYAML

/// What has to fit before a code goes into another one, or out of use.
extension CodebookEdit {
  /// Refuses to merge a code whose attributes the other one lacks: its rules set them, and people gave them.
  func requireAttributes(
    of id: Identifier<Code>, in other: Identifier<Code>
  ) throws(Diagnostics) {
    let known = codebook[other]?.attributes ?? []
    for attribute in codebook[id]?.attributes ?? [] {
      let same = known.first { $0.name == attribute.name }
      if let same,
        same.values.isEmpty
          || !attribute.values.isEmpty && Set(same.values).isSuperset(of: attribute.values)
      {
        continue
      }
      let node = try item(id).shown
      let place = node["attributes"]?.mapping?.first { $0.name == attribute.name }
      let message =
        same == nil
        ? "'\(other)' has no attribute '\(attribute.name)', as '\(id)' has"
        : "the attribute '\(attribute.name)' of '\(other)' has not all values that it has here"
      throw Diagnostics(
        (place?.key ?? node).error(
          "attributes-differ", message,
          help: "give it to '\(other)' as it stands here, or take it out of '\(id)'"))
    }
  }

  /// Refuses to merge a code of which an example names a rule without an id: that rule gets another name there.
  func requireNamedRules(of item: CodeItem) throws(Diagnostics) {
    let named = Set(item.node["rules"]?.list?.compactMap { $0["id"]?.scalar } ?? [])
    for (node, shown) in item.values(of: "examples") {
      guard let name = node["rule"]?.scalar, !named.contains(name) else { continue }
      throw Diagnostics(
        (shown["rule"] ?? shown).error(
          "rule-without-id",
          "the rule '\(name)' has no id, and gets another name in the other code",
          help: "give it one first: 'id: \(name)'"))
    }
  }

  /// Refuses to retire a code that another one leads to.
  func requireUnnamed(_ item: CodeItem) throws(Diagnostics) {
    for other in items where !other.id.isWithin(item.id) {
      for (node, shown) in other.values(of: "leads_to") {
        guard let id = node.scalar, Identifier(id).isWithin(item.id) else { continue }
        throw Diagnostics(
          shown.error(
            "code-in-use", "'\(other.id)' leads to '\(id)'",
            help: "take it out of 'leads_to' first"))
      }
    }
  }

  /// The changes that give another name to each rule of a code whose name a rule of another code has, wherever the
  /// code names it.
  func newRuleNames(of item: CodeItem, in target: CodeItem) -> [EditedText.Change] {
    var taken = Set(
      [item, target].flatMap { codebook[$0.id]?.rules.map(\.id.name) ?? [] })
    let theirs = Set(codebook[target.id]?.rules.map(\.id.name) ?? [])
    var newNames: [String: String] = [:]
    let named = item.node["rules"]?.list?.compactMap { $0["id"] } ?? []
    for name in named.compactMap(\.scalar) where theirs.contains(name) {
      var number = 2
      while taken.contains("\(name)-\(number)") { number += 1 }
      newNames[name] = "\(name)-\(number)"
      taken.insert("\(name)-\(number)")
    }
    let asked = item.node["examples"]?.list?.compactMap { $0["rule"] } ?? []
    return (named + asked).compactMap { node in
      guard let name = node.scalar.flatMap({ newNames[$0] }), let place = place(of: node) else {
        return nil
      }
      return EditedText.Change(
        line: place.line, column: place.start, length: place.end - place.start,
        text: YAMLText.scalar(name))
    }
  }
}
