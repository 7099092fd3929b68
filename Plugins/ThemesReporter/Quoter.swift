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

  /// How long a quotation may be; nobody's sentence is, but a file may have no end of a sentence in it.
  ///
  /// - Unit: bytes.
  private static let longest = 2000

  /// The words around the evidence, where the sentence is too long to be quoted whole.
  private func bounded(_ sentence: TextSpan, around evidence: TextSpan) -> TextSpan {
    guard sentence.count > Self.longest else { return sentence }
    let bytes = transcript.transcript.text.bytes
    let room = max(0, Self.longest - evidence.count) / 2
    var start = max(sentence.start, evidence.start - room)
    var end = min(sentence.end, max(evidence.start, evidence.end.advanced(by: room)))
    end = min(end, start + Self.longest)
    // Whole words, as far as there are blanks between them.
    if start > sentence.start {
      start = bytes[start..<evidence.start].firstIndex(of: 0x20).map { $0 + 1 } ?? evidence.start
    }
    if end < sentence.end {
      let from = min(evidence.end, end)
      end = bytes[from..<end].lastIndex(of: 0x20) ?? from
      while !transcript.transcript.text.isBoundary(end) { end -= 1 }
    }
    return TextSpan(start: start, end: end)
  }

  mutating func quotation(of final: FinalCoding, coders: [Identifier<Coder>]) -> Quotation {
    let coding = final.coding
    let text = transcript.transcript.text
    let span = bounded(transcript.extended(coding.span, to: level), around: coding.span)
    let evidence = max(coding.span.start, span.start)..<min(coding.span.end, span.end)
    let words = last?.span == span ? last?.text ?? text[span] : text[span]
    last = (span, words)
    let turn = transcript.transcript.turn(at: coding.span.start)
      .map { transcript.transcript.turns[$0] }
    let speaker = turn.flatMap { transcript.transcript.speaker(of: $0) }
    return Quotation(
      coding: CodingID(coding), code: coding.code, transcript: coding.transcript,
      participant: speaker?.participant, speaker: speaker?.label, time: turn?.start, text: words,
      evidence: evidence.lowerBound - span.start..<evidence.upperBound - span.start,
      position: offsets.codePoints(of: span) ?? span.range,
      evidencePosition: offsets.codePoints(of: coding.span) ?? coding.span.range,
      attributes: coding.attributes, coders: coders, origin: final.origin)
  }
}
