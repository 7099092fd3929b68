import LeitmotifModel

/// LIWC's dictionary: numbered categories between two lines with `%`, then words with their categories' numbers.
///
/// ```
/// %
/// 1	posemo
/// 	2	joy
/// %
/// happ*	1	2
/// ```
///
/// Tabs before a category put it below the one above it, as LIWC 2015 does; one without a number only holds others.
///
/// - Source: J. W. Pennebaker and others, "The Development and Psychometric Properties of LIWC2015" (2015).
enum LIWCFormat {
  static func read(
    _ bytes: [UInt8], path: String, losses: inout LossReport
  ) throws(Diagnostics) -> DictionaryTree {
    let lines = try dictionaryLines(bytes, path: path, losses: &losses)
    let borders = lines.indices.filter { lines[$0].text.trimmed == "%" }
    guard borders.count >= 2 else {
      throw Diagnostics(
        .error(
          "no-categories", "the file has no list of categories between two lines with '%'",
          help: "a LIWC dictionary begins with '%', the numbered categories, and '%' again",
          at: SourceLocation(path: path, line: lines.first?.number)))
    }
    var categories = Categories()
    var diagnostics = Diagnostics()
    for line in lines[(borders[0] + 1)..<borders[1]] where !categories.add(line.text) {
      diagnostics.append(
        .error(
          "category-number", "a category needs a name, and a number that no other has",
          help: "write the number, a tab, and the name",
          at: SourceLocation(path: path, line: line.number), excerpt: String(line.text)))
    }
    try diagnostics.throwIfErrors()
    for line in lines[(borders[1] + 1)...] { categories.add(word: line, losses: &losses) }
    var tree = DictionaryTree(path: path)
    tree.nodes = categories.nodes
    return tree
  }

  static func text(of codebook: Codebook, losses: inout LossReport) -> String {
    var entries = DictionaryEntries(of: codebook, losses: &losses)
    entries.tellApart(losses: &losses)
    var text = "%\n"
    var numbers: [String: [Int]] = [:]
    var words: [String] = []
    for (index, entry) in entries.all.enumerated() {
      text += String(repeating: "\t", count: entry.depth) + "\(index + 1)\t\(entry.name)\n"
      for word in entry.words {
        // LIWC knows `*` at the end of a word alone.
        guard !word.dropLast().contains("*"), !word.contains("?") else {
          losses.note("words with wildcards that LIWC does not know")
          continue
        }
        guard !isMisread(word) else {
          losses.note("words that LIWC takes for conditions or numbers of categories")
          continue
        }
        if numbers[word] == nil { words.append(word) }
        numbers[word, default: []].append(index + 1)
      }
    }
    text += "%\n"
    for word in words {
      text += "\(word)\t\((numbers[word] ?? []).map(String.init).joined(separator: "\t"))\n"
    }
    return text
  }

  /// Whether part of a word is read as a condition or as a category's number: `x (y)`, `catch 22`.
  private static func isMisread(_ word: String) -> Bool {
    let parts = word.split(separator: " ")
    return word.contains("<of>") || condition(in: word) != nil
      || parts.count > 1 && parts.last.flatMap { Int($0) } != nil
  }
}

/// The brackets of a condition, with something between them; `nil` when there are none.
private func condition(in text: String) -> ClosedRange<String.Index>? {
  guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close,
    text.index(after: open) < close
  else { return nil }
  return open...close
}

/// The categories of one file, with their places in a tree.
private struct Categories {
  private struct Category {
    var name: String
    var depth: Int
    var words: [DictionaryTree.Word] = []
  }

  private var all: [Category] = []
  private var places: [Int: Int] = [:]

  /// Adds a category.
  ///
  /// - Returns: Whether the line has a name, and its number is not taken yet.
  mutating func add(_ line: Substring) -> Bool {
    let depth = line.prefix { $0 == "\t" }.count
    let content = line.trimmed
    let digits = content.prefix { $0.isASCII && $0.isNumber }
    let name = content[digits.endIndex...].trimmed
    guard !name.isEmpty else { return false }
    if !digits.isEmpty {
      guard let number = Int(digits), places[number] == nil else { return false }
      places[number] = all.count
    }
    all.append(Category(name: name, depth: depth))
    return true
  }

  /// Adds a word to the categories whose numbers stand behind it.
  mutating func add(word line: (number: Int, text: Substring), losses: inout LossReport) {
    var content = line.text.trimmed
    if content.contains("<of>") {
      losses.note("words with conditions", line: line.number)
      return
    }
    // `like (02 134)125/464`: without the condition it stands in all categories that are named.
    if let brackets = condition(in: content) {
      losses.note("conditions of words; the words are kept", line: line.number)
      let rest = content[content.index(after: brackets.upperBound)...]
      content = content[..<brackets.lowerBound] + " " + rest.replacing("/", with: " ")
    }
    var parts = content.split { $0 == "\t" || $0 == " " }
    var numbers: [Int] = []
    while parts.count > 1, let last = parts.last, let number = Int(last) {
      numbers.insert(number, at: 0)
      parts.removeLast()
    }
    let word = DictionaryTree.Word(text: parts.joined(separator: " "), line: line.number)
    if numbers.isEmpty { losses.note("words without a category", line: line.number) }
    for number in numbers {
      if let place = places[number] {
        all[place].words.append(word)
      } else {
        losses.note("numbers of no category", line: line.number)
      }
    }
  }

  /// The categories as a tree, by their depth.
  var nodes: [DictionaryTree.Node] {
    var index = 0
    return nodes(from: &index, depth: all.map(\.depth).min() ?? 0)
  }

  private func nodes(from index: inout Int, depth: Int) -> [DictionaryTree.Node] {
    var nodes: [DictionaryTree.Node] = []
    while index < all.count, all[index].depth >= depth {
      let category = all[index]
      index += 1
      nodes.append(
        DictionaryTree.Node(
          name: category.name, words: category.words,
          children: self.nodes(from: &index, depth: category.depth + 1)))
    }
    return nodes
  }
}
