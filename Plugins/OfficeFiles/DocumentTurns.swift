import LeitmotifLabels
import LeitmotifModel
import LeitmotifPlugin

/// The turns of a document: from a table that is a transcript, else by labels in its paragraphs.
struct DocumentTurns {
  /// The speech, one turn a line.
  private(set) var spoken = SpokenText()
  /// How labels were read.
  private(set) var metadata: [String: String] = [:]
  /// What labels there are in the paragraphs; `nil` where a table says who speaks.
  private(set) var labelled: LabelledText?

  init(_ document: Document, _ configuration: OfficeIngester.Configuration) {
    let tables = document.blocks.compactMap { block -> TranscriptTable? in
      guard case .table(let rows) = block else { return nil }
      return TranscriptTable(rows)
    }
    if tables.contains(where: { $0.turns.count > 1 }) {
      metadata["style"] = "table"
      metadata["style.reason"] = "a table has a column for who speaks and one for the words"
      for turn in tables.flatMap(\.turns) {
        spoken.add(turn.words, label: turn.label, start: turn.start, end: turn.end)
      }
      return
    }
    read(document, configuration)
  }

  private mutating func read(
    _ document: Document, _ configuration: OfficeIngester.Configuration
  ) {
    let lines = ParagraphLines(document)
    let labelled = LabelledText(
      lines.text,
      settings: LabelSettings(style: configuration.style, speakers: configuration.speakers))
    metadata = labelled.metadata
    self.labelled = labelled
    let labels = Set(labelled.turns.compactMap(\.label))
    if labels.count == 1, lines.areMostlyUnlabelled(labelled.turns) {
      read(lines, labelled.turns)
      return
    }
    for turn in labelled.turns {
      spoken.add(
        lines.text.bytes[turn.span.range], label: turn.label, start: turn.start, end: turn.end)
    }
  }

  /// Reads paragraphs of which few have a label, always the same: it stands for one of two people, and the
  /// other one's words have none.
  private mutating func read(_ lines: ParagraphLines, _ turns: [LabelledTurn]) {
    let headings = lines.numberedHeadings
    let labelled = turns.filter { $0.label != nil }
    var next = 0
    var goesOn = false
    for (place, paragraph) in lines.paragraphs.enumerated() {
      while next < labelled.count, labelled[next].span.start < paragraph.start { next += 1 }
      if next < labelled.count, labelled[next].span.start < paragraph.end {
        let turn = labelled[next]
        spoken.add(
          lines.text.bytes[turn.span.start..<paragraph.end], label: turn.label, start: turn.start,
          end: nil)
        goesOn = false
      } else if paragraph.isHeading || headings.contains(place) {
        goesOn = false
      } else {
        let words = lines.text.bytes[paragraph.start..<paragraph.end]
        // `(reads the task)` is what somebody does.
        guard !isOnlySound(words) else { continue }
        if goesOn {
          spoken.goOn(words, end: nil)
        } else {
          spoken.add(words, label: nil, start: nil, end: nil)
        }
        goesOn = true
      }
    }
  }
}
