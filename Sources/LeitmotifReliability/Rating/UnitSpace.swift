import LeitmotifModel

/// The units of one transcript, numbered from 0: what its participants say, cut into pieces of one size.
struct UnitSpace {
  /// How many units there are.
  let count: Int

  /// Who the units are, when they are participants; empty otherwise.
  let participants: [Identifier<Participant>]

  /// Whether sentences were asked for, and turns had to do.
  let fallsBackOnTurns: Bool

  /// How many turns of participants are left out, for nobody knows which participant speaks.
  let namelessTurns: Int

  private let unit: AgreementUnit
  private let offsets: CodePointOffsets?
  let key: Identifier<Transcript>
  private let pieces: [Piece]

  /// A stretch of text with the units in it.
  private struct Piece {
    let span: TextSpan
    let units: Range<Int>
    /// The code point at which it starts; 0 when code points are not counted.
    let codePoint: Int
  }

  init(of segmented: SegmentedTranscript, unit: AgreementUnit) {
    let transcript = segmented.transcript
    self.unit = unit
    key = transcript.key
    let offsets = unit == .codePoint ? CodePointOffsets(transcript.text) : nil
    self.offsets = offsets
    let turns =
      segmented.segments[.turn]
      ?? transcript.turns.enumerated().map { Segment(span: $1.span, turn: $0) }
    let sentences = unit == .sentence ? segmented.segments[.sentence] : nil
    fallsBackOnTurns = unit == .sentence && sentences == nil
    var pieces: [Piece] = []
    var participants: [Identifier<Participant>] = []
    var count = 0
    var namelessTurns = 0
    for segment in sentences ?? turns {
      let speaker = transcript.speaker(of: transcript.turns[segment.turn])
      guard let speaker, speaker.role == .participant else { continue }
      var codePoint = 0
      var units = count..<count + 1
      switch unit {
      case .sentence, .turn: break
      case .transcript: units = 0..<1
      case .codePoint:
        guard let place = offsets?.codePoints(of: segment.span) else { continue }
        codePoint = place.lowerBound
        units = count..<count + place.count
      case .participant:
        guard let participant = speaker.participant else {
          namelessTurns += 1
          continue
        }
        let place = participants.firstIndex(of: participant) ?? participants.count
        if place == participants.count { participants.append(participant) }
        units = place..<place + 1
      }
      pieces.append(Piece(span: segment.span, units: units, codePoint: codePoint))
      count = max(count, units.upperBound)
    }
    self.pieces = pieces
    self.count = count
    self.participants = participants
    self.namelessTurns = namelessTurns
  }

  /// The units that a span touches.
  ///
  /// - Returns: Ranges in the order of the text; none for a span outside of what participants say.
  func units(of span: TextSpan) -> [Range<Int>] {
    var place = pieces.partitioningIndex { $0.span.end > span.start }
    var result: [Range<Int>] = []
    while place < pieces.count, pieces[place].span.start < span.end {
      let units = units(of: span, in: pieces[place])
      if let last = result.last, last.upperBound == units.lowerBound {
        result[result.count - 1] = last.lowerBound..<units.upperBound
      } else {
        result.append(units)
      }
      place += 1
    }
    return result
  }

  private func units(of span: TextSpan, in piece: Piece) -> Range<Int> {
    guard let offsets else { return piece.units }
    let start = offsets.codePoint(ofByte: max(span.start, piece.span.start)) ?? piece.codePoint
    let end =
      offsets.codePoint(ofByte: min(span.end, piece.span.end)) ?? piece.codePoint
      + piece.units.count
    let base = piece.units.lowerBound - piece.codePoint
    return base + start..<base + end
  }

  /// Whether units are transcripts or participants, not places in a text.
  var isOfWholes: Bool { unit == .transcript || unit == .participant }

  /// The text of some units: a stretch for each, or for each run of characters within a turn.
  func stretches(of units: Range<Int>) -> [(units: Range<Int>, span: TextSpan)] {
    switch unit {
    case .sentence, .turn: units.map { ($0..<$0 + 1, pieces[$0].span) }
    case .transcript, .participant:
      units.map { unit in
        let own = pieces.filter { $0.units.lowerBound == unit }
        return (
          unit..<unit + 1,
          TextSpan(start: own.first?.span.start ?? 0, end: own.last?.span.end ?? 0)
        )
      }
    case .codePoint:
      pieces.compactMap { piece in
        let part = piece.units.clamped(to: units)
        let base = piece.codePoint - piece.units.lowerBound
        guard !part.isEmpty,
          let span = offsets?.span(ofCodePoints: base + part.lowerBound, base + part.upperBound)
        else { return nil }
        return (part, span)
      }
    }
  }
}
