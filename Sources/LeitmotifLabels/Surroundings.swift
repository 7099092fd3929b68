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

  /// `Transcribed by https://otter.ai` at the end.
  private static func skipFooter(_ lines: inout [Line], in bytes: TextBytes) {
    guard let last = lines.lastIndex(where: { $0.kind != .blank }), lines[last].kind == .text,
      lines[last].end - lines[last].start < 80
    else { return }
    let words = text(of: lines[last], in: bytes).lowercased()
    if words.hasPrefix("transcribed by http") { lines[last].kind = .remark }
  }

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
