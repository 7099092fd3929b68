import LeitmotifModel

/// Everything that can be drawn, by stratum, without its words.
struct SampleFrame {
  /// Where a unit stands: the transcript, and the segment's place in its layer.
  private typealias Place = (transcript: Identifier<Transcript>, segment: Int)

  private let unit: CodingSample.Unit
  private let attribute: String?
  private let values: [Identifier<Participant>: String]
  private var places: [String: [Place]] = [:]

  init(
    _ unit: CodingSample.Unit, attribute: String?, participants: [Participant]
  ) {
    self.unit = unit
    self.attribute = attribute
    values = Dictionary(
      participants.map { person in
        (person.id, attribute.flatMap { person.attributes[$0] } ?? "")
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// How many units each stratum has.
  var sizes: [String: Int] { places.mapValues(\.count) }

  /// Adds a transcript's units; transcripts come in order.
  mutating func add(_ segmented: SegmentedTranscript) {
    let transcript = segmented.transcript
    let key = transcript.key
    guard unit != .transcript else {
      return places[stratum(of: transcript.speakers, key), default: []].append((key, 0))
    }
    for (number, segment) in layer(of: segmented).enumerated() {
      guard let speaker = transcript.speaker(of: transcript.turns[segment.turn]),
        speaker.role == .participant
      else { continue }
      places[stratum(of: [speaker], key), default: []].append((key, number))
    }
  }

  /// What was drawn, with its words.
  func items(of sample: StratifiedSample, _ study: any StudyReader) throws -> [CodingSample.Item] {
    var drawn: [Identifier<Transcript>: [(segment: Int, stratum: String)]] = [:]
    for stratum in sample.strata {
      for number in stratum.drawn {
        guard let place = places[stratum.name]?[number] else { continue }
        drawn[place.transcript, default: []].append((place.segment, stratum.name))
      }
    }
    return try drawn.keys.sorted().flatMap { key -> [CodingSample.Item] in
      guard let segmented = try study.transcript(key), let chosen = drawn[key] else { return [] }
      return chosen.sorted { $0.segment < $1.segment }.map {
        item($0.segment, $0.stratum, segmented)
      }
    }
  }

  private func item(
    _ number: Int, _ stratum: String, _ segmented: SegmentedTranscript
  ) -> CodingSample.Item {
    let transcript = segmented.transcript
    guard unit != .transcript else {
      return CodingSample.Item(
        transcript: transcript.key, stratum: stratum, place: nil, speaker: "", text: "", context: ""
      )
    }
    let segment = layer(of: segmented)[number]
    let turn = transcript.turns[segment.turn]
    return CodingSample.Item(
      transcript: transcript.key, stratum: stratum,
      place: CodePointOffsets(transcript.text).codePoints(of: segment.span),
      speaker: transcript.speaker(of: turn)?.label ?? "", text: transcript.text[segment.span],
      context: unit == .sentence ? transcript.text[turn.span] : "")
  }

  private func layer(of segmented: SegmentedTranscript) -> [Segment] {
    let turns =
      segmented.segments[.turn]
      ?? segmented.transcript.turns.enumerated().map { Segment(span: $1.span, turn: $0) }
    return unit == .sentence ? segmented.segments[.sentence] ?? turns : turns
  }

  /// The stratum of what some people say.
  private func stratum(of speakers: [Speaker], _ key: Identifier<Transcript>) -> String {
    guard attribute != nil else { return unit == .transcript ? "all" : key.rawValue }
    let found = Set(speakers.compactMap(\.participant).compactMap { values[$0] })
    let named = found.filter { !$0.isEmpty }.sorted()
    return named.isEmpty ? "not said" : named.joined(separator: " + ")
  }
}
