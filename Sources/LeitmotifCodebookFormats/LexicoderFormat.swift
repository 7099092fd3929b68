import LeitmotifModel

/// Lexicoder 3's dictionary: a line with `+` and a key, then its words, a line each.
///
/// ```
/// +negative
/// a lie
/// abandon*
/// ```
///
/// - Source: L. Young, S. Soroka, "Affective News: The Automated Coding of Sentiment in Political Texts",
///   Political Communication 29 (2012), doi:10.1080/10584609.2012.671234.
enum LexicoderFormat {
  static func read(
    _ bytes: [UInt8], path: String, losses: inout LossReport
  ) throws(Diagnostics) -> DictionaryTree {
    var tree = DictionaryTree(path: path)
    for line in try dictionaryLines(bytes, path: path, losses: &losses) {
      let content = line.text.trimmed
      if content.hasPrefix("+") {
        let name = content.dropFirst().trimmed
        if !name.isEmpty { tree.nodes.append(DictionaryTree.Node(name: name)) }
      } else if tree.nodes.isEmpty {
        losses.note("words in front of the first key", line: line.number)
      } else if !content.isEmpty {
        let word = DictionaryTree.Word(text: content, line: line.number)
        tree.nodes[tree.nodes.count - 1].words.append(word)
      }
    }
    guard !tree.nodes.isEmpty else {
      throw Diagnostics(
        .error(
          "no-categories", "the file has no key", help: "a key stands in a line behind '+'",
          at: SourceLocation(path: path)))
    }
    return tree
  }

  static func text(of codebook: Codebook, losses: inout LossReport) -> String {
    var entries = DictionaryEntries(of: codebook, losses: &losses)
    losses.note(
      "places and names of codes below others; their ids stand instead",
      count: entries.all.count { $0.depth > 0 })
    entries.tellApart(isFlat: true, losses: &losses)
    return entries.all.map { entry in
      let words = entry.words.filter { !$0.hasPrefix("+") }
      losses.note("words that begin with '+'", count: entry.words.count - words.count)
      return "+\(entry.name)\n" + words.map { "\($0)\n" }.joined()
    }.joined()
  }
}
