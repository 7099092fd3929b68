import LeitmotifModel

/// How many units of one code were rated in each way, cluster by cluster.
struct UnitTally: Sendable {
  /// For each cluster of units (a transcript, or a participant by itself), for each way of rating them, how many.
  private(set) var clusters: [String: [RatingState: Int]] = [:]

  /// What was said of each participant so far.
  private var participants: [Identifier<Participant>: RatingState] = [:]

  /// Adds a transcript's units.
  ///
  /// - Parameters:
  ///   - places: Where voices gave the code.
  ///   - covered: The voices that finished the transcript.
  ///   - space: The transcript's units.
  ///   - transcript: The transcript.
  mutating func add(
    _ places: CodePlaces, covered: UInt64, in space: UnitSpace,
    of transcript: Identifier<Transcript>
  ) {
    var ways: [RatingState: Int] = [:]
    places.forEachRun(ofUnits: space.count, covered: covered) { units, state in
      guard space.participants.isEmpty else {
        for participant in space.participants[units] {
          participants[participant] = participants[participant]?.joined(with: state) ?? state
        }
        return
      }
      ways[state.settled, default: 0] += units.count
    }
    if !ways.isEmpty { clusters[transcript.rawValue] = ways }
  }

  /// Whether one of some voices gave the code.
  func isGiven(byOneOf mask: UInt64) -> Bool {
    clusters.values.contains { ways in ways.keys.contains { $0.coded & mask != 0 } }
  }

  /// Makes each participant a unit, when all transcripts are in.
  mutating func settleParticipants() {
    for (participant, state) in participants {
      clusters[participant.rawValue] = [state.settled: 1]
    }
    participants = [:]
  }
}
