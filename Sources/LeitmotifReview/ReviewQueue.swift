public import LeitmotifModel

/// What waits for reviewers in a study, what settles most first.
public struct ReviewQueue: Sendable {
  /// The items, in the order in which to work through them.
  public let items: [ReviewItem]

  private let places: [String: Int]

  /// Reads and orders the queue of a study.
  ///
  /// - Throws: What the study throws.
  public init(of study: any StudyReader) throws {
    let queue = try study.queue
    let voters = try Dictionary(grouping: study.coverage, by: \.transcript)
      .mapValues { $0.filter { $0.code == nil }.count }
    var counted = try CountedParticipants(of: study, codes: Set(queue.map(\.code)))
    var items: [ReviewItem] = []
    for (transcript, places) in Dictionary(grouping: queue, by: \.transcript) {
      let proposals = try study.codings(of: transcript)
      let text = try study.transcript(transcript)?.transcript.text ?? CanonicalText("")
      let offsets = CodePointOffsets(text)
      let byID = Dictionary(proposals.map { (CodingID($0), $0) }) { first, _ in first }
      for place in places {
        let coders = Set(place.proposals.compactMap { byID[$0]?.coder })
        let start = offsets.codePoint(ofByte: place.span.start) ?? 0
        let end = offsets.codePoint(ofByte: place.span.end) ?? 0
        let share = Double(coders.count) / Double(max(coders.count, voters[transcript] ?? 0, 1))
        items.append(
          ReviewItem(
            place, codePoints: start..<max(end, start + 1),
            weight: ReviewWeight(
              proposals: place.proposals.count,
              changesParticipants: try counted.wouldChange(by: place),
              disagreement: 1 - abs(2 * share - 1))))
      }
    }
    self.items = items.sorted {
      if $0.weight != $1.weight { return $0.weight > $1.weight }
      return ($0.place.transcript, $0.place.span, $0.place.code, $0.id)
        < ($1.place.transcript, $1.place.span, $1.place.code, $1.id)
    }
    places = Dictionary(self.items.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The item of a name; `nil` when nothing of that name waits.
  public subscript(id: String) -> ReviewItem? { places[id].map { items[$0] } }

  /// Where an item stands in the order, from 0.
  public func position(of id: String) -> Int? { places[id] }
}

/// Which participants are counted under which codes already.
private struct CountedParticipants {
  private let study: any StudyReader
  private var counted: [Identifier<Code>: Set<Identifier<Participant>>] = [:]
  private var transcript: Transcript?

  init(of study: any StudyReader, codes: Set<Identifier<Code>>) throws {
    self.study = study
    var open: Transcript?
    // A parent is counted by its children, too.
    let prefixes = codes.map { (code: $0, below: $0.rawValue + ".") }
    try study.forEachFinalCoding { final in
      let fitting = prefixes.filter {
        final.coding.code == $0.code || final.coding.code.rawValue.hasPrefix($0.below)
      }
      guard !fitting.isEmpty else { return }
      if open?.key != final.coding.transcript {
        open = try study.transcript(final.coding.transcript)?.transcript
      }
      guard let participant = open?.participant(at: final.coding.span.start) else { return }
      for entry in fitting { counted[entry.code, default: []].insert(participant) }
    }
  }

  mutating func wouldChange(by place: QueueItem) throws -> Bool {
    if transcript?.key != place.transcript {
      transcript = try study.transcript(place.transcript)?.transcript
    }
    guard let participant = transcript?.participant(at: place.span.start) else { return false }
    return counted[place.code]?.contains(participant) != true
  }
}
