import LeitmotifCodebook
import LeitmotifModel

/// Keys with their words, one below the other, as dictionaries of content analysis have them.
struct DictionaryTree {
  /// One key.
  struct Node {
    /// The key as the file has it.
    var name: String
    /// The code's key, where the file has one besides the name.
    var key: String?
    /// Its words and phrases as the file has them.
    var words: [Word] = []
    /// Its queries, in the language of codebooks.
    var queries: [Query] = []
    /// What the file says of it besides.
    var code = Code(id: "", name: "")
    var children: [Node] = []
  }

  /// A word or phrase with its line.
  struct Word {
    var text: String
    var line: Int?
  }

  /// What the codebook is called.
  var name: String
  var nodes: [Node] = []
  var lists: [WordList] = []
  /// How its words are compared.
  var folding: Rule.Folding = [.letterCase]

  init(path: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    if name.isEmpty { name = "imported" }
  }

  /// The tree as a codebook: a code for each key, with one rule for its words.
  func codebook(losses: inout LossReport) -> Codebook {
    var codebook = Codebook(name: name, lists: lists)
    append(nodes, below: nil, to: &codebook, losses: &losses)
    return codebook
  }

  private func append(
    _ nodes: [Node], below parent: Identifier<Code>?, to codebook: inout Codebook,
    losses: inout LossReport
  ) {
    var taken: Set<String> = []
    for node in nodes {
      let key = Self.key(for: node.key ?? node.name, taken: taken)
      taken.insert(key)
      var code = node.code
      code.id = Identifier(parent.map { "\($0).\(key)" } ?? key)
      code.parent = parent
      code.name = node.name
      var seen: Set<Pattern> = []
      let patterns = node.words.compactMap { word -> Pattern? in
        guard let pattern = Self.pattern(word.text) else {
          losses.note("words that stand for every word, or for none", line: word.line)
          return nil
        }
        return seen.insert(pattern).inserted ? pattern : nil
      }
      if !patterns.isEmpty { code.rules.append(rule("any", .any(patterns), of: code)) }
      for (number, query) in node.queries.enumerated() {
        code.rules.append(
          rule(number == 0 ? "query" : "query-\(number + 1)", .query(query), of: code))
      }
      codebook.codes.append(code)
      append(node.children, below: code.id, to: &codebook, losses: &losses)
    }
  }

  private func rule(_ name: String, _ body: Rule.Body, of code: Code) -> Rule {
    Rule(id: Identifier("\(code.id)/\(name)"), code: code.id, body: body, folding: folding)
  }

  /// The key of a code for a name: what a key cannot hold becomes `_`.
  static func key(for name: String, taken: Set<String>) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if isOfCodeKey(scalar) {
        key.append(scalar)
      } else if !key.isEmpty, key.last != "_" {
        key.append("_")
      }
    }
    if key.last == "_", name.unicodeScalars.last != "_" { key.removeLast() }
    let first = key.isEmpty ? "code" : String(key)
    var result = first
    var number = 1
    while taken.contains(result) {
      number += 1
      result = "\(first)_\(number)"
    }
    return result
  }

  /// A dictionary's word as a pattern: `*` and `?` are wildcards, blanks part the words of a phrase.
  ///
  /// - Returns: `nil` when it stands for every word, for none, or cannot be written in a codebook.
  static func pattern(_ text: String) -> Pattern? {
    let words = text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(
      String.init)
    let patterns = words.map { word in
      WordPattern(word, matching: word.contains { "*?".contains($0) } ? .wildcard : .folded)
    }
    let isWritable = patterns.allSatisfy { pattern in
      pattern.text != "@"
        && (pattern.matching == .folded || !"=~@".contains(pattern.text.first ?? " "))
    }
    guard isWritable, let first = patterns.first else { return nil }
    guard patterns.count == 1 else { return .phrase(patterns) }
    return first.text.allSatisfy { $0 == "*" } ? nil : .word(first)
  }
}
