/// A place that waits for a reviewer: the merge queued it, or its participant has other codes that exclude its own.
public struct OpenPlace: Hashable, Sendable {
  /// The place, and why it waits.
  public var item: QueueItem

  /// The conflicts over a participant that are to be settled there, too; nearly always none.
  public var conflicts: [ParticipantExclusion.Conflict]

  /// Creates a place.
  public init(item: QueueItem, conflicts: [ParticipantExclusion.Conflict] = []) {
    self.item = item
    self.conflicts = conflicts
  }
}

extension StudyReader {
  /// All that waits for a reviewer, by transcript, span and code: what the merge queued, and the final codings that
  /// conflict over a participant, which no merge sees.
  public var openPlaces: [OpenPlace] {
    get throws {
      var found = Dictionary(try participantConflicts.map { ($0.item.place, $0) }) { $1 }
      let queued = try queue.map { item in
        OpenPlace(item: item, conflicts: found.removeValue(forKey: item.place)?.conflicts ?? [])
      }
      return found.isEmpty ? queued : (queued + found.values).sorted { $0.item < $1.item }
    }
  }

  /// Looks through the whole study; a reader with an index does better.
  public var participantConflicts: [OpenPlace] {
    get throws {
      guard var exclusion = ParticipantExclusion(try codebook) else { return [] }
      try forEachCodedTranscript { exclusion.add($0) }
      guard !exclusion.participants.isEmpty else { return [] }
      var found: [OpenPlace] = []
      try forEachCodedTranscript { coded in
        found += try exclusion.openPlaces(in: coded, by: PlaceRule()) { try decision($0) }
      }
      return found
    }
  }
}

extension ParticipantExclusion {
  /// The places of a transcript whose final codings cannot stand, by span and code.
  ///
  /// - Parameters:
  ///   - coded: The transcript; at least what was proposed and is final of the codes that exclude each other.
  ///   - rule: What one place is.
  ///   - decision: Looks a decision up.
  /// - Returns: The places with their conflicts; `reason` is `exclusive`.
  /// - Throws: What looking decisions up throws.
  public func openPlaces(
    in coded: CodedTranscript, by rule: PlaceRule,
    decision: (Identifier<Decision>) throws -> Decision?
  ) rethrows -> [OpenPlace] {
    let groups = ProposalGroup.byCode(coded.proposals, by: rule, in: coded.segmented)
    var found: [QueueItem.Place: OpenPlace] = [:]
    for final in coded.finals {
      let coding = final.coding
      guard let participant = coded.transcript.participant(at: coding.span.start) else { continue }
      let conflicts = conflicts(
        of: coding.code, participant, isDecided: final.origin == .decision)
      guard !conflicts.isEmpty else { continue }
      let item = QueueItem(
        excluding: final, by: try final.decision.flatMap(decision), among: groups)
      if found[item.place] == nil {
        found[item.place] = OpenPlace(item: item, conflicts: conflicts)
      }
    }
    return found.values.sorted { $0.item < $1.item }
  }
}
