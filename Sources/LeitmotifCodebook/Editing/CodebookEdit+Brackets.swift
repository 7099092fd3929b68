import LeitmotifModel
import LeitmotifYAML

extension CodebookEdit {
  /// Gives a code lines of its own, a key a line, where it or what holds it stands in brackets.
  mutating func spread(_ id: Identifier<Code>) throws(Diagnostics) {
    var path = ""
    for key in id.rawValue.split(separator: ".") {
      path += (path.isEmpty ? "" : ".") + key
      let code = Identifier<Code>(path)
      try spread(list: item(code).list)
      let item = try item(code)
      if item.style == .braces, offset(of: root, sign: "{") == nil { try spread(item) }
    }
  }

  /// Gives each recorded step a line of its own.
  mutating func spreadSteps() throws(Diagnostics) {
    if let list = root.mapping?.first(where: { $0.name == "migrations" }) { try spread(list: list) }
  }

  /// Gives each item of a list a line of its own where the list stands in brackets.
  mutating func spread(list: YAMLNode.Entry) throws(Diagnostics) {
    guard offset(of: root, sign: "{") == nil, let margin = list.key.location.column,
      let start = offset(of: list.value, sign: "["),
      let parts = BracketedText(text.bytes, from: start)
    else { return }
    let blanks = String(repeating: " ", count: margin + 1)
    let lines = parts.parts.flatMap { $0.lines(margin: blanks, mark: "- ") }
    let below = parts.below.map { Array(blanks.utf8) + $0 }
    // What stands behind the bracket, a comment, goes behind the key.
    try take(from: start, to: parts.end, as: [[]] + lines + below, isKey: true)
  }

  private mutating func spread(_ item: CodeItem) throws(Diagnostics) {
    guard let column = item.node.location.column, let start = offset(of: item.node, sign: "{"),
      let parts = BracketedText(text.bytes, from: start)
    else { return }
    let blanks = String(repeating: " ", count: column - 1)
    var lines = parts.parts.flatMap { part in
      var part = part
      part.above = []
      return part.lines(margin: blanks, mark: "")
    }
    guard !lines.isEmpty else { return }
    lines[0].removeFirst(blanks.utf8.count)
    let comments = parts.parts.flatMap(\.above) + parts.below
    try take(
      from: start, to: parts.end, as: lines + comments.map { Array(blanks.utf8) + $0 }, isKey: false
    )
  }

  /// Puts lines in the place of what stands in brackets; it has to say the same.
  private mutating func take(
    from start: Int, to end: Int, as lines: [[UInt8]], isKey: Bool
  ) throws(Diagnostics) {
    let same = codebook.withoutPlaces
    try take(replaced(from: start, to: end, by: lines, isKey: isKey)) { $0.withoutPlaces == same }
  }

  /// The text with lines in the place of some bytes; what stands behind these, a comment, goes behind the first line.
  func replaced(
    from start: Int, to end: Int, by lines: [[UInt8]], isKey: Bool = false
  ) -> EditedText {
    let bytes = text.bytes
    let lineEnd = bytes[end...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    var before = Array(bytes[..<start])
    while isKey, let last = before.last, [0x20, 0x0A, 0x0D].contains(last) { before.removeLast() }
    var lines = lines
    lines[0] += bytes[end..<lineEnd]
    let new = before + lines.joined(separator: text.lineEnd) + bytes[lineEnd...]
    return EditedText(Array(new))
  }

  /// Where a node begins in the file, if it begins with a sign.
  private func offset(of node: YAMLNode, sign: String) -> Int? {
    guard let line = node.location.line, let column = node.location.column,
      text.text(line: line, column: column, length: 1) == sign
    else { return nil }
    return text.offset(line: line, column: column)
  }
}

extension BracketedText.Part {
  /// The part in lines of its own: comments above it, then its text behind a mark.
  fileprivate func lines(margin: String, mark: String) -> [[UInt8]] {
    let inner = String(repeating: " ", count: mark.utf8.count + 2)
    var text = lines.enumerated().map { index, line in
      line.isEmpty ? [] : Array((margin + (index == 0 ? mark : inner)).utf8) + line
    }
    if !behind.isEmpty { text[text.count - 1] += [0x20, 0x20] + behind }
    return above.map { Array(margin.utf8) + $0 } + text
  }
}
