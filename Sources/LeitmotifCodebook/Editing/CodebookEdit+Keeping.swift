import LeitmotifModel
import LeitmotifYAML

/// What of a code is kept when it goes into another one.
extension CodebookEdit {
  private static let texts = ["code", "uid", "name", "definition", "include", "exclude", "memo"]

  /// Writes into the rules of a code what they have from its defaults, where another code has other ones.
  ///
  /// - Throws: `Diagnostics` when a rule would get a value there that it does not have.
  mutating func spellOutDefaults(
    of id: Identifier<Code>, for other: Identifier<Code>
  ) throws(Diagnostics) {
    let item = try self.item(id)
    guard let place = codebook.codes.firstIndex(where: { $0.id == id }),
      let theirs = codebook[other]?.defaultAttributes
    else { return }
    let code = codebook.codes[place]
    let own = code.defaultAttributes
    for pair in theirs.pairs
    where own[pair.name] == nil && code.rules.contains(where: { $0.attributes[pair.name] == nil }) {
      let declared = item.shown["attributes"]?.mapping?.first { $0.name == pair.name }?.key
      throw Diagnostics(
        (declared ?? item.shown["code"] ?? item.shown).error(
          "attributes-differ",
          "in '\(other)' the rules of '\(id)' would give '\(pair.name): \(pair.value)', and here none",
          help: "say what they are to give: 'attributes: {\(pair.name): {default: …}}'"))
    }
    let differing = own.pairs.filter { theirs[$0.name] != $0.value }
    let nodes = item.node["rules"]?.list ?? []
    var changes: [EditedText.Change] = []
    var expected = codebook.withoutPlaces
    for (number, node) in nodes.enumerated() where code.rules.indices.contains(number) {
      let missing = differing.filter { code.rules[number].attributes[$0.name] == nil }
      guard !missing.isEmpty, let change = change(toSet: missing, in: node) else { continue }
      changes.append(change)
      for pair in missing {
        expected.codes[place].rules[number].attributes[pair.name] = pair.value
      }
    }
    guard !changes.isEmpty else { return }
    var changed = text
    changed.apply(changes)
    try take(changed) { $0.withoutPlaces == expected }
  }

  /// The change that lets a rule set some attributes.
  private func change(toSet pairs: [Attributes.Pair], in rule: YAMLNode) -> EditedText.Change? {
    let values = pairs.map { "\(YAMLText.scalar($0.name)): \(YAMLText.scalar($0.value))" }
      .joined(separator: ", ")
    if let set = rule.mapping?.first(where: { $0.name == "set" }) {
      guard !set.value.isEmpty else { return change(ofEmpty: set, to: "{\(values)}") }
      let isBare = set.value.mapping?.isEmpty ?? true
      return isBare
        ? insertion(of: values, behindBraceOf: set.value)
        : insertion(of: values, atStartOf: set.value)
    }
    // Behind its name, where that comes first.
    guard let first = rule.mapping?.first else { return nil }
    guard first.name == "id", let name = place(of: first.value) else {
      return insertion(of: "set: {\(values)}", atStartOf: rule)
    }
    let margin = String(repeating: " ", count: (first.key.location.column ?? 1) - 1)
    return isBraced(rule)
      ? EditedText.Change(line: name.line, column: name.end, text: ", set: {\(values)}")
      : EditedText.Change(line: name.line, column: .max, text: "\n\(margin)set: {\(values)}")
  }

  private func insertion(of text: String, atStartOf mapping: YAMLNode) -> EditedText.Change? {
    guard let first = mapping.mapping?.first?.key.location, let line = first.line,
      let column = first.column
    else { return nil }
    let margin = String(repeating: " ", count: column - 1)
    return EditedText.Change(
      line: line, column: column, text: text + (isBraced(mapping) ? ", " : "\n\(margin)"))
  }

