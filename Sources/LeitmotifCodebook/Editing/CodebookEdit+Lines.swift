import LeitmotifModel
import LeitmotifYAML

/// Lines that go, and what comes in their place.
struct LineChange {
  /// The lines, from 1; none where something is put in between.
  let lines: Range<Int>
  /// What comes there.
  let new: [[UInt8]]
}

extension CodebookEdit {
  /// An error about the file as a whole.
  func problem(_ id: String, _ message: String, _ help: String) -> Diagnostics {
    Diagnostics(.error(id, message, help: help, at: SourceLocation(path: path)))
  }

  /// What is wrong with a changed text, without the places: those are in a file that nobody has.
  func wrongThen(_ error: Diagnostics) -> Diagnostics {
    problem(
      "cannot-edit",
      "the codebook would be wrong then, and nothing was changed: "
        + (error.all.first?.message ?? ""),
      "mend that first, or make the change by hand")
  }

  /// Refuses an id that a code has, or had: what people said of that one would go astray.
  func requireFree(
    _ id: Identifier<Code>, for item: CodeItem, keepsIdentity: Bool = true
  ) throws(Diagnostics) {
    if items.contains(where: { $0.id == id }), id != item.id {
      throw problem(
        "duplicate-code", "there is a code '\(id)' already", "choose another name, or merge the two"
      )
    }
    let uid = keepsIdentity ? item.node["uid"]?.scalar : nil
    if let former = codebook.steps.former(id, uid: uid) {
      throw problem(
        "former-code", "'\(id)' was another code once (\(former.kind.rawValue))",
        "choose another name: codings of that time would be taken for this code's")
    }
  }

  func uids(of items: [CodeItem]) -> [String] {
    let uids = items.compactMap { $0.node["uid"]?.scalar }
    return uids.count == items.count ? uids : []
  }

  /// The changes of every `leads_to` that names a code, or one below it.
  func references(
    to id: Identifier<Code>, becoming new: Identifier<Code>
  ) -> [EditedText.Change] {
    items.flatMap { item -> [EditedText.Change] in
      let named = item.node["leads_to"]
      return (named?.list ?? named.map { [$0] } ?? []).compactMap { node in
        guard let written = node.scalar.map({ Identifier<Code>($0) }), written.isWithin(id),
          let place = place(of: node)
        else { return nil }
        return EditedText.Change(
          line: place.line, column: place.start, length: place.end - place.start,
          text: YAMLText.scalar(written.moved(from: id, to: new).rawValue))
      }
    }
  }

  /// Takes a changed text over, with a step recorded in it, when each code that had an identity has the same name
  /// and rules as before.
  mutating func take(
    _ changed: EditedText, keeping moved: [Identifier<Code>: Identifier<Code>],
    recording step: CodeStep, if isRight: (Codebook) -> Bool = { _ in true }
  ) throws(Diagnostics) {
    let before = codebook.withoutPlaces
    try take(recorded(step, in: changed)) { after in
      let after = after.withoutPlaces
      guard after.lists == before.lists, after.cues == before.cues,
        after.steps == before.steps + [step], isRight(after)
      else { return false }
      let known = Dictionary(after.codes.map { ($0.id, $0) }) { first, _ in first }
      return before.codes.allSatisfy { code in
        let id = moved.reduce(code.id) { $0.moved(from: $1.key, to: $1.value) }
        // One that went into another, or out of use, is not there to be compared.
        guard let other = known[id] else { return moved.isEmpty }
        return other.rules.count >= code.rules.count && other.examples.count >= code.examples.count
          && (id != code.id || other.definition == code.definition)
      }
    }
  }

  /// A text with a step behind those that are recorded, or at its end.
  private func recorded(_ step: CodeStep, in text: EditedText) throws(Diagnostics) -> EditedText {
    var parts = ["\(step.kind.rawValue): \(YAMLText.scalar(step.from.rawValue))"]
    func add(_ key: String, _ values: [String]) {
      let texts = values.map { YAMLText.scalar($0) }
      if texts.count == 1 { parts.append("\(key): \(texts[0])") }
      if texts.count > 1 { parts.append("\(key): [\(texts.joined(separator: ", "))]") }
    }
    add("to", step.to.map(\.rawValue))
    add("uid", step.uids)
    let line = "- {\(parts.joined(separator: ", "))}"
    var changed = text
    let root: YAMLNode
    do {
      root = try YAMLReader.read(text.bytes, path: path)
    } catch {
      throw wrongThen(error)
    }
    let known = root.mapping?.first { $0.name == "migrations" }
    if let known, let last = known.value.list?.last {
      // Only a list with a dash a line, as it is written here, is added to.
      let first = last.location
      let before = changed.text(line: first.line ?? 1, column: 1, length: (first.column ?? 1) - 1)
      let margin = before.prefix { $0 == " " }
      var end = (first.line ?? 1) + 1
      while end <= changed.lines.count, let indentation = changed.lines[end - 1].indentation,
        indentation > margin.count
      { end += 1 }
      changed.insert([Array("\(margin)\(line)".utf8)], before: end)
    } else if let known, let place = known.key.location.line {
      changed.insert([Array("  \(line)".utf8)], before: place + 1)
    } else {
      let lines = ["", "migrations:", "  \(line)"].map { Array($0.utf8) }
      changed.insert(lines, before: changed.lines.count + 1)
    }
    return changed
  }

  /// The codes right below another one, or at the top.
  func siblings(below parent: CodeItem?) -> [CodeItem] {
    let nodes = parent.map { $0.node["codes"]?.list ?? [] } ?? root["codes"]?.list ?? []
    return items.filter { item in nodes.contains { $0.location == item.node.location } }
  }

