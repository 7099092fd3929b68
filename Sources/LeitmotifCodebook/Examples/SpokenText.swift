import LeitmotifModel
import LeitmotifText

extension SegmentedTranscript {
  /// A text as what one person says, cut into sentences.
  ///
  /// - Parameters:
  ///   - text: The text; no labels are read from it.
  ///   - role: The person's role.
  ///   - turns: Where the turns stand.
  init(of text: CanonicalText, saidBy role: Role, turns: [TextSpan]) {
    let transcript = Transcript(
      key: "text", format: "text", text: text,
      speakers: [Speaker(label: role.rawValue, role: role)],
      turns: turns.map { Turn(speaker: 0, span: $0) })
    let segments = turns.enumerated().flatMap { turn, span in
      sentences(in: text, span: span).map { Segment(span: $0, turn: turn) }
    }
    self.init(
      transcript: transcript,
      segments: [
        .turn: turns.enumerated().map { Segment(span: $1, turn: $0) }, .sentence: segments,
      ])
  }
}

extension CanonicalText {
  /// The paragraphs: lines that no blank line parts.
  var paragraphs: [TextSpan] {
    var result: [TextSpan] = []
    var open: TextSpan?
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        if let paragraph = open { result.append(paragraph) }
        open = nil
      } else {
        open = TextSpan(start: open?.start ?? line.startIndex, end: line.endIndex)
      }
    }
    if let paragraph = open { result.append(paragraph) }
    return result
  }
}
