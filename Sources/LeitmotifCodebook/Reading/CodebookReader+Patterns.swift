import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// Reads a list of words; a single text stands for a list of one.
  func readPatterns(_ key: String, of reader: MappingReader) -> [PlacedPattern] {
    (reader.nodes(key) ?? []).compactMap { readPattern($0, in: key) }
  }

  /// Reads one element of a list of words.
  func readPattern(_ node: YAMLNode, in key: String) -> PlacedPattern? {
    guard let text = node.scalar else {
      collector.report(
        node.error("wrong-type", "'\(key)' is a list of words and phrases; here is \(node.kind)"))
      return nil
    }
    return readPattern(text, at: node.place)
  }

  /// Reads one element of a list of words.
  func readPattern(_ text: String, at place: Place) -> PlacedPattern? {
    do {
      let pattern = try parsePattern(text)
      requireList(of: pattern, at: place)
      return PlacedPattern(pattern: pattern, place: place)
    } catch {
      collector.report(place.error(error.id, error.message, help: error.help))
      return nil
    }
  }

  /// Reports a pattern that names a list which is not there.
  func requireList(of pattern: Pattern, at place: Place) {
    guard case .list(let name) = pattern, !names.knownLists.contains(name) else { return }
    collector.report(
      place.error(
        "unknown-list", "there is no list '@\(name)'",
        help: help(for: "@\(name)", known: names.lists.map { "@\($0)" }, called: "lists")))
  }
}
