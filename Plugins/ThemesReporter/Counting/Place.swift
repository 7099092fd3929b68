import LeitmotifModel

/// A final coding with what a report asks of it: its theme, its turn and who speaks.
struct Place {
  /// All final codings of the transcript: to copy one for each place costs more than all that is counted.
  private let finals: [FinalCoding]
  private let number: Int
  /// The code's place in the codebook.
  let theme: Int
  /// The turn in which the evidence begins; `nil` between turns.
  let turn: Int?
  /// Whose coding it is; `nil` for someone who is no participant.
  let participant: Identifier<Participant>?
  /// Who speaks, by the place among the transcript's speakers.
  let speaker: Int?
  let id: CodingID

  init?(_ number: Int, of coded: CodedTranscript, in tree: CodeTree) {
    let coding = coded.finals[number].coding
    guard let theme = tree.place[coding.code] else { return nil }
    let transcript = coded.transcript
    finals = coded.finals
    self.number = number
    self.theme = theme
    turn = transcript.turn(at: coding.span.start)
    speaker = turn.flatMap { transcript.turns[$0].speaker }
    participant = speaker.flatMap { transcript.speakers[$0].participant }
    id = CodingID(coding)
  }

  var final: FinalCoding { finals[number] }

  var span: TextSpan { finals[number].coding.span }
}

/// One transcript with its final codings, each in its place.
struct PlacedTranscript {
  let coded: CodedTranscript
  let places: [Place]

  init(_ coded: CodedTranscript, in tree: CodeTree) {
    self.coded = coded
    places = coded.finals.indices.compactMap { Place($0, of: coded, in: tree) }
  }

  var transcript: Transcript { coded.transcript }

  /// Who speaks in the transcript, each once, in the order in which they first speak.
  var participants: [Identifier<Participant>] {
    var seen: Set<Identifier<Participant>> = []
    return transcript.speakers.compactMap(\.participant).filter { seen.insert($0).inserted }
  }

  /// The turns that the evidence touches.
  func turns(of place: Place) -> Range<Int> {
    guard let first = place.turn else { return 0..<0 }
    let turns = transcript.turns
    var end = first + 1
    while end < turns.count, turns[end].span.start < place.span.end { end += 1 }
    return first..<end
  }

  /// How far into the interview an offset stands: by the clock where turns have times, else by the text.
  ///
  /// - Unit: from 0, the start, to below 1.
  func progress(of place: Place) -> Double {
    let last = transcript.turns.last
    if let turn = place.turn.map({ transcript.turns[$0] }), let start = turn.start,
      let end = last?.end ?? last?.start, end > 0
    {
      return min(max(0, Double(start) / Double(end)), 0.999_999)
    }
    return min(Double(place.span.start) / Double(max(1, transcript.text.count)), 0.999_999)
  }
}
