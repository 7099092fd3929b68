import LeitmotifModel
import LeitmotifPlugin

extension AdjudicateMerger {
  /// The final codings of a transcript that only classifiers coded and where nothing is to be settled.
  ///
  /// That is nearly every transcript of a large study, and its matches may be millions: they are taken as they
  /// are, one by one, without looking for what else was proposed at their places.
  ///
  /// - Returns: `nil` when the transcript has to be settled place by place.
  func unopposed(_ proposals: Proposals) -> [FinalCoding]? {
    guard proposals.decisions.isEmpty, exclusions.isEmpty, policy.attributeLines.isEmpty,
      !policy.lines.contains(where: { $0.when == .incomplete }),
      !policy.tellsClassifiersApart(among: proposals.coders)
    else { return nil }
    var outcomes: [Key: FinalCoding.Origin] = [:]
    var finals: [FinalCoding] = []
    finals.reserveCapacity(proposals.codings.count)
    for coding in proposals.codings {
      let key = Key(code: coding.code, coder: coding.coder)
      if outcomes[key] == nil {
        guard coding.isByMachine(among: proposals.coders) else { return nil }
        outcomes[key] = origin(of: coding, in: proposals)
      }
      guard let origin = outcomes[key] else { return nil }
      if let last = finals.last?.coding {
        // Two rules may mark the same words, and nobody promised an order.
        guard (last.span, last.code) < (coding.span, coding.code) else { return nil }
      }
      finals.append(
        FinalCoding(coding: coding, origin: origin, sources: [CodingID(coding)]))
    }
    return finals
  }

  private struct Key: Hashable {
    let code: Identifier<Code>
    let coder: Identifier<Coder>
  }

  /// Why a coding of its code and coder is final where no other coder is near.
  private func origin(of coding: Coding, in proposals: Proposals) -> FinalCoding.Origin? {
    guard
      let group = Group.groups(of: [coding], by: placeRule, in: proposals.transcript).first,
      let outcome = policy.outcome(
        for: group, voters: policy.voters(on: coding.code, in: proposals), in: proposals),
      outcome.taken != nil
    else { return nil }
    return outcome.origin
  }
}
