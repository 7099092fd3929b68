import LeitmotifModel

/// Turns WordStat's rules into queries, and the categories that they name into lists.
struct WordStatRules {
  /// The lists that the queries use.
  private(set) var lists: [WordList] = []
  private let nodes: [DictionaryTree.Node]

  init(nodes: [DictionaryTree.Node]) {
    self.nodes = nodes
  }

  /// The query of a rule: `@NAME [a AFTER b /S 3]`.
  ///
  /// - Returns: `nil` for what a query cannot say.
  mutating func query(of rule: String) -> Query? {
    guard let open = rule.firstIndex(of: "["), rule.hasSuffix("]") else { return nil }
    let parts = rule[rule.index(after: open)...].dropLast().split(whereSeparator: \.isWhitespace)
      .map(String.init)
    guard parts.count >= 3, let left = operand(parts[0]), let right = operand(parts[2]) else {
      return nil
    }
    // Behind the operands stands how far apart they may be, in words: /S 3, /S3 or /S /3.
    let distance = parts[3...].joined().split(separator: "/").joined()
    guard distance.isEmpty || distance.uppercased().hasPrefix("S") else { return nil }
    let words = Int(distance.dropFirst()).map { max(0, $0 - 1) }
    if let words, words > 50 { return nil }
    switch (parts[1].uppercased(), words) {
    case ("AFTER", let words?): return .before(right, left, within: words)
    case ("BEFORE", let words?): return .before(left, right, within: words)
    case ("NEAR", let words?): return .near(left, right, within: words)
    case ("AND", nil), ("NEAR", nil): return .and([left, right])
    default: return nil
    }
  }

  private mutating func operand(_ text: String) -> Query? {
    guard text.hasPrefix("#") else {
      let word = text.lowercased().replacing("_", with: " ")
      // A query cannot hold its own quotation marks.
      guard !word.contains(where: { "\"“”„".contains($0) }) else { return nil }
      return DictionaryTree.pattern(word).map { .pattern($0) }
    }
    let name = String(text.dropFirst())
    guard let node = Self.node(name, in: nodes) else { return nil }
    let key = DictionaryTree.key(for: name.lowercased(), taken: []).filter {
      $0 != "+" && $0 != "="
    }
    if !lists.contains(where: { $0.name == key }) {
      let patterns = Self.words(of: node).compactMap { DictionaryTree.pattern($0.text) }
      guard !patterns.isEmpty else { return nil }
      lists.append(WordList(name: key, patterns: patterns))
    }
    return .pattern(.list(key))
  }

  private static func node(
    _ name: String, in nodes: [DictionaryTree.Node]
  ) -> DictionaryTree.Node? {
    for node in nodes {
      if node.name.uppercased() == name.uppercased() { return node }
      if let found = self.node(name, in: node.children) { return found }
    }
    return nil
  }

  private static func words(of node: DictionaryTree.Node) -> [DictionaryTree.Word] {
    node.words + node.children.flatMap(words)
  }
}
