import LeitmotifModel

/// All that is said of a code, in the one text that REFI-QDA has for it.
enum CodeDescription {
  private static let include = "Include: "
  private static let exclude = "Exclude: "
  private static let memo = "Memo: "

  /// Puts definition, criteria and memo together, a paragraph each.
  static func text(of code: Code) -> String {
    var parts = code.definition.isEmpty ? [] : [code.definition]
    for (name, text) in [(include, code.include), (exclude, code.exclude), (memo, code.memo)]
    where !text.isEmpty { parts.append(name + text) }
    return parts.joined(separator: "\n\n")
  }

  /// Takes them apart again; what has no name in front is the definition.
  static func read(_ text: String, into code: inout Code) {
    let names = ["", include, exclude, memo]
    var parts: [[String]] = [[], [], [], []]
    var part = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let named = (1...3).first { line.hasPrefix(names[$0]) && parts[$0].isEmpty }
      part = named ?? part
      parts[part].append(String(named == nil ? line : line.dropFirst(names[part].count)))
    }
    let texts = parts.map { $0.joined(separator: "\n")[...].trimmed }
    (code.definition, code.include, code.exclude, code.memo) = (
      texts[0], texts[1], texts[2], texts[3]
    )
  }
}
