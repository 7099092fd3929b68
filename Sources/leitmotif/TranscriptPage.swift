import LeitmotifModel

/// What `inspect` shows of one transcript on a terminal.
struct TranscriptPage {
  let transcript: Transcript
  let file: String

  private static let sampleSize = 6
  private static let sampleWidth = 96

  /// The page, without a line end behind it.
  var text: String {
    ([file] + facts + speakers + sample + warnings).joined(separator: "\n") + "\n"
  }

  private var facts: [String] {
    var format = transcript.format
    if let style = transcript.metadata["style"] {
      format += ", style \(style) (\(transcript.metadata["style.reason"] ?? ""))"
    }
    var encoding = transcript.encoding
    if let confidence = transcript.metadata["encoding.confidence"] {
      encoding += " (guessed, \(confidence) % sure)"
    }
    var lines = ["  format    \(printable(format))", "  encoding  \(encoding)"]
    if let title = transcript.metadata["title"] { lines.append("  title     \(printable(title))") }
    var turns = "\(transcript.turns.count)"
    if let first = transcript.turns.compactMap(\.start).min(),
      let last = transcript.turns.compactMap({ $0.end ?? $0.start }).max()
    {
      turns += ", from \(clock(first)) to \(clock(last))"
    }
    lines.append("  turns     \(turns)")
    if let replaced = transcript.metadata["pseudonyms.replaced"] {
      lines.append("  replaced  \(replaced.isEmpty ? "nothing" : printable(replaced))")
    }
    if let left = transcript.metadata["pseudonyms.left"], !left.isEmpty {
      lines.append("  names?    \(printable(left))")
    }
    return lines
  }

  private var speakers: [String] {
    var counts = Array(repeating: (turns: 0, words: 0), count: transcript.speakers.count + 1)
    for turn in transcript.turns {
      let place = turn.speaker ?? transcript.speakers.count
      counts[place].turns += 1
      counts[place].words += words(in: turn.span)
    }
    var rows = zip(transcript.speakers, counts).map { speaker, count in
      [printable(speaker.label), speaker.role.rawValue, "\(count.turns)", "\(count.words)"]
    }
    if let nobody = counts.last, nobody.turns > 0 {
      rows.append(["(nobody named)", "", "\(nobody.turns)", "\(nobody.words)"])
    }
    guard !rows.isEmpty else { return [] }
    let head = ["speaker", "role", "turns", "words"]
    return [""]
      + textTable([head] + rows, rightAligned: [2, 3]).split(separator: "\n").map { "  \($0)" }
  }

  private var sample: [String] {
    let turns = transcript.turns.prefix(Self.sampleSize)
    guard !turns.isEmpty else { return [] }
    let lines = turns.map { turn in
      let label = transcript.speaker(of: turn).map { printable($0.label) } ?? "(nobody named)"
      let time = turn.start.map { " \(clock($0))" } ?? ""
      return "  \(label)\(time): \(beginning(of: turn.span))"
    }
    let more = transcript.turns.count - turns.count
    return [""] + lines + (more > 0 ? ["  … and \(more) more"] : [])
  }

  private var warnings: [String] {
    transcript.warnings.isEmpty
      ? [] : [""] + transcript.warnings.map { printable($0.description, keepsLines: true) }
  }

  /// The first words of a span, on one line.
  private func beginning(of span: TextSpan) -> String {
    var end = min(span.end, span.start + 8 * Self.sampleWidth)
    while !transcript.text.isBoundary(end) { end -= 1 }
    let words = oneLine(
      transcript.text[TextSpan(start: span.start, end: end)], atMost: Self.sampleWidth)
    return end < span.end && !words.hasSuffix("…") ? words + "…" : words
  }

  private func words(in span: TextSpan) -> Int {
    transcript.text.wordCount(in: span)
  }

  private func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds.magnitude / 1000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    let digits = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (milliseconds < 0 ? "-" : "") + digits.joined(separator: ":")
  }
}
