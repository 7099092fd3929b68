import LeitmotifModel

/// Quotes one transcript.
struct Quoter {
  private let transcript: SegmentedTranscript
  private let offsets: CodePointOffsets
  private let level: SegmentLevel
  /// The last words that were quoted: several codings of one sentence share them.
  private var last: (span: TextSpan, text: String)?

  init(_ transcript: SegmentedTranscript) {
    self.transcript = transcript
    offsets = CodePointOffsets(transcript.transcript.text)
    level = transcript.segments[.sentence] == nil ? .turn : .sentence
  }

  var key: Identifier<Transcript> { transcript.transcript.key }

  mutating func quotation(of final: FinalCoding, coders: [Identifier<Coder>]) -> Quotation {
    let coding = final.coding
    let text = transcript.transcript.text
    let span = transcript.extended(coding.span, to: level)
    let words = last?.span == span ? last?.text ?? text[span] : text[span]
    last = (span, words)
    let turn = transcript.transcript.turn(at: coding.span.start)
      .map { transcript.transcript.turns[$0] }
    let speaker = turn.flatMap { transcript.transcript.speaker(of: $0) }
    return Quotation(
      coding: CodingID(coding), code: coding.code, transcript: coding.transcript,
      participant: speaker?.participant, speaker: speaker?.label, time: turn?.start, text: words,
      evidence: coding.span.start - span.start..<coding.span.end - span.start,
      position: offsets.codePoints(of: span) ?? span.range,
      evidencePosition: offsets.codePoints(of: coding.span) ?? coding.span.range,
      attributes: coding.attributes, coders: coders, origin: final.origin)
  }
}
