import LeitmotifModel

/// Quotes one transcript.
struct Quoter {
  private let transcript: SegmentedTranscript
  private let offsets: CodePointOffsets
  private let level: SegmentLevel
  private let proposals: [Coding]
  /// The proposals by number; made when a final coding rests on others than itself.
  private var proposalsByNumber: [CodingID: Coding]?
  private let privacy: Privacy
  /// The last words that were quoted: several codings of one sentence share them.
  private var last: (span: TextSpan, text: String)?

  init(_ coded: CodedTranscript, privacy: Privacy = Privacy()) {
    transcript = coded.segmented
    offsets = CodePointOffsets(coded.transcript.text)
    level = transcript.segments[.sentence] == nil ? .turn : .sentence
    proposals = coded.proposals
    self.privacy = privacy
  }

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

  mutating func quotation(of place: Place) -> Quotation {
    let final = place.final
    let coding = final.coding
    let text = transcript.transcript.text
    let turn = place.turn.map { transcript.transcript.turns[$0] }
    var span = bounded(transcript.extended(coding.span, to: level), around: coding.span)
    if privacy.pseudonymsOnly {
      // Between turns stand labels.
      let said = turn?.span ?? TextSpan(start: span.start, end: span.start)
      span = TextSpan(start: max(span.start, said.start), end: min(span.end, said.end))
    }
    let evidence = max(coding.span.start, span.start)..<min(coding.span.end, span.end)
    let words = last?.span == span ? last?.text ?? text[span] : text[span]
    last = (span, words)
    let sources = self.sources(of: place)
    return Quotation(
      coding: place.id, code: coding.code, transcript: coding.transcript,
      participant: place.participant,
      speaker: privacy.pseudonymsOnly
        ? nil : turn.flatMap { transcript.transcript.speaker(of: $0)?.label },
      turn: place.turn, time: turn?.start, text: words,
      evidence: evidence.lowerBound - span.start..<evidence.upperBound - span.start,
      position: offsets.codePoints(of: span) ?? span.range,
      evidencePosition: offsets.codePoints(of: coding.span) ?? coding.span.range,
      attributes: coding.attributes, memo: Self.memo(of: coding, sources),
      coders: Self.unique(sources.map(\.coder)), rules: Self.unique(sources.compactMap(\.rule)),
      origin: final.origin, decision: final.decision)
  }

  private static func unique<Subject>(_ names: [Identifier<Subject>]) -> [Identifier<Subject>] {
    names.count < 2 ? names : Set(names).sorted()
  }

  /// The proposals that a final coding rests on.
  private mutating func sources(of place: Place) -> [Coding] {
    // Nearly all rest on themselves alone.
    if place.final.sources == [place.id], place.final.coding.coder != FinalCoding.coder {
      return [place.final.coding]
    }
    let byNumber =
      proposalsByNumber
      ?? Dictionary(proposals.map { (CodingID($0), $0) }) { first, _ in first }
    proposalsByNumber = byNumber
    return place.final.sources.compactMap { byNumber[$0] }
  }

  /// What was noted of a coding, each note once.
  static func memo(of coding: Coding, _ sources: [Coding]) -> String {
    guard !coding.memo.isEmpty || sources.contains(where: { !$0.memo.isEmpty }) else { return "" }
    var memos: [String] = []
    for memo in [coding.memo] + sources.map(\.memo) where !memo.isEmpty && !memos.contains(memo) {
      memos.append(memo)
    }
    return memos.joined(separator: "; ")
  }
}
