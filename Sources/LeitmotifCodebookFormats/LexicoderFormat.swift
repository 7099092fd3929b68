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
    let entries = DictionaryEntries(of: codebook, losses: &losses)
    losses.note("places of codes below others", count: entries.all.count { $0.depth > 0 })
    return entries.all.map { entry in
      "+\(entry.depth > 0 ? entry.path : entry.name)\n" + entry.words.map { "\($0)\n" }.joined()
    }.joined()
  }
}
