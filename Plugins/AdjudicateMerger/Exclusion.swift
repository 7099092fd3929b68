import LeitmotifModel

/// Codes below one parent that exclude each other in a segment or a transcript.
///
/// What conflicts over a participant is found when the queue is read (`ParticipantExclusion`): the merge sees one
/// transcript.
struct Exclusion: Sendable {
  private let isOverTranscript: Bool
  /// For each code below the parent, the parent's child that it is, or is below.
  private let branches: [Identifier<Code>: Identifier<Code>]

  init?(below parent: Code, in codebook: Codebook) {
    guard let exclusivity = parent.exclusive, exclusivity != .participant else { return nil }
    isOverTranscript = exclusivity == .transcript
    var branches: [Identifier<Code>: Identifier<Code>] = [:]
    // A parent stands before its children.
    for code in codebook.codes {
      guard let above = code.parent else { continue }
      branches[code.id] = above == parent.id ? code.id : branches[above]
    }
    self.branches = branches
  }

  /// The final codings that cannot all stand.
  ///
  /// Where reviewers decided on codes of one branch only, what they decided stands, and the others conflict.
  func conflicts(
    among finals: [FinalCoding], in transcript: SegmentedTranscript
  ) -> [FinalCoding] {
    let entries = finals.compactMap { final in
      branches[final.coding.code].map { branch in
        let reach =
          isOverTranscript
          ? transcript.transcript.text.span : transcript.extended(final.coding.span, to: .sentence)
        return (final: final, branch: branch, reach: reach)
      }
    }.sorted { ($0.reach, $0.final.coding) < ($1.reach, $1.final.coding) }
    var conflicting: Set<Int> = []
    for (left, entry) in entries.enumerated() {
      for right in entries.indices.dropFirst(left + 1) {
        let other = entries[right]
        guard other.reach.start < entry.reach.end || other.reach == entry.reach else { break }
        guard other.branch != entry.branch else { continue }
        let isEntryDecided = entry.final.origin == .decision
        let isOtherDecided = other.final.origin == .decision
        if isEntryDecided || !isOtherDecided { conflicting.insert(right) }
        if isOtherDecided || !isEntryDecided { conflicting.insert(left) }
      }
    }
    return conflicting.sorted().map { entries[$0].final }
  }
}
