import LeitmotifModel
import LeitmotifYAML

/// quanteda's dictionary in YAML: keys, keys below them, and lists of words.
///
/// ```yaml
/// economy:
///   taxes: [tax*, levy, "stamp duty"]
///   __: [econom*]
/// ```
///
/// `__` holds the words of a key that has others below it, as quanteda's `as.yaml` writes them.
///
/// - Source: K. Benoit and others, "quanteda", Journal of Open Source Software 3 (2018),
///   doi:10.21105/joss.00774.
enum QuantedaFormat {
  private static let own = "__"

  static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> DictionaryTree {
    let root = try YAMLReader.read(bytes, path: path)
    guard let entries = root.mapping else {
      throw Diagnostics(
        root.error(
          "wrong-type", "a dictionary is a mapping of keys to words, not \(root.kind)",
          help: "write 'key: [word, word]'"))
    }
    if root["leitmotif"] != nil {
      throw Diagnostics(
        root.error(
          "already-codebook", "the file is a codebook of Leitmotif already",
          help: "use it as it is: leitmotif codebook check FILE"))
    }
    var tree = DictionaryTree(path: path)
    for entry in entries { tree.nodes.append(node(entry)) }
    return tree
  }

  private static func node(_ entry: YAMLNode.Entry) -> DictionaryTree.Node {
    var node = DictionaryTree.Node(name: entry.name)
    add(entry.value, to: &node)
    return node
  }

  private static func add(_ value: YAMLNode, to node: inout DictionaryTree.Node) {
    switch value.content {
    case .scalar(let text, _):
      guard !value.isEmpty else { return }
      node.words.append(DictionaryTree.Word(text: text, line: value.location.line))
    case .list(let values):
      for value in values { add(value, to: &node) }
    case .mapping(let entries):
      for entry in entries {
        if entry.name == own {
          add(entry.value, to: &node)
        } else {
          node.children.append(self.node(entry))
        }
      }
    }
  }

  static func text(of codebook: Codebook, losses: inout LossReport) -> String {
    var dictionary = DictionaryEntries(of: codebook, losses: &losses)
    // A file with the key 'leitmotif' is a codebook of ours.
    dictionary.tellApart(losses: &losses) { $0 != own && $0 != "leitmotif" }
    let entries = dictionary.all
    var text = ""
    for (index, entry) in entries.enumerated() {
      let margin = String(repeating: " ", count: entry.depth * 2)
      let head = "\(margin)\(YAMLText.scalar(entry.name, inBrackets: false, forOthers: true)):"
      let words = entry.words.map { YAMLText.scalar($0, forOthers: true) }
      let isParent = index + 1 < entries.count && entries[index + 1].depth > entry.depth
      text += head
      if isParent {
        text += "\n"
        if words.isEmpty { continue }
        text += "\(margin)  \(own):"
      }
      let column = margin.count + (isParent ? 5 : head.count - margin.count)
      text += " " + YAMLText.list(words, indentation: margin.count + 4, column: column + 1) + "\n"
    }
    return text
  }
}
