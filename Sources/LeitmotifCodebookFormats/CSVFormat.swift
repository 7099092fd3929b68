import LeitmotifModel
import LeitmotifTable

/// A codebook as a table: a code and one of its words a row.
///
/// It is read with whatever columns dictionaries use: `code`, `category` or `key` for the code (dots part the
/// keys of its path), `pattern`, `word`, `term` or `value` for the word. A code's definition and the like stand
/// in each of its rows, or in the first one.
enum CSVFormat {
  private static let columns = [
    "code", "name", "definition", "include", "exclude", "memo", "pattern",
  ]
  private static let codeNames = ["code", "category", "key", "dimension", "sentiment", "label"]
  private static let wordNames = [
    "pattern", "word", "term", "value", "keyword", "entry", "dicterm",
  ]

  static func read(
    _ bytes: [UInt8], path: String, losses: inout LossReport
  ) throws(Diagnostics) -> DictionaryTree {
    let table = try Table(
      reading: Array(try dictionaryText(bytes, path: path, losses: &losses).utf8), path: path)
    let names = table.columns.map { $0.lowercased() }
    func column(_ known: [String]) -> Int? {
      known.lazy.compactMap { name in names.firstIndex(of: name) }.first
    }
    guard let code = column(codeNames) else {
      throw Diagnostics(
        .error(
          "missing-column", "no column says which code a row is about",
          help: "name it 'code', and that of the words 'pattern'",
          at: SourceLocation(path: path, line: 1)))
    }
    let word = column(wordNames)
    var builder = CodeRows(
      texts: Dictionary(
        uniqueKeysWithValues: columns[1...5].compactMap { name in
          names.firstIndex(of: name).map { (name, $0) }
        }))
    for row in 0..<table.rowCount {
      let path = TableWriter.withoutApostrophe(table[row, code]).split(separator: ".").map(
        \.trimmed)
      guard !path.isEmpty, path.allSatisfy({ !$0.isEmpty }) else {
        losses.note("rows without a code", line: table.line(ofRow: row))
        continue
      }
      builder.add(row, of: table, path: path, word: word)
    }
    let used = Set([code] + (word.map { [$0] } ?? []) + builder.texts.values)
    for (index, name) in table.columns.enumerated() where !used.contains(index) {
      losses.note(name.isEmpty ? "a column without a name" : "the column '\(name)'")
    }
    var tree = DictionaryTree(path: path)
    tree.nodes = builder.nodes
    return tree
  }

  static func bytes(of codebook: Codebook, losses: inout LossReport) -> [UInt8] {
    let entries = DictionaryEntries(of: codebook, keepsTexts: true, losses: &losses).all
    var writer = TableWriter(columns: columns)
    for (code, entry) in zip(codebook.codes, entries) {
      let texts = [
        code.id.rawValue, code.name, code.definition, code.include, code.exclude, code.memo,
      ]
      for word in entry.words.isEmpty ? [""] : entry.words { writer.append(texts + [word]) }
    }
    return writer.bytes
  }
}

/// The codes of a table in the order in which they appear.
private struct CodeRows {
  /// The columns of names, definitions and the like.
  let texts: [String: Int]
  private var root = Branch()

  private final class Branch {
    var node = DictionaryTree.Node(name: "")
    var order: [String] = []
    var children: [String: Branch] = [:]
  }

  init(texts: [String: Int]) {
    self.texts = texts
  }

  mutating func add(_ row: Int, of table: Table, path: [String], word: Int?) {
    var branch = root
    for key in path {
      if branch.children[key] == nil {
        let child = Branch()
        child.node.name = key.replacing("_", with: " ")
        branch.children[key] = child
        branch.order.append(key)
      }
      branch = branch.children[key] ?? branch
    }
    func text(_ name: String) -> String {
      texts[name].map { TableWriter.withoutApostrophe(table[row, $0]) } ?? ""
    }
    if branch.node.code.definition.isEmpty { branch.node.code.definition = text("definition") }
    if branch.node.code.include.isEmpty { branch.node.code.include = text("include") }
    if branch.node.code.exclude.isEmpty { branch.node.code.exclude = text("exclude") }
    if branch.node.code.memo.isEmpty { branch.node.code.memo = text("memo") }
    if branch.node.code.name.isEmpty { branch.node.code.name = text("name") }
    guard let word, !table.isBlank(row, word) else { return }
    branch.node.words.append(
      DictionaryTree.Word(
        text: TableWriter.withoutApostrophe(table[row, word]), line: table.line(ofRow: row)))
  }

  var nodes: [DictionaryTree.Node] { Self.nodes(below: root) }

  private static func nodes(below branch: Branch) -> [DictionaryTree.Node] {
    branch.order.compactMap { key in
      guard let child = branch.children[key] else { return nil }
      var node = child.node
      node.key = key
      if !node.code.name.isEmpty { node.name = node.code.name }
      node.children = nodes(below: child)
      return node
    }
  }
}
