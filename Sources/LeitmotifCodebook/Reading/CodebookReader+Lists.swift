import LeitmotifDigest
import LeitmotifModel
import LeitmotifText
import LeitmotifYAML

extension CodebookReader {
  /// Reads the word lists: inline, or from a file.
  func readLists(_ node: YAMLNode) -> [WordList] {
    let reader = MappingReader(node, of: "'lists'", reporting: collector)
    for entry in reader.keys {
      if !Self.isKey(entry.name) {
        collector.report(
          entry.key.error(
            "invalid-name", "'\(entry.name)' cannot name a list",
            help: "use letters, digits, '_' and '-'"))
      }
      outline.listPlaces[entry.name] = entry.key.place
      outline.lists[entry.name] = readList(entry)
    }
    for problem in ListNesting(of: outline.lists, in: names.lists).problems() {
      guard let place = outline.listPlaces[problem.list] else { continue }
      collector.report(place.error(problem.id, problem.message, help: problem.help))
    }
    return names.lists.map { name in
      WordList(name: name, patterns: (outline.lists[name] ?? []).map(\.pattern))
    }
  }

  private func readList(_ entry: YAMLNode.Entry) -> [PlacedPattern] {
    if entry.value.mapping != nil { return readListFile(entry.value) }
    if entry.value.list == nil, entry.value.scalar == nil || entry.value.isEmpty {
      collector.report(
        entry.value.error(
          "wrong-type", "a list is words in brackets, or {file: …}; here is nothing"))
      return []
    }
    return (entry.value.list ?? [entry.value]).compactMap { readPattern($0, in: entry.name) }
  }

  /// Reads a list that stands in a file of its own: a pattern a line, comments behind `#`.
  private func readListFile(_ node: YAMLNode) -> [PlacedPattern] {
    let reader = MappingReader(node, of: "a list from a file", reporting: collector)
    _ = reader.required("file", help: "name the file: {file: words.txt}")
    let written = reader.string("file")
    let digest = reader.node("sha256")
    reader.refuseOthers()
    guard let written, let file = reader.node("file") else { return [] }
    let path = Self.path(written, beside: file.source.path)
    guard let bytes = readListBytes(path, named: written, at: file) else { return [] }
    listFiles.append(CodebookFile.Input(path: path, bytes: bytes))
    if let digest { check(digest, of: bytes, named: written) }
    do {
      let text = try decode(bytes, path: path).text
      guard !text[text.span].hasPrefix("leitmotif:") else {
        collector.report(
          file.error(
            "list-is-codebook", "'\(written)' is no word list: it is a codebook or a pipeline",
            help: "name a file with a word or phrase a line"))
        return []
      }
      return readLines(text, path: path)
    } catch {
      for var diagnostic in error.all {
        // What reads transcripts, too, knows none of lists.
        if diagnostic.id == "empty-file" { diagnostic.help = "write a word or phrase a line" }
        collector.report(diagnostic)
      }
      return []
    }
  }

  private func readListBytes(_ path: String, named written: String, at node: YAMLNode) -> [UInt8]? {
    let place = "its path is relative to the codebook"
    do {
      return try readFile(path)
    } catch let diagnostics as Diagnostics where diagnostics.hasErrors {
      for diagnostic in diagnostics.all {
        // Who reads the file knows a path from here, and not that another file names it.
        collector.report(
          node.error(
            diagnostic.id, "'\(written)': \(diagnostic.message)",
            help: diagnostic.id == "missing-file" ? place : diagnostic.help))
      }
    } catch {
      collector.report(
        node.error(
          "unreadable-file", "the file '\(written)' cannot be read", help: place))
    }
    return nil
  }

  private func check(_ written: YAMLNode, of bytes: [UInt8], named name: String) {
    let actual = Digest(of: bytes).description
    guard written.scalar?.lowercased() != actual else { return }
    collector.report(
      written.error(
        "digest-mismatch", "'\(name)' is not the file that the codebook was written for",
        help: "look at what changed in it; if that is right, write sha256: \(actual)"))
  }

  private func readLines(_ text: CanonicalText, path: String) -> [PlacedPattern] {
    var patterns: [PlacedPattern] = []
    let lines = text[text.span].unicodeScalars.split(
      separator: "\n", omittingEmptySubsequences: false)
    if let index = lines.firstIndex(where: isConflictMarker) {
      collector.report(
        .error(
          "merge-conflict", "git left a conflict here",
          help: "keep the lines that are right and delete the markers",
          at: SourceLocation(path: path, line: index + 1), excerpt: String(lines[index])))
      return []
    }
    for (index, line) in lines.enumerated() {
      var previous: Unicode.Scalar = " "
      let content = line.prefix { scalar in
        defer { previous = scalar }
        return !(scalar == "#" && previous.isBlank)
      }
      guard let start = content.firstIndex(where: { !$0.isBlank }) else { continue }
      let place = Place(
        location: SourceLocation(
          path: path, line: index + 1,
          column: line.distance(from: line.startIndex, to: start) + 1,
          length: content[start...].reversed().drop(while: \.isBlank).count),
        excerpt: line.count <= 400 ? String(line) : nil)
      if let pattern = readPattern(String(content[start...]), at: place) {
        patterns.append(pattern)
      }
    }
    return patterns
  }

  private static func path(_ written: String, beside path: String) -> String {
    guard !written.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return written }
    return String(path[...slash]) + written
  }
}

/// Whether a line begins or ends a conflict; the `=======` between the two may stand alone as a word.
private func isConflictMarker(_ line: Substring.UnicodeScalarView) -> Bool {
  let text = String(line)
  return text.hasPrefix("<<<<<<< ") || text.hasPrefix(">>>>>>> ")
}
