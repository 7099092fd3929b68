import LeitmotifModel
import LeitmotifYAML

/// What becomes of the links between codes when one goes into another one.
extension CodebookEdit {
  /// Takes out each `leads_to` of a code that goes into another one where that one is named, too, or would name
  /// itself.
  mutating func dropReferences(
    to id: Identifier<Code>, goingInto other: Identifier<Code>
  ) throws(Diagnostics) {
    // One of each list at a time, for what stands around it changes.
    while true {
      var changes: [EditedText.Change] = []
      var expected = codebook.withoutPlaces
      for item in items where item.id != id {
        guard let value = item.node["leads_to"] else { continue }
        let named = (value.list ?? [value]).map { Identifier<Code>($0.scalar ?? "") }
        guard let last = named.lastIndex(of: id),
          item.id == other || named.contains(other) || named.firstIndex(of: id) != last,
          let change = removal(of: last, from: value),
          let code = expected.codes.firstIndex(where: { $0.id == item.id }),
          let place = expected.codes[code].leadsTo.lastIndex(of: id)
        else { continue }
        changes.append(change)
        expected.codes[code].leadsTo.remove(at: place)
      }
      guard !changes.isEmpty else { return }
      var changed = text
      changed.apply(changes)
      for line in changes.map(\.line).sorted(by: >)
      where changed.lines[line - 1].indentation == nil { changed.remove(line..<(line + 1)) }
      try take(changed) { $0.withoutPlaces == expected }
    }
  }

  /// The change that takes one of some values out; a comment behind it stays.
  private func removal(of number: Int, from value: YAMLNode) -> EditedText.Change? {
    let nodes = value.list ?? [value]
    guard let place = place(of: nodes[number]) else { return nil }
    func change(from start: Int, to end: Int, text: String = "") -> EditedText.Change {
      EditedText.Change(line: place.line, column: start, length: end - start, text: text)
    }
    let before = text.text(line: place.line, column: 1, length: place.start - 1)
    if before.allSatisfy({ $0 == " " || $0 == "-" }), before.contains("-") {
      let margin = before.prefix { $0 == " " }.count
      return change(from: margin + 1, to: place.end, text: nodes.count == 1 ? "[]" : "")
    }
    func neighbour(_ number: Int) -> (line: Int, start: Int, end: Int)? {
      guard nodes.indices.contains(number) else { return nil }
      return self.place(of: nodes[number]).flatMap { $0.line == place.line ? $0 : nil }
    }
    if let next = neighbour(number + 1) { return change(from: place.start, to: next.start) }
    if let last = neighbour(number - 1) { return change(from: last.end, to: place.end) }
    let behind = text.text(line: place.line, column: place.end, length: 1)
    if nodes.count > 1 { return change(from: place.start, to: place.end + (behind == "," ? 1 : 0)) }
    return change(from: place.start, to: place.end, text: value.list == nil ? "[]" : "")
  }

  /// Says what a code has that the one that it goes into does not get.
  func lost(of id: Identifier<Code>, in other: Identifier<Code>) -> [Diagnostic] {
    guard let item = try? item(id), let code = codebook[id], let target = codebook[other] else {
      return []
    }
    var lost: [Diagnostic] = []
    let known = Set(target.leadsTo).union([id, other])
    let links = code.leadsTo.filter { !known.contains($0) }.map(\.rawValue)
    if !links.isEmpty {
      lost.append(
        (item.shown["leads_to"] ?? item.shown).warning(
          "not-carried-over",
          "'\(other)' does not lead to what '\(id)' led to: \(links.joined(separator: ", "))",
          help: "write it under 'leads_to' of '\(other)' if it follows from that one, too"))
    }
    if let exclusive = code.exclusive, exclusive != target.exclusive {
      lost.append(
        (item.shown["exclusive"] ?? item.shown).warning(
          "not-carried-over",
          "'\(other)' does not get 'exclusive: \(exclusive.rawValue)' of '\(id)'",
          help: "write it at '\(other)' if the codes below that one exclude each other"))
    }
    return lost
  }
}
