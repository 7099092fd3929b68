/// What stands above an interview and tells about it: YAML between `---` lines, or lines such as `Date: 3 May`.
enum FrontMatter {
  /// Reads it, and marks its lines as no speech.
  ///
  /// - Returns: The values by name, as far as they are plain.
  static func read(_ lines: inout [Line], in bytes: TextBytes) -> [String: String] {
    guard let first = lines.firstIndex(where: { $0.kind != .blank }) else { return [:] }
    if text(of: lines[first], in: bytes) == "---" {
      return readYAML(&lines, from: first, in: bytes)
    }
    // The interview's title may stand above.
    let below = lines[first...].firstIndex { $0.kind != .blank && $0.kind != .heading }
    return below.map { readHeader(&lines, from: $0, in: bytes) } ?? [:]
  }

  private static func readYAML(
    _ lines: inout [Line], from first: Int, in bytes: TextBytes
  ) -> [String: String] {
    let close = lines.indices.dropFirst(first + 1).first { index in
      let line = text(of: lines[index], in: bytes)
      return line == "---" || line == "..."
    }
    guard let close else { return [:] }
    let inside = first + 1..<close
    // Two rules with prose between them are no front matter.
    guard
      inside.contains(where: { pair(lines[$0], in: bytes) != nil && lines[$0].indentation == 0 })
    else { return [:] }
    var values: [String: String] = [:]
    var latest: String?
    for index in inside {
      let line = lines[index]
      if line.indentation == 0, let (name, value) = pair(line, in: bytes) {
        latest = name
        if !value.isEmpty { values[name] = value }
      } else if let name = latest, var item = text(of: line, in: bytes).nonEmpty {
        if item.hasPrefix("- ") { item = unquoted(String(item.dropFirst(2))) }
        values[name] = values[name].map { "\($0), \(item)" } ?? item
      }
    }
    for index in first...close { lines[index].kind = .remark }
    return values
  }

  /// The lines up to the first empty one, when each is a pair and one of them is of a kind that headers have.
  private static func readHeader(
    _ lines: inout [Line], from first: Int, in bytes: TextBytes
  ) -> [String: String] {
    var values: [String: String] = [:]
    var index = first
    while index < lines.count, lines[index].kind == .text {
      guard let (name, value) = pair(lines[index], in: bytes) else { return [:] }
      values[name.lowercased()] = value
      index += 1
    }
    guard values.keys.contains(where: { headerNames.contains($0) }) else { return [:] }
    for place in first..<index { lines[place].kind = .remark }
    return values
  }

  /// `name: value` with a short name, the value without quotes.
  private static func pair(_ line: Line, in bytes: TextBytes) -> (name: String, value: String)? {
    var cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
    guard let name = cursor.takeName(), cursor.takeColon() else { return nil }
    guard cursor.skipBlanks() > 0 || cursor.isAtEnd else { return nil }
    return (
      cursor.text(at: name), unquoted(cursor.text(at: cursor.offset..<line.end))
    )
  }

  private static func text(of line: Line, in bytes: TextBytes) -> String {
    String(decoding: bytes[line.start..<line.end], as: UTF8.self)
  }

  private static func unquoted(_ text: String) -> String {
    for quote in ["'", "\""] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      return String(text.dropFirst().dropLast()).split(
        separator: quote + quote, omittingEmptySubsequences: false
      ).joined(separator: quote)
    }
    return text
  }

  /// What headers of interviews name, in lower case.
  private static let headerNames: Set<String> = [
    "date", "datum", "fecha", "data", "place", "location", "ort", "lugar", "lieu", "duration",
    "dauer", "durée", "duración", "length", "title", "titel", "titre", "título", "interview id",
    "interview", "interview no", "recorded", "recording", "transcribed by", "transcriber",
    "transcription", "project", "study", "time", "file", "audio", "language",
  ]
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
