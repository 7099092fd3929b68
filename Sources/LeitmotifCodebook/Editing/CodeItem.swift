import LeitmotifModel
import LeitmotifYAML

/// Where a code stands in a codebook's file.
struct CodeItem {
  /// How its mapping is written.
  enum Style {
    /// A key a line, all in one column.
    case lines
    /// Between `{` and `}`.
    case braces
    /// One key and its value, in a list in brackets: `[code: cost]`.
    case bare
  }

  /// The code's id.
  let id: Identifier<Code>
  /// Its mapping.
  let node: YAMLNode
  /// Its key `code` with the value.
  let key: YAMLNode.Entry
  /// How its mapping is written.
  let style: Style
  /// The entry `codes` that holds it.
  let list: YAMLNode.Entry
  /// Its mapping in the file as it was given; `nil` when the code had another id there.
  var given: YAMLNode?

  /// The mapping that messages point into: the file that people have.
  var shown: YAMLNode { given ?? node }

  /// The values of a key, each with the one that messages point at.
  func values(of key: String) -> [(node: YAMLNode, shown: YAMLNode)] {
    func values(in node: YAMLNode) -> [YAMLNode] { node[key].map { $0.list ?? [$0] } ?? [] }
    let (own, given) = (values(in: node), values(in: shown))
    guard own.count == given.count else { return own.map { (node: $0, shown: $0) } }
    return zip(own, given).map { (node: $0, shown: $1) }
  }

  /// The codes of a file, each before those below it.
  static func all(of root: YAMLNode, text: EditedText) -> [CodeItem] {
    var items: [CodeItem] = []
    collect(from: root, below: "", isOpen: true, text, into: &items)
    return items
  }

  private static func collect(
    from node: YAMLNode, below path: String, isOpen: Bool, _ text: EditedText,
    into items: inout [CodeItem]
  ) {
    guard let list = node.mapping?.first(where: { $0.name == "codes" }) else { return }
    let isOpen = isOpen && sign(at: list.value, text) != "["
    for value in list.value.list ?? [] {
      guard let key = value.mapping?.first(where: { $0.name == "code" }),
        let name = key.value.scalar
      else { continue }
      let isBraced = sign(at: value, text) == "{"
      let id = path.isEmpty ? name : "\(path).\(name)"
      items.append(
        CodeItem(
          id: Identifier(id), node: value, key: key,
          style: isBraced ? .braces : isOpen ? .lines : .bare, list: list))
      collect(from: value, below: id, isOpen: isOpen && !isBraced, text, into: &items)
    }
  }

  private static func sign(at node: YAMLNode, _ text: EditedText) -> String {
    guard let line = node.location.line, let column = node.location.column else { return "" }
    return text.text(line: line, column: column, length: 1)
  }
}
