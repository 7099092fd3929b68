public import LeitmotifModel

/// A turn as an ingester finds it: who speaks is a label as the file prints it, not yet a speaker.
public struct LabelledTurn: Hashable, Sendable {
  /// The label; `nil` where the file names nobody.
  public var label: String?

  /// The speech, without label and time.
  public var span: TextSpan

  /// When the turn begins and ends, where the file says it.
  ///
  /// - Unit: milliseconds from the recording's start.
  public var start: Int?
  public var end: Int?

  /// Creates a turn.
  public init(label: String?, span: TextSpan, start: Int? = nil, end: Int? = nil) {
    self.label = label
    self.span = span
    self.start = start
    self.end = end
  }
}

extension Transcript {
  /// Creates the transcript of a file's turns, whose labels become speakers.
  ///
  /// - Parameters:
  ///   - source: The file; its stem is the transcript's key.
  ///   - format: The format's name, as `inspect` shows it.
  ///   - encoding: The file's encoding.
  ///   - text: The text that the turns lie in.
  ///   - turns: The turns, in the order of the text.
  ///   - speakers: Who the labels stand for.
  ///   - statedRoles: The roles that the file itself gives to labels.
  ///   - metadata: What the file says about itself.
  ///   - warnings: What was odd; a label that nobody mapped is added, and a file in which nobody speaks.
  public init(
    of source: Source, format: String, encoding: String, text: CanonicalText,
    turns: [LabelledTurn], speakers: SpeakerMap, statedRoles: [String: Role] = [:],
    metadata: [String: String] = [:], warnings: [Diagnostic] = []
  ) {
    var labels: [SpeakerMap.Label] = []
    var places: [String: Int] = [:]
    // People take turns: of two that speak again and again, neither is looked up each time.
    var recent: [(label: String, place: Int)] = []
    let numbered = turns.map { turn in
      let place = turn.label.map { label in
        if let known = recent.first(where: { $0.label == label }) { return known.place }
        let place = places[label] ?? labels.count
        if place == labels.count {
          places[label] = place
          labels.append(SpeakerMap.Label(label, turns: 0, statedRole: statedRoles[label]))
        }
        recent = [(label, place)] + recent.prefix(1)
        return place
      }
      if let place { labels[place].turns += 1 }
      return Turn(speaker: place, span: turn.span, start: turn.start, end: turn.end)
    }
    let key = Identifier<Transcript>(source.stem)
    let named = speakers.speakers(for: labels, in: key, path: source.path)
    self.init(
      key: key, format: format, encoding: encoding, text: text, speakers: named.speakers,
      turns: numbered, metadata: metadata, warnings: warnings + named.warnings)
  }
}
