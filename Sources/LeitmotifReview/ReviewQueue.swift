public import LeitmotifModel

/// What waits for reviewers in a study, what settles most first.
public struct ReviewQueue: Sendable {
  /// The items, in the order in which to work through them.
  public let items: [ReviewItem]

  /// The places of a transcript's items in the order.
  let byTranscript: [Identifier<Transcript>: [Int]]

  private let places: [String: Int]

  /// Orders what waits.
  ///
  /// - Parameters:
  ///   - waiting: What waits.
  ///   - splitCodes: The codes that were split: which part is meant settles that part's place, too, and comes first.
  init(of waiting: [WaitingPlace], splitCodes: Set<Identifier<Code>>) {
    items = waiting.map {
      ReviewItem($0.item, weight: ReviewWeight($0), conflicts: $0.conflicts)
    }.sorted {
      let isSplit = splitCodes.contains($0.place.code)
      if isSplit != splitCodes.contains($1.place.code) { return isSplit }
      if $0.weight != $1.weight { return $0.weight > $1.weight }
      return ($0.place.transcript, $0.place.span, $0.place.code, $0.id)
        < ($1.place.transcript, $1.place.span, $1.place.code, $1.id)
    }
    places = Dictionary(items.enumerated().map { ($1.id, $0) }) { first, _ in first }
    byTranscript = Dictionary(grouping: items.indices) { [items] in items[$0].place.transcript }
  }

  /// The item of a name; `nil` when nothing of that name waits.
  public subscript(id: String) -> ReviewItem? { places[id].map { items[$0] } }

  /// The items of a transcript, in the queue's order.
  public func items(in transcript: Identifier<Transcript>) -> [ReviewItem] {
    (byTranscript[transcript] ?? []).map { items[$0] }
  }

  /// Where an item stands in the order, from 0.
  public func position(of id: String) -> Int? { places[id] }
}

extension ReviewWeight {
  fileprivate init(_ waiting: WaitingPlace) {
    let lookers = Double(max(waiting.proposers, waiting.finishers, 1))
    let share = Double(waiting.proposers) / lookers
    self.init(
      proposals: waiting.item.proposals.count,
      changesParticipants: waiting.wouldCount, disagreement: 1 - abs(2 * share - 1),
      uncertainty: 1 / lookers)
  }
}
