/// What was proposed of one code at one place, and is settled together.
public struct ProposalGroup: Hashable, Sendable {
  /// The code.
  public let code: Identifier<Code>
  /// Sorted, at least one.
  public private(set) var proposals: [Coding]
  /// From where the first proposal begins to where the last one ends.
  public private(set) var span: TextSpan
  /// The text that the proposals stand for together.
  public private(set) var reach: TextSpan
  /// The text that each proposal stands for; none where no share is to be reached, and nobody asks.
  private var reaches: [TextSpan]

  /// The groups of one code's proposals, in the order of the text.
  ///
  /// Places are chained: where one long coding meets two short ones, all three are one place.
  ///
  /// - Parameters:
  ///   - proposals: The codings of one code in the transcript, in any order.
  ///   - rule: What one place is.
  ///   - transcript: The transcript.
  /// - Returns: The groups, each with at least one proposal.
  public static func groups(
    of proposals: [Coding], by rule: PlaceRule, in transcript: SegmentedTranscript
  ) -> [ProposalGroup] {
    let reached = proposals.map { (coding: $0, reach: rule.reach(of: $0.span, in: transcript)) }
      .sorted { $0.reach == $1.reach ? $0.coding < $1.coding : $0.reach < $1.reach }
    var done: [ProposalGroup] = []
    // Those that a later proposal may still meet: without a share to reach there is never more than one.
    var open: [ProposalGroup] = []
    for (coding, reach) in reached {
      let behind = open.filter { $0.isBehind(reach) }
      if !behind.isEmpty {
        done += behind
        open.removeAll { $0.isBehind(reach) }
      }
      let met = open.indices.filter { open[$0].meets(reach, by: rule) }
      guard let first = met.first else {
        open.append(
          ProposalGroup(
            code: coding.code, proposals: [coding], span: coding.span, reach: reach,
            reaches: rule.share > 0 ? [reach] : []))
        continue
      }
      open[first].add(coding, reach: reach)
      for other in met.dropFirst() { open[first].join(open[other]) }
      for other in met.dropFirst().reversed() { open.remove(at: other) }
    }
    done += open
    for place in done.indices where done[place].proposals.count > 1 { done[place].proposals.sort() }
    return done.sorted { ($0.reach, $0.span) < ($1.reach, $1.span) }
  }

  /// The groups of all proposals of a transcript, by code.
  public static func byCode(
    _ proposals: [Coding], by rule: PlaceRule, in transcript: SegmentedTranscript
  ) -> [Identifier<Code>: [ProposalGroup]] {
    Dictionary(grouping: proposals, by: \.code).mapValues {
      groups(of: $0, by: rule, in: transcript)
    }
  }

  /// The proposals' numbers, sorted.
  public var ids: [CodingID] { proposals.map { CodingID($0) }.sorted() }

  /// Whether nothing that begins where a reach does, or later, can be about the same place.
  private func isBehind(_ other: TextSpan) -> Bool { reach.end <= other.start && reach != other }

  private func meets(_ other: TextSpan, by rule: PlaceRule) -> Bool {
    // Without a share to reach, whoever meets the whole meets the proposal that ends last.
    rule.share > 0 ? reaches.contains { rule.meet($0, other) } : rule.meet(reach, other)
  }

  private mutating func add(_ coding: Coding, reach other: TextSpan) {
    proposals.append(coding)
    if !reaches.isEmpty { reaches.append(other) }
    span = span.hull(with: coding.span)
    reach = reach.hull(with: other)
  }

  private mutating func join(_ other: ProposalGroup) {
    proposals += other.proposals
    reaches += other.reaches
    span = span.hull(with: other.span)
    reach = reach.hull(with: other.reach)
  }
}

extension TextSpan {
  /// From where the first of the two begins to where the last one ends.
  public func hull(with other: TextSpan) -> TextSpan {
    TextSpan(start: Swift.min(start, other.start), end: Swift.max(end, other.end))
  }
}

extension QueueItem {
  /// The item for a final coding that cannot stand beside others.
  ///
  /// All that was proposed at its place waits, for that is what a decision is about. What a decision made is found where
  /// the decision is: another one there takes its stead.
  ///
  /// - Parameters:
  ///   - final: The coding.
  ///   - decision: The decision that made it; `nil` for none.
  ///   - groups: What was proposed in its transcript, by code.
  public init(
    excluding final: FinalCoding, by decision: Decision?,
    among groups: [Identifier<Code>: [ProposalGroup]]
  ) {
    let code = decision?.code ?? final.coding.code
    let group = groups[code]?.first { !Set($0.ids).isDisjoint(with: final.sources) }
    self.init(
      transcript: final.coding.transcript, code: code,
      span: decision?.span ?? group?.span ?? final.coding.span, reason: .exclusive,
      proposals: group?.ids ?? final.sources, decision: final.decision)
  }
}
