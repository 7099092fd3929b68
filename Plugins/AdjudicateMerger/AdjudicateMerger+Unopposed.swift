public import LeitmotifModel
public import LeitmotifPlugin

extension AdjudicateMerger {
  /// The policy's word on codings that nobody opposes; codes that exclude each other have to be looked at.
  ///
  /// What is odd about the settings and the files of decisions is told here, once a run: a result of one transcript that
  /// is kept need not say it, and goes on to be right when that has changed.
  public func origins(
    of unopposed: Unopposed, in context: StageContext
  ) -> [FinalCoding.Origin?]? {
    policy.reportUnknownCoders(among: unopposed.coders, to: context)
    for warning in setAside { context.report(warning) }
    guard exclusions.isEmpty, policy.isBlindToPlaces,
      !policy.tellsClassifiersApart(among: unopposed.coders)
    else { return nil }
    // One coding in a transcript without words stands for all of them: neither place nor rule matters.
    let transcript = SegmentedTranscript(
      transcript: Transcript(key: "", format: "text", text: CanonicalText("")), segments: [:])
    let coverage = unopposed.classifiers.map { Coverage(coder: $0, transcript: "") }
    return unopposed.voices.map { voice in
      let coding = Coding(
        transcript: "", code: voice.code, coder: voice.coder, rule: "",
        span: TextSpan(start: 0, end: 0))
      let proposals = Proposals(
        transcript: transcript, codings: [coding], coders: unopposed.coders, coverage: coverage)
      var electorate = Electorate(on: voice.code, under: policy, in: proposals)
      guard coding.isByMachine(among: unopposed.coders),
        let group = ProposalGroup.groups(of: [coding], by: placeRule, in: transcript).first,
        let outcome = electorate.outcome(for: group),
        outcome.taken != nil
      else { return nil }
      return outcome.origin
    }
  }
}
