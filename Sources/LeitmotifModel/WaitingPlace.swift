/// A place that waits for a reviewer, with who has a say in it: what the order of the queue is made of.
public struct WaitingPlace: Hashable, Sendable {
  /// The place, and why it waits.
  public var item: QueueItem

  /// The coders who proposed something there.
  public var proposers: Set<Identifier<Coder>>

  /// How many coders have finished every code in the transcript.
  public var finishers: Int

  /// Whose words it is; `nil` where nobody speaks who is a participant.
  public var participant: Identifier<Participant>?

  /// Creates a place.
  public init(
    item: QueueItem, proposers: Set<Identifier<Coder>>, finishers: Int,
    participant: Identifier<Participant>?
  ) {
    self.item = item
    self.proposers = proposers
    self.finishers = finishers
    self.participant = participant
  }
}

extension StudyReader {
  /// Looks through every transcript in which something waits; a reader with an index does better.
  public var waiting: [WaitingPlace] {
    get throws {
      let finishers = try Dictionary(grouping: coverage, by: \.transcript)
        .mapValues { $0.count { $0.code == nil } }
      var open: CodedTranscript?
      var coders: [CodingID: Identifier<Coder>] = [:]
      return try queue.map { item in
        if open?.transcript.key != item.transcript {
          open = try codedTranscript(item.transcript)
          coders = Dictionary(
            open?.proposals.map { (CodingID($0), $0.coder) } ?? [], uniquingKeysWith: { $1 })
        }
        return WaitingPlace(
          item: item, proposers: Set(item.proposals.compactMap { coders[$0] }),
          finishers: finishers[item.transcript] ?? 0,
          participant: open?.transcript.participant(at: item.span.start))
      }
    }
  }

  /// Looks through every final coding; a reader with an index does better.
  public func holders(
    ofEach codes: Set<Identifier<Code>>
  ) throws -> [Identifier<Code>: Set<Identifier<Participant>>] {
    let tree = CodeTree(try codebook)
    var found: [Identifier<Code>: Set<Identifier<Participant>>] = [:]
    try forEachCodedTranscript { coded in
      for final in coded.finals {
        guard let participant = coded.transcript.participant(at: final.coding.span.start)
        else { continue }
        for code in tree.atOrAbove(final.coding.code) where codes.contains(code) {
          found[code, default: []].insert(participant)
        }
      }
    }
    return found
  }

  /// The participants who have a final coding of a code or of one below it: what k counts.
  ///
  /// - Parameter code: The code; one that the codebook lacks has nobody.
  /// - Returns: The participants, in no order.
  /// - Throws: What the study throws.
  public func holders(of code: Identifier<Code>) throws -> Set<Identifier<Participant>> {
    try holders(ofEach: [code])[code] ?? []
  }
}
