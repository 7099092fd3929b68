import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin

/// Makes a transcript of a text that a foreign project brings.
struct NewTranscript {
  private let stages: StudyImport.Stages

  init(_ stages: StudyImport.Stages) {
    self.stages = stages
  }

  /// Reads a text as a transcript: with the speakers that its labels name, or as one person's.
  ///
  /// - Parameters:
  ///   - text: The text, which stays as it is.
  ///   - key: The transcript's name in the study.
  ///   - foreignCase: Whom the text is about, when the project says it.
  ///   - parts: Whom parts of it are about, when the project says that.
  ///   - path: The project's file, for messages.
  /// - Returns: The transcript with its segments.
  /// - Throws: What a segmenter throws.
  func read(
    _ text: CanonicalText, key: Identifier<Transcript>, case foreignCase: ForeignCase?,
    parts: [(name: String, span: TextSpan)], path: String
  ) throws -> SegmentedTranscript {
    let context = StageContext()
    let source = Source(path: "\(key).txt", bytes: text.bytes)
    var transcript = try? stages.ingester.transcript(from: source, in: context)
    if transcript?.text != text { transcript = nil }
    var result = transcript ?? Transcript(key: key, format: "text", text: text)
    result.key = key
    result.format = "import"
    result.warnings = []
    let participant = foreignCase.map { Identifier<Participant>($0.name) }
    if foreignCase == nil, !parts.isEmpty { result.name(parts) }
    if result.turns.isEmpty { result.turns = [Turn(speaker: nil, span: text.span)] }
    if result.speakers.isEmpty {
      // Nobody is named: the whole text is one case of the study.
      result.speakers = [Speaker(label: key.rawValue, role: .participant)]
      for place in result.turns.indices { result.turns[place].speaker = 0 }
      result.speakers[0].participant = participant ?? Identifier(key.rawValue)
    } else if let participant {
      for place in result.speakers.indices where result.speakers[place].role == .participant {
        result.speakers[place].participant = participant
      }
    }
    ParticipantResolver(table: [], hasTable: false).resolve(&result, path: path)
    var segments: [SegmentLevel: [Segment]] = [:]
    for segmenter in stages.segmenters {
      segments[type(of: segmenter).level] = try segmenter.segments(of: result, in: context)
    }
    return SegmentedTranscript(transcript: result, segments: segments)
  }
}

extension Transcript {
  /// Says whom parts of the text are about: each speaker who speaks in one case's parts only is that case.
  ///
  /// A text without labels gets a turn for each part.
  fileprivate mutating func name(_ parts: [(name: String, span: TextSpan)]) {
    if speakers.isEmpty {
      var places: [String: Int] = [:]
      turns = []
      for part in parts where (turns.last?.span.end ?? 0) <= part.span.start {
        let place = places[part.name] ?? speakers.count
        if places.updateValue(place, forKey: part.name) == nil {
          speakers.append(
            Speaker(label: part.name, role: .participant, participant: Identifier(part.name)))
        }
        turns.append(Turn(speaker: place, span: part.span))
      }
      return
    }
    for place in speakers.indices where speakers[place].role == .participant {
      let own = turns.filter { $0.speaker == place }
      let names = Set(
        own.map { turn in
          parts.first { $0.span.start <= turn.span.start && turn.span.end <= $0.span.end }?.name
        })
      if names.count == 1, let name = names.first?.flatMap(\.self) {
        speakers[place].participant = Identifier(name)
      }
    }
  }
}
