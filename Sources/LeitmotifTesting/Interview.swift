public import LeitmotifModel

extension SegmentedTranscript {
  /// An interview as a test writes it: each line a turn, its label before a colon.
  ///
  /// `I` is the interviewer; every other label is a participant of that name, or nobody in particular where
  /// `participants` says so. A sentence ends at `.`, `?` or `!` before a blank or the end.
  ///
  /// - Parameters:
  ///   - key: The transcript's key.
  ///   - text: The lines.
  ///   - participants: Labels that stand for another participant, or for none.
  public init(
    interview key: String, _ text: String, participants: [String: String?] = [:]
  ) {
    let canonical = CanonicalText(text)
    var transcript = Transcript(key: Identifier(key), format: "text", text: canonical)
    var sentences: [Segment] = []
    var start = 0
    for line in canonical.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { start += line.count + 1 }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let label = String(decoding: line[..<colon], as: UTF8.self)
      if !transcript.speakers.contains(where: { $0.label == label }) {
        transcript.speakers.append(
          Speaker(
            label: label, role: label == "I" ? .interviewer : .participant,
            participant: label == "I"
              ? nil : (participants[label] ?? label).map { Identifier($0) }))
      }
      // The label ends with a colon and a blank.
      let span = TextSpan(
        start: start + line.distance(from: line.startIndex, to: colon) + 2, end: start + line.count)
      transcript.turns.append(
        Turn(
          speaker: transcript.speakers.firstIndex { $0.label == label }, span: span,
          start: transcript.turns.count * 10_000))
      sentences += Self.sentences(in: span, of: canonical, turn: transcript.turns.count - 1)
    }
    let turns = transcript.turns.enumerated().map { Segment(span: $1.span, turn: $0) }
    self.init(transcript: transcript, segments: [.turn: turns, .sentence: sentences])
  }

  private static func sentences(
    in span: TextSpan, of text: CanonicalText, turn: Int
  ) -> [Segment] {
    var result: [Segment] = []
    var start = span.start
    for offset in span.range where [0x2E, 0x3F, 0x21].contains(text.bytes[offset]) {
      let end = offset + 1
      guard end == span.end || text.bytes[end] == 0x20 else { continue }
      result.append(Segment(span: TextSpan(start: start, end: end), turn: turn))
      start = min(end + 1, span.end)
    }
    if start < span.end {
      result.append(Segment(span: TextSpan(start: start, end: span.end), turn: turn))
    }
    return result
  }

  /// Where some words first stand.
  ///
  /// - Returns: An empty span at the start when they stand nowhere.
  public func span(of words: String) -> TextSpan {
    let wanted = Array(words.utf8)
    let bytes = transcript.text.bytes
    for start in 0..<max(0, bytes.count - wanted.count + 1)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return TextSpan(start: start, end: start + wanted.count)
    }
    return TextSpan(start: 0, end: 0)
  }

  /// A coding of some words, by a person or by a rule.
  ///
  /// - Parameters:
  ///   - words: The evidence; where it stands first is coded.
  ///   - code: The code.
  ///   - coder: Who coded: `keywords` and `rules` are classifiers.
  ///   - attributes: The attributes.
  ///   - memo: What the coder noted.
  /// - Returns: The coding, of an empty span where the words stand nowhere.
  public func coding(
    _ words: String, _ code: String, by coder: String, _ attributes: Attributes = [:],
    memo: String = ""
  ) -> Coding {
    let isMachine = ["keywords", "rules"].contains(coder)
    return Coding(
      transcript: transcript.key, code: Identifier(code), coder: Identifier(coder),
      rule: isMachine ? Identifier("\(code)/any") : nil, span: span(of: words),
      attributes: attributes, memo: memo)
  }
}
