import LeitmotifModel

/// All that is said of a code, in the one text that REFI-QDA has for it.
///
/// A line that only begins like a criterion gets a backslash in front; reading takes it away again.
enum CodeDescription {
  private static let names = ["", "Include: ", "Exclude: ", "Memo: "]

  /// Puts definition, criteria and memo together, a paragraph each.
  static func text(of code: Code) -> String {
    let texts = [code.definition, code.include, code.exclude, code.memo]
    return zip(names, texts).filter { !$0.1.isEmpty }.map { name, text in
      let escaped = lines(of: text).enumerated().map { index, line in
        // Directly behind a name no other one is looked for.
        looksNamed(line) && (index > 0 || name.isEmpty) ? "\\" + line : line
      }
      return name + escaped.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// Takes them apart again; what has no name in front is the definition.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isOwn: Whether we wrote it: then blanks around a part belong to it.
  ///   - code: Gets the parts.
  static func read(_ text: String, isOwn: Bool, into code: inout Code) {
    var parts: [[String]] = [[], [], [], []]
    var part = 0
    for line in lines(of: text) {
      if let named = (1...3).first(where: {
        line.utf8.starts(with: names[$0].utf8) && parts[$0].isEmpty
      }) {
        part = named
        parts[part].append(String(line.unicodeScalars.dropFirst(names[part].unicodeScalars.count)))
      } else {
        parts[part].append(
          line.hasPrefix("\\") && looksNamed(line) ? String(line.dropFirst()) : line)
      }
    }
    // Each part but the last one has the empty line behind it that parts it from the next.
    for index in parts.indices where index != part && parts[index].last == "" {
      parts[index].removeLast()
    }
    let texts = parts.map { lines in
      let text = lines.joined(separator: "\n")
      return isOwn ? text : text[...].trimmed
    }
    (code.definition, code.include, code.exclude, code.memo) = (
      texts[0], texts[1], texts[2], texts[3]
    )
  }

  private static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map(String.init)
  }

  /// Whether a line begins with a name, backslashes in front aside.
  private static func looksNamed(_ line: String) -> Bool {
    let bare = line.utf8.drop { $0 == UInt8(ascii: "\\") }
    return names.dropFirst().contains { bare.starts(with: $0.utf8) }
  }
}
