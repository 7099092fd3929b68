public import LeitmotifModel

/// What a reviewer saw when they decided on a place that has changed since: the proposals of an earlier run.
public struct SeenProposals: Sendable {
  /// The transcript as it was then.
  public let transcript: Transcript

  /// What was proposed then, sorted.
  public let proposals: [Coding]

  /// How many runs are looked through: what was decided on long ago is told by its words alone.
  private static let depth = 8

  /// Looks for the proposals that a decision was made on, in the runs before the one that is read.
  ///
  /// - Returns: `nil` when the store does not have them any more, or the decision does not say what it saw.
  /// - Throws: What the study throws.
  init?(
    by decided: DecisionLine, in study: any StudyReader, coders: [Identifier<Coder>: Coder]
  ) throws {
    guard !decided.proposals.isEmpty else { return nil }
    var earlier = try study.previous
    for _ in 0..<Self.depth {
      guard let run = earlier else { return nil }
      if let found = try Self.proposals(seenBy: decided, in: run, coders: coders) {
        (transcript, proposals) = found
        return
      }
      earlier = try run.previous
    }
    return nil
  }

  /// The codings at the decision's place that have its hash; what a place is, the merge's settings say.
  private static func proposals(
    seenBy decided: DecisionLine, in study: any StudyReader, coders: [Identifier<Coder>: Coder]
  ) throws -> (Transcript, [Coding])? {
    guard let segmented = try study.transcript(decided.transcript) else { return nil }
    let transcript = segmented.transcript
    let offsets = CodePointOffsets(transcript.text)
    let place = offsets.span(
      ofCodePoints: decided.place.lowerBound, decided.place.upperBound)
    guard let place, transcript.text.holds(decided.text, at: place) else { return nil }
    let codings = try study.codings(of: decided.transcript).filter { $0.code == decided.code }
    let reaches = [
      place, segmented.extended(place, to: .sentence), segmented.extended(place, to: .turn),
    ]
    for reach in reaches {
      let seen = codings.filter { $0.span.overlaps(reach) }
      guard !seen.isEmpty, proposalHash(of: seen, coders: coders) == decided.proposals else {
        continue
      }
      return (transcript, seen.sorted())
    }
    return nil
  }
}
