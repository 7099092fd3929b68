/// A place that waits for a reviewer, with what the order of the queue is made of.
public struct WaitingPlace: Hashable, Sendable {
  /// The place, and why it waits.
  public var item: QueueItem

  /// How many coders proposed something there.
  public var proposers: Int

  /// How many coders have finished every code in the transcript.
  public var finishers: Int

  /// Whether the participant whose words it is would be counted under the code by it: nothing else of theirs is
  /// final under the code, or under one below it.
  public var wouldCount: Bool

  /// The conflicts over a participant that are to be settled there, too; nearly always none.
  public var conflicts: [ParticipantExclusion.Conflict]

  /// Creates a place.
  public init(
    item: QueueItem, proposers: Int, finishers: Int, wouldCount: Bool,
    conflicts: [ParticipantExclusion.Conflict] = []
  ) {
    self.item = item
    self.conflicts = conflicts
    self.proposers = proposers
    self.finishers = finishers
    self.wouldCount = wouldCount
  }
}

extension StudyReader {
  /// Looks through the whole study; a reader with an index does better.
  public var waiting: [WaitingPlace] {
    get throws {
      let finishers = try Dictionary(grouping: coverage, by: \.transcript)
        .mapValues { $0.count { $0.code == nil } }
      var holders: [Identifier<Code>: Set<Identifier<Participant>>] = [:]
      var open: CodedTranscript?
      var coders: [CodingID: Identifier<Coder>] = [:]
      return try openPlaces.map { place in
        let item = place.item
        if open?.transcript.key != item.transcript {
          open = try codedTranscript(item.transcript)
          coders = Dictionary(
            open?.proposals.map { (CodingID($0), $0.coder) } ?? [], uniquingKeysWith: { $1 })
        }
        let counted = try holders[item.code] ?? self.holders(of: item.code)
        holders[item.code] = counted
        return WaitingPlace(
          item: item, proposers: Set(item.proposals.compactMap { coders[$0] }).count,
          finishers: finishers[item.transcript] ?? 0,
          wouldCount: open?.transcript.participant(at: item.span.start).map {
            !counted.contains($0)
          } ?? false, conflicts: place.conflicts)
      }
    }
  }
}