  /// Moves the lines of a code to the end of those below another one, or of the top.
  func relocate(
    _ item: CodeItem, below parent: CodeItem?, in changed: inout EditedText
  ) throws(Diagnostics) {
    let lines = try CodeLines(of: item, in: changed)
    let others = siblings(below: parent)
    var new: [[UInt8]] = []
    let place: Int
    if let last = others.last {
      let end = try CodeLines(of: last, in: changed)
      place = end.range.upperBound
      new = changed.content(ofLines: lines.range, shiftedBy: end.margin - lines.margin)
    } else if let parent {
      let end = try CodeLines(of: parent, in: changed)
      let margin = (parent.key.key.location.column ?? 1) - 1
      place = end.range.upperBound
      if parent.node["codes"] == nil {
        new = [Array((String(repeating: " ", count: margin) + "codes:").utf8)]
      }
      new += changed.content(ofLines: lines.range, shiftedBy: margin + 2 - lines.margin)
    } else {
      throw problem("cannot-edit", "the codebook has no codes at its top", "move the code by hand")
    }
    if place > lines.range.lowerBound {
      changed.insert(new, before: place)
      remove(item, lines, in: &changed)
    } else {
      remove(item, lines, in: &changed)
      changed.insert(new, before: place)
    }
  }

  /// Takes a code's lines out, and the key `codes` with the last of its codes.
  func remove(_ item: CodeItem, _ lines: CodeLines, in changed: inout EditedText) {
    for part in removals(of: item, lines, in: changed) { changed.remove(part.lines) }
  }

  /// What goes with a code: its lines, and the key `codes` with the last of its codes; the lowest first.
  func removals(of item: CodeItem, _ lines: CodeLines, in text: EditedText) -> [LineChange] {
    let own = LineChange(lines: lines.range, new: [])
    guard item.list.value.list?.count == 1, let line = item.list.key.location.line,
      text.lines.indices.contains(line - 1)
    else { return [own] }
    let rest = text.lines[line - 1].content.drop { $0 == 0x20 }
    return rest.elementsEqual("codes:".utf8)
      ? [own, LineChange(lines: line..<(line + 1), new: [])] : [own]
  }

  /// The lines of a list of one code, indented as those of another.
  func listLines(
    _ key: String, of item: CodeItem, for target: CodeItem, in text: EditedText
  ) throws(Diagnostics) -> [[UInt8]] {
    guard let entry = item.node.mapping?.first(where: { $0.name == key }),
      let first = entry.value.list?.first
    else { return [] }
    let range = try listRange(entry, of: item, in: text)
    guard let line = first.location.line,
      text.lines[line - 1].content.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "-")
    else { throw inBrackets(key, item) }
    let margin = text.lines[line - 1].indentation ?? 0
    return text.content(ofLines: range, shiftedBy: itemMargin(key, of: target, in: text) - margin)
  }

  /// The change that puts lines behind those of a list of a code, or makes the list.
  func addition(
    of new: [[UInt8]], to key: String, of target: CodeItem, in text: EditedText
  ) throws(Diagnostics) -> LineChange {
    func change(before line: Int, _ new: [[UInt8]]) -> LineChange {
      LineChange(lines: line..<line, new: new)
    }
    if let entry = target.node.mapping?.first(where: { $0.name == key }) {
      guard !entry.value.isEmpty else {
        return change(before: (entry.key.location.line ?? 0) + 1, new)
      }
      guard itemStartsWithDash(entry, in: text) else { throw inBrackets(key, target) }
      return change(before: try listRange(entry, of: target, in: text).upperBound, new)
    }
    let margin = String(repeating: " ", count: (target.key.key.location.column ?? 1) - 1)
    // In front of the codes below it, or at its end.
    var line = try CodeLines(of: target, in: text).range.upperBound
    if let below = target.node.mapping?.first(where: { $0.name == "codes" })?.key.location.line {
      line = below
    }
    return change(before: line, [Array("\(margin)\(key):".utf8)] + new)
  }

  private func itemStartsWithDash(_ entry: YAMLNode.Entry, in text: EditedText) -> Bool {
    guard let line = entry.value.list?.first?.location.line, line > entry.key.location.line ?? 0
    else { return false }
    return text.lines[line - 1].content.first { $0 != 0x20 } == UInt8(ascii: "-")
  }

  private func itemMargin(_ key: String, of target: CodeItem, in text: EditedText) -> Int {
    let own = (target.key.key.location.column ?? 1) - 1
    guard let line = target.node[key]?.list?.first?.location.line else { return own + 2 }
    return text.lines[line - 1].indentation ?? own + 2
  }

  func listRange(
    _ entry: YAMLNode.Entry, of item: CodeItem, in text: EditedText
  ) throws(Diagnostics) -> Range<Int> {
    guard let start = entry.key.location.line, itemStartsWithDash(entry, in: text) else {
      throw inBrackets(entry.name, item)
    }
    let column = entry.key.location.column ?? 1
    var end = start + 1
    var next = start + 1
    while next <= text.lines.count {
      let line = text.lines[next - 1]
      if let indentation = line.indentation, !(line.isComment && indentation < column) {
        // A dash may stand in the column of its key.
        let isItem =
          indentation == column - 1
          && line.content.dropFirst(indentation).first == UInt8(ascii: "-")
        guard indentation >= column || isItem else { break }
        end = next + 1
      }
      next += 1
    }
    return (start + 1)..<end
  }

  private func inBrackets(_ key: String, _ item: CodeItem) -> Diagnostics {
    Diagnostics(
      item.shown.error(
        "code-in-brackets", "'\(key)' of '\(item.id)' has no lines of its own",
        help: "write it without brackets, a dash a line"))
  }
}
