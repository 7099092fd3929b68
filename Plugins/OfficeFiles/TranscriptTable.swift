import LeitmotifModel

/// A table with a column for who speaks and one for the words, as programs for calls and meetings make them.
struct TranscriptTable {
  struct Turn {
    var label: String?
    /// - Unit: milliseconds.
    var start: Int?
    var end: Int?
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
    if let words = names.firstIndex(where: Self.wordColumns.contains),
      let speaker = names.firstIndex(where: Self.speakerColumns.contains), words != speaker
    {
      let time = names.firstIndex { Self.timeColumns.contains($0) }
      let end = names.firstIndex { Self.endColumns.contains($0) }
      turns = Self.turns(
        in: rows.dropFirst(), speaker: speaker, words: words, time: time, end: end)
    } else if let columns = Self.unnamedColumns(of: rows) {
      turns = Self.turns(
        in: rows[...], speaker: columns.speaker, words: columns.words, time: columns.time,
        end: nil)
    } else {
      return nil
    }
  }

  private static func turns(
    in rows: ArraySlice<[[Document.Paragraph]]>, speaker: Int, words: Int, time: Int?, end: Int?
  ) -> [Turn] {
    rows.compactMap { row in
      guard words < row.count else { return nil }
      var label = speaker < row.count ? text(of: row[speaker]) : ""
      if label.last == ":" { label.removeLast() }
      func times(_ column: Int?) -> (start: Int?, end: Int?) {
        guard let column, column < row.count else { return (nil, nil) }
        return self.times(text(of: row[column]))
      }
      let spoken = row[words].map(\.text).joined(separator: [0x0A])
      return Turn(
        label: label.isEmpty ? nil : label, start: times(time).start,
        end: times(end).start ?? times(time).end, words: Array(spoken))
    }
  }

  /// A time, or two with a dash between: `0:05.2 - 1:02.9`.
  private static func times(_ written: String) -> (start: Int?, end: Int?) {
    let parts = written.split { "-–—>→".contains($0) }.map { collapsed($0) }
    return (parts.first.flatMap(milliseconds), parts.dropFirst().first.flatMap(milliseconds))
  }

  private static func collapsed(_ text: some StringProtocol) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The columns of a table without names: perhaps numbers and times, then a few labels again and again, then the words.
  private static func unnamedColumns(
    of rows: [[[Document.Paragraph]]]
  ) -> (speaker: Int, words: Int, time: Int?)? {
    guard let width = rows.first?.count, (2...4).contains(width), rows.count >= 4,
      rows.allSatisfy({ $0.count == width })
    else { return nil }
    let cells = rows.map { $0.map(text) }
    let time = (0..<width).first { column in
      cells.allSatisfy { $0[column].isEmpty || milliseconds($0[column]) != nil }
        && cells.contains { $0[column].contains(":") }
    }
    let numbers = (0..<width).first { column in
      cells.allSatisfy { Int($0[column]) != nil }
    }
    let others = (0..<width).filter { $0 != time && $0 != numbers }
    guard others.count == 2 else { return nil }
    let labels = cells.map { $0[others[0]] }.filter { !$0.isEmpty }
    let words = cells.map { $0[others[1]] }
    let isLabels =
      labels.count * 2 > rows.count && Set(labels).count * 2 <= labels.count
      && labels.allSatisfy { $0.count <= 40 }
    let wordsLength = words.reduce(0) { $0 + $1.count }
    guard isLabels, wordsLength > 2 * labels.reduce(0, { $0 + $1.count }) else { return nil }
    return (others[0], others[1], time)
  }

  private static func text(of cell: [Document.Paragraph]) -> String {
    collapsed(String(decoding: Array(cell.map(\.text).joined(separator: [0x20])), as: UTF8.self))
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
    "start", "time", "start time", "timestamp", "time stamp", "timecode", "timespan", "time span",
    "begin", "zeit", "beginn", "zeitmarke", "zeitspanne", "temps", "début", "tiempo", "inicio",
    "tempo",
  ]

  private static let endColumns: Set<String> = ["end", "end time", "stop", "ende", "fin", "fine"]
}
