import LeitmotifModel

/// A table with a column for who speaks and one for the words, as programs for calls and meetings make them.
struct TranscriptTable {
  struct Turn {
    var label: String?
    /// - Unit: milliseconds.
    var start: Int?
    var words: [UInt8]
  }

  /// The turns, a row each.
  let turns: [Turn]

  /// Looks at a table.
  ///
  /// - Returns: `nil` for a table of anything else.
  init?(_ rows: [[[Document.Paragraph]]]) {
    guard let head = rows.first, head.count > 1, rows.count > 1 else { return nil }
    let names = head.map { Self.text(of: $0).lowercased() }
    guard let words = names.firstIndex(where: Self.wordColumns.contains),
      let speaker = names.firstIndex(where: Self.speakerColumns.contains), words != speaker
    else { return nil }
    let time = names.firstIndex { Self.timeColumns.contains($0) }
    turns = rows.dropFirst().compactMap { row in
      guard words < row.count else { return nil }
      let label = speaker < row.count ? Self.text(of: row[speaker]) : ""
      let written = time.flatMap { $0 < row.count ? Self.text(of: row[$0]) : nil }
      let spoken = row[words].map(\.text).joined(separator: [0x0A])
      return Turn(
        label: label.isEmpty ? nil : label, start: written.flatMap(Self.milliseconds),
        words: Array(spoken))
    }
  }

  private static func text(of cell: [Document.Paragraph]) -> String {
    String(decoding: Array(cell.map(\.text).joined(separator: [0x20])), as: UTF8.self)
      .split { $0.isWhitespace }.joined(separator: " ")
  }

  /// `0:00:06.31`, `1:02` or `62.5`.
  private static func milliseconds(_ text: String) -> Int? {
    let parts = text.drop { $0 == "[" || $0 == "(" }.prefix { $0 != "]" && $0 != ")" && $0 != " " }
      .split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var seconds = 0.0
    for part in parts {
      guard let number = Double(part.replacing(",", with: ".")), (0..<1e6).contains(number) else {
        return nil
      }
      seconds = seconds * 60 + number
    }
    return seconds < 1e6 ? Int((seconds * 1000).rounded()) : nil
  }

  private static let speakerColumns: Set<String> = [
    "speaker", "speakers", "name", "who", "participant", "person", "sprecher", "sprecherin",
    "sprecher:in", "sprecher*in", "locuteur", "intervenant", "hablante", "orador", "parlante",
  ]

  private static let wordColumns: Set<String> = [
    "transcription", "transcript", "text", "content", "utterance", "sentence", "speech", "words",
    "transkript", "äußerung", "inhalt", "texte", "énoncé", "texto", "contenido", "testo",
  ]

  private static let timeColumns: Set<String> = [
    "start", "time", "start time", "timestamp", "time stamp", "timecode", "begin", "zeit", "beginn",
    "zeitmarke", "temps", "début", "tiempo", "inicio", "tempo",
  ]
}
