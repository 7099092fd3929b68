public import LeitmotifModel
import LeitmotifYAML

extension CodebookEdit {
  /// Writes a uid for every code that has none.
  ///
  /// - Parameter makeUID: Makes a new identity each time.
  /// - Returns: How many codes got one.
  /// - Throws: `Diagnostics` when a code is written in a way that cannot be edited safely.
  @discardableResult
  public mutating func addUIDs(_ makeUID: () -> String) throws(Diagnostics) -> Int {
    let missing = items.filter { $0.node["uid"]?.isEmpty ?? true }
    guard !missing.isEmpty else { return 0 }
    let changes = missing.flatMap { self.changes(toAdd: makeUID(), to: $0) }
    let new = Set(missing.map(\.id))
    var changed = text
    changed.apply(changes)
    let before = codebook.withoutPlaces
    try take(changed) { codebook in
      var codebook = codebook.withoutPlaces
      for index in codebook.codes.indices where new.contains(codebook.codes[index].id) {
        guard codebook.codes[index].uid != nil else { return false }
        codebook.codes[index].uid = nil
      }
      return codebook == before
    }
    return missing.count
  }

  private func changes(toAdd uid: String, to item: CodeItem) -> [EditedText.Change] {
    if let entry = item.node.mapping?.first(where: { $0.name == "uid" }) {
      return [change(ofEmpty: entry, to: uid)]
    }
    guard let value = place(of: item.key.value) else { return [] }
    switch item.style {
    case .lines:
      let column = item.key.key.location.column ?? 1
      let margin = String(repeating: " ", count: column - 1)
      return [
        EditedText.Change(line: value.line, column: .max, text: "\n\(margin)uid: \(uid)")
      ]
    case .braces:
      return [
        EditedText.Change(line: value.line, column: value.end, text: ", uid: \(uid)")
      ]
    case .bare:
      guard let start = item.key.key.location.column else { return [] }
      return [
        EditedText.Change(line: value.line, column: start, text: "{"),
        EditedText.Change(line: value.line, column: value.end, text: ", uid: \(uid)}"),
      ]
    }
  }

  /// Fills a key with nothing, or `~`, behind it.
  func change(ofEmpty entry: YAMLNode.Entry, to text: String) -> EditedText.Change {
    let written = entry.value.scalar ?? ""
    let (line, column) = (entry.value.location.line ?? 1, entry.value.location.column ?? 1)
    if !written.isEmpty {
      return EditedText.Change(line: line, column: column, length: written.count, text: text)
    }
    let place = place(of: entry.key)
    return EditedText.Change(
      line: place?.line ?? line, column: (place?.end ?? column) + 1, text: " \(text)")
  }

  /// Where a scalar begins and ends, in code points; `nil` where it is not written as it reads.
  func place(of node: YAMLNode) -> (line: Int, start: Int, end: Int)? {
    guard let line = node.location.line, let column = node.location.column, let text = node.scalar
    else { return nil }
    let written = self.text.text(line: line, column: column, length: node.location.length)
    guard [text, "\"\(text)\"", "'\(text)'"].contains(written) else { return nil }
    return (line, column, column + node.location.length)
  }
}
