public import LeitmotifModel

/// One place that waits for a reviewer, with what settling it is worth.
public struct ReviewItem: Hashable, Sendable {
  /// The item's name in addresses and tables: sixteen hexadecimal digits made of its transcript, code and
  /// place, so that it is the same in every run that queues the place.
  public let id: String

  /// The place, and why it waits.
  public let place: QueueItem

  /// How much settling it settles.
  public let weight: ReviewWeight

  /// The conflicts over a participant that are to be settled there, too; nearly always none.
  public let conflicts: [ParticipantExclusion.Conflict]

  /// Creates an item.
  public init(
    _ place: QueueItem, weight: ReviewWeight, conflicts: [ParticipantExclusion.Conflict] = []
  ) {
    id = Self.name(of: place)
    self.place = place
    self.weight = weight
    self.conflicts = conflicts
  }
}

extension ReviewItem {
  /// What the item of a place is called.
  static func name(of place: QueueItem) -> String {
    // Several orphans may lie at one point of the text.
    let decision = place.reason == .orphaned ? place.decision : nil
    return CodingID(
      Coding(
        transcript: place.transcript, code: place.code, coder: "queue",
        rule: decision.map { Identifier($0.rawValue) }, span: place.span)
    ).description
  }
}

/// How much settling an item settles; what is worth more comes first in the queue.
public struct ReviewWeight: Hashable, Sendable {
  /// How many proposals rest on it.
  public var proposals: Int

  /// Whether a participant would be counted under the code, or no longer: whether its k would change.
  public var changesParticipants: Bool

  /// How evenly those who looked are divided.
  ///
  /// - Range: 0 where all agree, to 1 where half of them proposed it.
  public var disagreement: Double

  /// How little is known of it: of two that are alike, the one at which fewer looked.
  ///
  /// - Range: Above 0, where many looked, to 1, where nobody or one did.
  public var uncertainty: Double

  /// Creates a weight.
  public init(
    proposals: Int, changesParticipants: Bool, disagreement: Double, uncertainty: Double = 1
  ) {
    self.proposals = proposals
    self.changesParticipants = changesParticipants
    self.disagreement = disagreement
    self.uncertainty = uncertainty
  }
}

extension ReviewWeight: Comparable {
  /// Orders weights by what they settle: proposals, then participants' counts, then disagreement, then uncertainty.
  public static func < (lhs: ReviewWeight, rhs: ReviewWeight) -> Bool {
    (lhs.proposals, lhs.changesParticipants ? 1 : 0, lhs.disagreement, lhs.uncertainty)
      < (rhs.proposals, rhs.changesParticipants ? 1 : 0, rhs.disagreement, rhs.uncertainty)
  }
}

extension ParticipantExclusion.Conflict {
  /// Who has what, for people; the codings may be in several transcripts.
  public var told: String {
    "\(participant) has \(codes.map(\.rawValue).joined(separator: " and ")), of which only one can hold"
  }
}
