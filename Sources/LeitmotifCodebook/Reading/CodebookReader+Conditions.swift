import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// Reads the words near which a rule finds nothing.
  func readUnless(_ reader: MappingReader, id: Identifier<Rule>) -> Rule.Unless? {
    guard let node = reader.node("unless") else { return nil }
    let help = "write {near: [word, …], within: 3}"
    let conditions = MappingReader(node, of: "'unless'", reporting: collector)
    _ = conditions.required("near", help: help)
    _ = conditions.required("within", help: help)
    let near = readPatterns("near", of: conditions)
    let within = readNumber("within", of: conditions, in: Self.distances)
    conditions.refuseOthers()
    outline.exceptions[id, default: []] += near
    guard !near.isEmpty, let within else { return nil }
    return Rule.Unless(near: near.map(\.pattern), within: within)
  }

  /// Reads which cues a rule asks, and what they do.
  func readContext(_ reader: MappingReader, of code: Code) -> [Rule.CueUse] {
    guard let node = reader.node("context") else { return [] }
    let cues = MappingReader(node, of: "'context'", reporting: collector)
    return cues.keys.compactMap { entry in
      if !names.knownCues.contains(entry.name) {
        collector.report(
          entry.key.error(
            "unknown-cue", "there is no cue set '\(entry.name)'",
            help: help(for: entry.name, known: names.cues, called: "cue sets")))
      }
      return readEffect(entry.value, of: code).map { Rule.CueUse(cue: entry.name, effect: $0) }
    }
  }

  private func readEffect(_ node: YAMLNode, of code: Code) -> Rule.CueUse.Effect? {
    if node.scalar == "drop" { return .drop }
    if let entries = node.mapping, entries.count == 1 {
      let entry = entries[0]
      if entry.name == "require", entry.value.scalar == "true" { return .require }
      if entry.name == "set" {
        return .set(readValues(entry.value, of: code.attributes, what: "'set'"))
      }
    }
    collector.report(
      node.error(
        "cue-effect", "a cue drops a hit, is required, or sets attributes",
        help: "write 'drop', '{require: true}' or '{set: {attribute: value}}'"))
    return nil
  }
}
