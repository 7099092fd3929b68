/// What stands around the speech besides front matter: what programs print above and below it.
enum Surroundings {
  /// Reads it, and marks its lines as no speech.
  ///
  /// - Returns: The values by name.
  static func read(_ lines: inout [Line], in bytes: TextBytes) -> [String: String] {
    skipToTranscript(&lines, in: bytes)
    skipFooter(&lines, in: bytes)
    return readOtterHeader(&lines, in: bytes)
  }

  /// Takes what stands above a heading `Transcript` for a description.
  private static func skipToTranscript(_ lines: inout [Line], in bytes: TextBytes) {
    let heading = lines.prefix(lines.count / 2).firstIndex { line in
      line.kind == .heading && isTranscriptHeading(text(of: line, in: bytes))
    }
    guard let heading else { return }
    for place in 0..<heading where lines[place].kind == .text { lines[place].kind = .remark }
  }

  private static func isTranscriptHeading(_ heading: String) -> Bool {
    var words = heading.lowercased().split { $0 == "#" || $0 == " " || $0 == ":" }
    if words.count == 2, ["full", "podcast", "interview", "the"].contains(words[0]) {
      words.removeFirst()
    }
    return words.count == 1
      && ["transcript", "transcription", "transkript", "transkription", "transcripción"]
        .contains(words[0])
  }

  /// What programs print at the end: `Transcribed by https://otter.ai`, `Meeting ended after 00:30:00`.
  private static func skipFooter(_ lines: inout [Line], in bytes: TextBytes) {
    while let last = lines.lastIndex(where: { $0.kind != .blank && $0.kind != .remark }),
      lines[last].kind == .text, lines[last].end - lines[last].start < 160
    {
      let words = text(of: lines[last], in: bytes).lowercased()
      let isFooter =
        footers.contains { words.hasPrefix($0) } || words.hasSuffix(" stopped transcription")
      guard isFooter else { return }
      lines[last].kind = .remark
    }
  }

  private static let footers = [
    "transcribed by http", "meeting ended after ",
    "this editable transcript was computer generated",
  ]

  /// `SUMMARY KEYWORDS` and `SPEAKERS` with a line of each below, as Otter prints above a talk.
  private static func readOtterHeader(
    _ lines: inout [Line], in bytes: TextBytes
  ) -> [String: String] {
    var values: [String: String] = [:]
    for (title, name) in [("SUMMARY KEYWORDS", "keywords"), ("SPEAKERS", "speakers")] {
      let place = lines.prefix(20).firstIndex { text(of: $0, in: bytes) == title }
      guard let place else { continue }
      lines[place].kind = .remark
      for below in (place + 1)..<lines.count {
        guard lines[below].kind == .text else { break }
        let value = text(of: lines[below], in: bytes)
        values[name] = values[name].map { "\($0) \(value)" } ?? value
        lines[below].kind = .remark
      }
    }
    return values
  }

  private static func text(of line: Line, in bytes: TextBytes) -> String {
    String(decoding: bytes[line.start..<line.end], as: UTF8.self)
  }
}