  private func insertion(of text: String, behindBraceOf mapping: YAMLNode) -> EditedText.Change? {
    guard let line = mapping.location.line, let column = mapping.location.column else { return nil }
    return EditedText.Change(line: line, column: column + 1, text: text)
  }

  private func isBraced(_ node: YAMLNode) -> Bool {
    guard let line = node.location.line, let column = node.location.column else { return false }
    return text.text(line: line, column: column, length: 1) == "{"
  }

  /// Writes what people wrote of a code into another one: its texts into the memo, its comments below that.
  mutating func keepNotes(
    of id: Identifier<Code>, in other: Identifier<Code>
  ) throws(Diagnostics) {
    if let notes = codebook[id]?.notes, !notes.isEmpty { try append(notes, toMemoOf: other) }
    let comments = try comments(of: item(id))
    guard !comments.isEmpty else { return }
    let target = try item(other)
    let margin = [UInt8](repeating: 0x20, count: margin(of: target))
    var changed = text
    let lines = ([Array("# From \(id):".utf8)] + comments).map { margin + $0 }
    changed.insert(lines, before: endOfTexts(of: target))
    let same = codebook.withoutPlaces
    try take(changed) { $0.withoutPlaces == same }
  }

  /// The comments of a code but for those among its rules and examples, which go with these.
  private func comments(of item: CodeItem) throws(Diagnostics) -> [[UInt8]] {
    let places = ScalarRanges(text)
    var texts: [Range<Int>] = []
    var comments: [[UInt8]] = []
    var start = try CodeLines(of: item, in: text).range
    for entry in item.node.mapping ?? [] {
      guard ["rules", "examples"].contains(entry.name), !(entry.value.list ?? []).isEmpty else {
        texts += places.texts(in: entry.value, margin: margin(of: item))
        continue
      }
      let moved = try listRange(entry, of: item, in: text)
      comments += places.comments(inLines: start.prefix { $0 < moved.lowerBound }, outside: texts)
      start = start.drop { $0 < moved.upperBound }
    }
    return comments + places.comments(inLines: start, outside: texts)
  }

  /// Puts lines behind the memo of a code, or makes it.
  private mutating func append(
    _ notes: [String], toMemoOf id: Identifier<Code>
  ) throws(Diagnostics) {
    guard let place = codebook.codes.firstIndex(where: { $0.id == id }) else { return }
    let target = try item(id)
    let margin = margin(of: target)
    let old = codebook.codes[place].memo.withoutLastBreaks
    let all = (old.isEmpty ? [] : old.lines) + notes
    var changed = text
    if let memo = target.node.mapping?.first(where: { $0.name == "memo" }) {
      if memo.value.isEmpty {
        let text = YAMLText.scalar(notes.joined(separator: "\n"), inBrackets: false)
        changed.apply([change(ofEmpty: memo, to: text)])
      } else if text.isBlock(memo.value) {
        changed = withBlock(memo.value, margin: margin, all: all, notes: notes)
      } else if let range = ScalarRanges(text).range(of: memo.value, margin: margin) {
        changed = replaced(
          from: range.lowerBound, to: range.upperBound, by: written(all, margin: margin))
      }
    } else {
      var lines = written(all, margin: margin)
      lines[0] = indented(["memo: "], by: margin)[0] + lines[0]
      changed.insert(lines, before: endOfTexts(of: target))
    }
    var expected = codebook.withoutPlaces
    expected.codes[place].memo = all.joined(separator: "\n").withoutLastBreaks
    try take(changed) { after in
      var after = after.withoutPlaces
      after.codes[place].memo = after.codes[place].memo.withoutLastBreaks
      return after == expected
    }
  }

