import LeitmotifModel

/// What voices said of one participant, in as many transcripts as were read.
struct ParticipantSayings {
  /// What was said of each code.
  var states: [Identifier<Code>: RatingState] = [:]
  /// The first words for which a compared voice gave each code.
  var words: [Identifier<Code>: DisagreementFinder.Words] = [:]
  /// The codes about which a reviewer is asked.
  var queued: Set<Identifier<Code>> = []
}

extension DisagreementFinder {
  /// Adds what a transcript holds of its participants.
  mutating func gather(from rated: RatedTranscript, _ reader: RatingReader) {
    let text = rated.segmented.transcript.text
    let offsets = CodePointOffsets(text)
    for code in codes {
      let places = rated.places[code] ?? CodePlaces()
      places.forEachRun(
        ofUnits: rated.space.count, covered: reader.covered([code], in: rated.key)
      ) { units, state in
        for unit in units {
          let participant = rated.space.participants[unit]
          let known = participants[participant]?.states[code]
          participants[participant, default: ParticipantSayings()].states[code] =
            known?.joined(with: state) ?? state
          let isOfUnit = { (span: TextSpan) in
            rated.space.units(of: span).contains { $0.contains(unit) }
          }
          if isQueued(code, in: rated.key, where: isOfUnit) {
            participants[participant]?.queued.insert(code)
          }
          let evidence = rated.evidence[code]?.first {
            $0.voices & comparison.mask != 0 && isOfUnit($0.span)
          }
          guard participants[participant]?.words[code] == nil, let span = evidence?.span else {
            continue
          }
          participants[participant]?.words[code] = Words(
            transcript: rated.key, span: span, place: offsets.codePoints(of: span) ?? span.range,
            quotation: text[rated.segmented.extended(span, to: .sentence)], isQueued: false)
        }
      }
    }
  }

  /// Finds the disagreements over participants, of whom everything was read.
  mutating func findOverParticipants() {
    for (participant, said) in participants.sorted(by: { $0.key < $1.key }) {
      let sayings = codes.compactMap { code -> (code: Identifier<Code>, state: RatingState)? in
        guard let state = said.states[code]?.settled, state.coded != 0 else { return nil }
        return (code, state)
      }
      let disagreeing = countDisagreeing(sayings, times: 1)
      for (code, state) in disagreeing {
        // Who gave the code gave it for some words.
        guard let words = said.words[code] else { continue }
        note(
          code, state, among: disagreeing, sayings, of: participant, times: 1,
          at: Words(
            transcript: words.transcript, span: words.span, place: words.place,
            quotation: words.quotation, isQueued: said.queued.contains(code)))
      }
    }
  }
}
