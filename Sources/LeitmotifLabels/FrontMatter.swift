import LeitmotifPlugin

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
    // Two rules with prose or an interview between them are no front matter.
    guard isYAML(lines[inside], in: bytes, above: lines[(close + 1)...]) else { return [:] }
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

  /// - Unit: lines.
  private static let longestHeader = 40

  /// Whether lines look like a mapping of YAML: those that are not set in are pairs of names of their own, items or
  /// remarks, and nobody talks there.
  private static func isYAML(
    _ lines: ArraySlice<Line>, in bytes: TextBytes, above interview: ArraySlice<Line>
  ) -> Bool {
    let isLoose = lines.contains { $0.kind == .blank }
    var names: Set<String> = []
    for line in lines where line.indentation == 0 && line.kind != .blank {
      if let (name, value) = pair(line, in: bytes) {
        guard names.insert(name).inserted, !isLoose || !isSpeech(value, of: name.lowercased()),
          !isLabel(name, in: interview, of: bytes)
        else { return false }
      } else {
        let text = text(of: line, in: bytes)
        guard text.contains(":") || ["-", "#", "]", "}"].contains(where: text.hasPrefix) else {
          return false
        }
      }
    }
    return !names.isEmpty
  }

  /// The pairs before the first empty line and before anything that somebody seems to say, when one of them is of a kind
  /// that headers have.
  private static func readHeader(
    _ lines: inout [Line], from first: Int, in bytes: TextBytes
  ) -> [String: String] {
    let pairs = lines[first...].prefix(longestHeader).prefix { $0.kind == .text }
      .map { pair($0, in: bytes) }
    let names = pairs.map { $0?.name.lowercased() ?? "" }
    guard names.contains(where: headerNames.contains) else { return [:] }
    var uses: [String: Int] = [:]
    for name in names { uses[name, default: 0] += 1 }
    var values: [String: String] = [:]
    let below = lines[(first + pairs.count)...]
    for (name, pair) in zip(names, pairs) {
      // Who comes twice speaks.
      guard let pair, uses[name] == 1, !isSpeech(pair.value, of: name),
        !isLabel(pair.name, in: below, of: bytes)
      else { break }
      values[name] = pair.value
    }
    let end = first + values.count
    // Below a header is an interview.
    let isAlone = lines[end...].allSatisfy { $0.kind == .blank }
    guard values.keys.contains(where: { headerNames.contains($0) }),
      !isAlone || values.keys.allSatisfy({ headerNames.contains($0) })
    else { return [:] }
    for place in first..<end { lines[place].kind = .remark }
    return values
  }

  /// Whether lines further down begin with a name and a colon; of roles a header says who has them.
  private static func isLabel(
    _ name: String, in lines: ArraySlice<Line>, of bytes: TextBytes
  ) -> Bool {
    guard knownRole(ofLabel: name, among: []) == nil else { return false }
    let label = Array(name.utf8) + [UInt8(ascii: ":")]
    return lines.contains { line in
      line.kind == .text && bytes[line.start..<line.end].starts(with: label)
    }
  }

  /// Whether a value is rather what somebody says: a question, or a sentence behind what no header names.
  private static func isSpeech(_ value: String, of name: String) -> Bool {
    guard let last = value.unicodeScalars.last else { return false }
    return "?？؟".unicodeScalars.contains(last)
      || !headerNames.contains(name) && ".!…。！".unicodeScalars.contains(last)
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
