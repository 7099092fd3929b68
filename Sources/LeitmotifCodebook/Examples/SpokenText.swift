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
    self.init(of: text, turns: turns.map { (span: $0, role: role) })
  }

  /// A text as what several people say, one of each role, cut into sentences.
  ///
  /// - Parameters:
  ///   - text: The text; no labels are read from it.
  ///   - turns: Where the turns stand, and who speaks.
  init(of text: CanonicalText, turns: [(span: TextSpan, role: Role)]) {
    let roles = Role.allCases
    let transcript = Transcript(
      key: "text", format: "text", text: text,
      speakers: roles.map { Speaker(label: $0.rawValue, role: $0) },
      turns: turns.map { Turn(speaker: roles.firstIndex(of: $0.role), span: $0.span) })
    let segments = turns.enumerated().flatMap { place, turn in
      sentences(in: text, span: turn.span).map { Segment(span: $0, turn: place) }
    }
    self.init(
      transcript: transcript,
      segments: [
        .turn: turns.enumerated().map { Segment(span: $1.span, turn: $0) }, .sentence: segments,
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
