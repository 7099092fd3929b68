import LeitmotifCodebook
import LeitmotifModel

/// WordStat's categorisation dictionary: tabs for depth, a category in a line, a word with its weight in a line.
///
/// ```
/// POSITIVE
/// 	GOOD (1)
/// 	WELL_DONE (1)
/// 	@NOT_BAD [#BAD AFTER #NEGATION /S 3] (1)
/// ```
///
/// `_` joins the words of a phrase. A rule in brackets becomes a query where it can: `a AFTER b /S 3` is
/// `b BEFORE/2 a` (WordStat counts to the word itself, a query the words between).
///
/// - Source: Provalis Research, "WordStat User's Guide", "Working with Rules".
enum WordStatFormat {
  static func read(
    _ bytes: [UInt8], path: String, losses: inout LossReport
  ) throws(Diagnostics) -> DictionaryTree {
    var outline = OutlineBuilder()
    for line in try dictionaryLines(bytes, path: path, losses: &losses) {
      let depth = line.text.prefix { $0 == "\t" }.count
      let (content, weight) = weighted(line.text.trimmed)
      guard let weight else {
        outline.open(content, depth: depth)
        continue
      }
      if weight != "1" { losses.note("weights other than 1", line: line.number) }
      if isRule(content) {
        outline.add(rule: content, depth: depth, line: line.number)
      } else {
        let word = content.lowercased().replacing("_", with: " ")
        outline.add(DictionaryTree.Word(text: word, line: line.number), depth: depth)
      }
    }
    var tree = DictionaryTree(path: path)
    tree.nodes = outline.nodes
    var rules = WordStatRules(nodes: tree.nodes)
    for (place, rule, line) in outline.rules {
      if let query = rules.query(of: rule) {
        tree.nodes.add(query, at: place[...])
      } else {
        losses.note("rules in brackets", line: line)
      }
    }
    losses.note("words outside of any category", count: outline.stray)
    tree.lists = rules.lists
    return tree
  }

  static func text(of codebook: Codebook, losses: inout LossReport) -> String {
    var dictionary = DictionaryEntries(of: codebook, losses: &losses)
    // `Odd (1)` would be a word.
    dictionary.tellApart(losses: &losses) { weighted($0).weight == nil }
    let entries = dictionary.all
    losses.note(
      "letters that capitals do not keep, and '_' in words",
      count: entries.reduce(0) { count, entry in
        count
          + entry.words.count { word in
            word.uppercased().lowercased() != word.lowercased() || word.contains("_")
          }
      })
    return entries.map { entry in
      let margin = String(repeating: "\t", count: entry.depth)
      let words = entry.words.filter { !isRule($0) }
      losses.note(
        "words from '@' to ']', which WordStat takes for rules",
        count: entry.words.count - words.count)
      let lines = words.map { word in
        "\(margin)\t\(word.uppercased().replacing(" ", with: "_")) (1)\n"
      }
      return "\(margin)\(entry.name)\n\(lines.joined())"
    }.joined()
  }

  /// Whether a line's content is a rule: `@NOT_BAD [#BAD AFTER #NEGATION /S 3]`.
  private static func isRule(_ content: String) -> Bool {
    content.hasPrefix("@") && content.hasSuffix("]")
  }

  /// Takes the weight off a line: `GOOD (1)` is `GOOD` and `1`.
  private static func weighted(_ content: String) -> (content: String, weight: String?) {
    guard content.hasSuffix(")"), let open = content.lastIndex(of: "(") else {
      return (content, nil)
    }
    let weight = content[content.index(after: open)...].dropLast()
    let isNumber =
      !weight.isEmpty && weight.allSatisfy { $0.isASCII && ($0.isNumber || ".-".contains($0)) }
    guard isNumber, open > content.startIndex else { return (content, nil) }
    return (content[..<open].trimmed, String(weight))
  }
}

/// Builds a tree from lines that say how deep they stand.
private struct OutlineBuilder {
  private(set) var nodes: [DictionaryTree.Node] = []
  private(set) var rules: [(place: [Int], text: String, line: Int)] = []
  /// The words that stand in no category.
  private(set) var stray = 0
  private var path: [Int] = []

  mutating func open(_ name: String, depth: Int) {
    path = Array(path.prefix(depth))
    path.append(nodes.open(name, at: path[...]))
  }

  mutating func add(_ word: DictionaryTree.Word, depth: Int) {
    path = Array(path.prefix(depth))
    if path.isEmpty { stray += 1 }
    nodes.add(word, at: path[...])
  }

  mutating func add(rule: String, depth: Int, line: Int) {
    path = Array(path.prefix(depth))
    rules.append((path, rule, line))
  }
}

extension [DictionaryTree.Node] {
  /// The place of a key below another one; a new one unless it is there.
  fileprivate mutating func open(_ name: String, at path: ArraySlice<Int>) -> Int {
    if let first = path.first { return self[first].children.open(name, at: path.dropFirst()) }
    if let known = firstIndex(where: { $0.name == name }) { return known }
    append(DictionaryTree.Node(name: name))
    return count - 1
  }

  fileprivate mutating func add(_ word: DictionaryTree.Word, at path: ArraySlice<Int>) {
    guard let first = path.first else { return }
    if path.count == 1 {
      self[first].words.append(word)
    } else {
      self[first].children.add(word, at: path.dropFirst())
    }
  }

  fileprivate mutating func add(_ query: Query, at path: ArraySlice<Int>) {
    guard let first = path.first else { return }
    if path.count == 1 {
      self[first].queries.append(query)
    } else {
      self[first].children.add(query, at: path.dropFirst())
    }
  }
}