  /// The file with more lines in a block.
  private func withBlock(
    _ node: YAMLNode, margin: Int, all: [String], notes: [String]
  ) -> EditedText {
    let sign = text.blockSign(of: node)
    let isFolded = sign.hasPrefix(">")
    let range = text.blockLines(of: node, margin: margin)
    var changed = text
    // Behind `>` lines that begin with a blank are not parted as others are.
    if notes.contains(where: hasUnwritable)
      || isFolded && notes.contains(where: { $0.first?.isWhitespace ?? false })
    {
      let lines = written(all, margin: margin)
      changed.remove(range)
      changed.insert(Array(lines.dropFirst()), before: range.lowerBound)
      changed.apply([
        EditedText.Change(
          line: node.location.line ?? 1, column: node.location.column ?? 1, length: sign.count,
          text: String(decoding: lines[0], as: UTF8.self))
      ])
      return changed
    }
    let written = sign.compactMap(\.wholeNumberValue).first.map { margin + $0 }
    let first = range.lazy.compactMap { text.lines[$0 - 1].indentation }.first
    // Behind `>` only an empty line is a new line.
    let lines = isFolded ? notes.flatMap { $0.isEmpty ? [""] : ["", $0] } : notes
    changed.insert(indented(lines, by: written ?? first ?? margin + 2), before: range.upperBound)
    return changed
  }

  /// A text of some lines as it stands behind its key: a block, or in quotes what no block can hold.
  private func written(_ lines: [String], margin: Int) -> [[UInt8]] {
    guard !lines.contains(where: hasUnwritable) else {
      return [Array(YAMLText.scalar(lines.joined(separator: "\n"), inBrackets: false).utf8)]
    }
    // Blanks that the first line with anything begins with would be taken for the indentation.
    let isDeep = lines.first { !$0.isEmpty }?.hasPrefix(" ") ?? false
    return [Array((isDeep ? "|2" : "|").utf8)] + indented(lines, by: margin + 2)
  }

  /// Whether a line has characters that stand in no block as themselves.
  private func hasUnwritable(_ line: String) -> Bool {
    line.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x09: false
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
      default: false
      }
    }
  }

  private func indented(_ lines: [String], by count: Int) -> [[UInt8]] {
    lines.map { $0.isEmpty ? [] : [UInt8](repeating: 0x20, count: count) + Array($0.utf8) }
  }

  /// The blanks in front of a code's keys.
  private func margin(of item: CodeItem) -> Int { (item.key.key.location.column ?? 1) - 1 }

  /// One past the last line of a key with a text.
  private func end(of entry: YAMLNode.Entry) -> Int {
    let margin = (entry.key.location.column ?? 1) - 1
    var end = (entry.key.location.line ?? 0) + 1
    for number in end..<max(end, text.lines.count + 1) {
      guard let indentation = text.lines[number - 1].indentation else { continue }
      guard indentation > margin else { break }
      end = number + 1
    }
    return end
  }

  /// One past the last line of what people read of a code.
  private func endOfTexts(of item: CodeItem) -> Int {
    let entries = item.node.mapping ?? []
    return entries.filter { Self.texts.contains($0.name) }.map { end(of: $0) }.max() ?? 1
  }
}

extension Code {
  /// The attributes of what each of its rules finds, cues aside.
  var outcomes: [Attributes] { rules.map { defaultAttributes.overlaid(with: $0.attributes) } }

  /// What people wrote of the code, for the memo of the one that it goes into: lines.
  fileprivate var notes: [String] {
    let texts = [
      ("definition", definition), ("include", include), ("exclude", exclude), ("memo", memo),
      ("leads_to", leadsTo.map(\.rawValue).joined(separator: ", ")),
    ].filter { $0.1.contains { !$0.isWhitespace } }
    let isNamed = name != id.key.replacing("_", with: " ")
    guard isNamed || !texts.isEmpty else { return [] }
    let title = "From \(id)" + (isNamed ? " (\(name))" : "") + (texts.isEmpty ? "" : ":")
    return [title] + texts.flatMap { "\($0): \($1.withoutLastBreaks)".lines }
  }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  fileprivate var withoutLastBreaks: String {
    String(self[..<(lastIndex { $0 != "\n" }.map { index(after: $0) } ?? startIndex)])
  }
}
