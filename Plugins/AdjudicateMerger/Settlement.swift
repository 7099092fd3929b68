import LeitmotifModel
import LeitmotifPlugin

/// Settles one transcript: decisions first, then the policy, then what codes exclude; the rest is queued.
struct Settlement {
  private let proposals: Proposals
  private let merger: AdjudicateMerger
  private let decisions: PlacedDecisions
  private let groups: [Identifier<Code>: [ProposalGroup]]
  private var finals: [FinalCoding] = []
  private var queue: [QueueItem] = []

  init(of proposals: Proposals, by merger: AdjudicateMerger) {
    self.proposals = proposals
    self.merger = merger
    decisions = PlacedDecisions(proposals.decisions)
    groups = ProposalGroup.byCode(
      proposals.codings, by: merger.placeRule, in: proposals.transcript)
  }

  mutating func result() -> Merged {
    let standing = decisions.verdicts.compactMap(standingAlone)
    let moved = merger.splitCodes.flatMap(choosingParts)
    let codes = Set(groups.keys).union(decisions.codes).union(standing.map(\.addition.code))
    for code in codes.sorted() {
      settle(
        code, standing: standing.filter { $0.addition.code == code || $0.decision.code == code },
        moved: moved.filter { $0.replacement?.code == code })
    }
    for decision in decisions.orphans {
      enqueue(decision.code, decision.span, .orphaned, [], decision.id)
    }
    finals = unique(finals)
    let excluded = Set(
      merger.exclusions.flatMap { $0.conflicts(among: finals, in: proposals.transcript) })
    queue += excluded.map { final in
      QueueItem(
        excluding: final, by: proposals.decisions.first { $0.id == final.decision },
        among: groups)
    }
    finals.removeAll { excluded.contains($0) }
    return Merged(
      finals: finals.sorted { $0.coding < $1.coding }, queue: Set(queue).sorted())
  }

  /// A decision that holds though nobody proposes anything at its place, and what it adds there.
  private struct Standing {
    let decision: Decision
    let addition: Decision
  }

  /// What a decision adds where nobody proposes anything: its reviewer saw that, and decided all the same.
  private func standingAlone(_ decision: Decision) -> Standing? {
    let isExplicit =
      decision.proposals.isEmpty && merger.splitCodes.contains(decision.code)
      && decision.replacement?.code != nil
    guard isExplicit || sawNothing(decision), !isOpen(decision),
      !(groups[decision.code] ?? []).contains(where: { isAbout(decision, $0) })
    else { return nil }
    var addition = decision
    addition.verdict = .add
    switch decision.verdict {
    case .accept: break
    case .modify(let replacement):
      addition.code = replacement.code ?? decision.code
      addition.span = replacement.span ?? decision.span
      addition.attributes = replacement.attributes
    case .reject, .add, .defer, .memo: return nil
    }
    return Standing(decision: decision, addition: addition)
  }

  /// Whether a reviewer decided when nobody proposed anything.
  private func sawNothing(_ decision: Decision) -> Bool {
    decision.proposals == proposalHash(of: [], coders: [:])
  }

  /// Whether a decision leaves it open which part of a split code is meant.
  private func isOpen(_ decision: Decision) -> Bool {
    merger.splitCodes.contains(decision.replacement?.code ?? decision.code)
  }

  /// The decisions that say which part of a split code people meant; they then settle that part's place, too.
  private func choosingParts(of code: Identifier<Code>) -> [Decision] {
    let conflicts = decisions.conflicts(on: code)
    let verdicts = decisions.verdicts(on: code)
    return (groups[code] ?? []).compactMap { group in
      guard !conflicts.contains(where: { isAbout($0, group) }),
        let decision = deciding(group, among: verdicts), !isOpen(decision), fits(decision, group)
      else { return nil }
      return decision
    }
  }

  /// Whether what a decision was made on is what is proposed now.
  private func fits(_ decision: Decision, _ group: ProposalGroup) -> Bool {
    decision.proposals.isEmpty
      || decision.proposals == proposalHash(of: group.proposals, coders: proposals.coders)
  }

  /// The decision that settles a group, the last of those about it: what was only taken back was never decided.
  private func deciding(_ group: ProposalGroup, among verdicts: [Decision]) -> Decision? {
    verdicts.last { isAbout($0, group) && !decisions.onlyTakesBack($0) }
  }

  private mutating func settle(
    _ code: Identifier<Code>, standing: [Standing], moved: [Decision]
  ) {
    var electorate = Electorate(on: code, under: merger.policy, in: proposals)
    let groups = groups[code] ?? []
    let conflicts = decisions.conflicts(on: code)
    let verdicts = decisions.verdicts(on: code)
    let additions =
      decisions.additions(to: code) + standing.map(\.addition).filter { $0.code == code }
    var found = Set(standing.map(\.decision.id))
    for group in groups {
      found.formUnion(verdicts.filter { isAbout($0, group) }.map(\.id))
      let added = additions.filter { isAbout($0, group) }
      if let decision = conflicts.last(where: { isAbout($0, group) }) {
        enqueue(code, group.span, .disagreement, group.ids, decision.id)
      } else if let decision = deciding(group, among: verdicts) {
        apply(decision, to: group)
      } else if added.isEmpty, !moved.contains(where: { isAbout($0, group) }) {
        applyPolicy(to: group, by: &electorate)
      }
    }
    for decision in conflicts where !groups.contains(where: { isAbout(decision, $0) }) {
      enqueue(code, decision.span, .disagreement, [], decision.id)
    }
    for decision in additions {
      let sources = groups.filter { isAbout(decision, $0) }.flatMap(\.proposals)
      add(decision, over: sources)
    }
    for decision in verdicts where !found.contains(decision.id) {
      missed(decision)
    }
  }

  private func isAbout(_ decision: Decision, _ group: ProposalGroup) -> Bool {
    guard meets(decision, group) else { return false }
    // Places may overlap where a share is to be reached: the decision is about its own, if that is there.
    guard merger.placeRule.share > 0 else { return true }
    let met = (groups[group.code] ?? []).filter { meets(decision, $0) }
    let own = met.filter { $0.span == decision.span }
    let isSeen = { (group: ProposalGroup) in
      !decision.proposals.isEmpty && fits(decision, group)
    }
    guard let place = own.first(where: isSeen) ?? own.first ?? met.first(where: isSeen) else {
      return true
    }
    return place == group
  }

  private func meets(_ decision: Decision, _ group: ProposalGroup) -> Bool {
    merger.placeRule.isAbout(decision.span, group.reach, in: proposals.transcript)
  }

  private func form(of group: ProposalGroup) -> FinalForm {
    FinalForm(
      group: group, coders: proposals.coders, spanRule: merger.spanRule,
      attributeVote: AttributeVote(lines: merger.policy.attributeLines, context: proposals))
  }

  private mutating func apply(_ decision: Decision, to group: ProposalGroup) {
    let ids = group.ids
    if decision.verdict == .defer {
      return enqueue(group.code, group.span, .deferred, ids, decision.id)
    }
    guard fits(decision, group), !isOpen(decision) || decision.verdict == .reject else {
      return enqueue(group.code, group.span, .stale, ids, decision.id)
    }
    guard decision.verdict != .reject else { return }
    var (forms, open) = form(of: group).forms(of: group.proposals)
    if case .modify(let replacement) = decision.verdict {
      forms = replace(forms, by: replacement, settling: settled(by: decision))
      open.subtract(replacement.attributes.pairs.map(\.name))
      if let code = replacement.code.flatMap({ merger.codebook[$0] }) {
        open.formIntersection(code.attributes.map(\.name))
      }
    }
    if !open.isEmpty {
      // The code stands; which value its attribute has was not said.
      enqueue(group.code, group.span, .disagreement, ids, decision.id)
    }
    finals += forms.map {
      FinalCoding(
        coding: $0.coding, origin: .decision, sources: $0.sources, decision: decision.id)
    }
  }

  /// The proposals of a split code's part that the reviewer took along by naming it.
  private func settled(by decision: Decision) -> [CodingID] {
    guard merger.splitCodes.contains(decision.code), let part = decision.replacement?.code else {
      return []
    }
    return (groups[part] ?? []).filter { isAbout(decision, $0) }.flatMap(\.ids)
  }

  private func replace(
    _ forms: [FinalForm.Form], by replacement: Decision.Replacement, settling others: [CodingID]
  ) -> [FinalForm.Form] {
    let modified = forms.sorted { $0.coding < $1.coding }.map { form in
      let code = replacement.code ?? form.coding.code
      var attributes = form.coding.attributes
      if code != form.coding.code, let declared = merger.codebook[code] {
        let names = Set(declared.attributes.map(\.name))
        let kept = attributes.dictionary.filter { names.contains($0.key) }
        attributes = declared.defaultAttributes.overlaid(with: Attributes(kept))
      }
      let coding = Coding(
        transcript: form.coding.transcript, code: code, coder: FinalCoding.coder,
        span: replacement.span ?? form.coding.span,
        attributes: attributes.overlaid(with: replacement.attributes))
      return FinalForm.Form(coding: coding, sources: Set(form.sources + others).sorted())
    }
    guard replacement.span != nil, var one = modified.first else { return modified }
    one.sources = Set(modified.flatMap(\.sources)).sorted()
    return [one]
  }

  private mutating func applyPolicy(to group: ProposalGroup, by electorate: inout Electorate) {
    guard !merger.splitCodes.contains(group.code) else {
      return enqueue(group.code, group.span, .stale, group.ids, nil)
    }
    guard let outcome = electorate.outcome(for: group), let taken = outcome.taken else {
      return enqueue(group.code, group.span, .disagreement, group.ids, nil)
    }
    let (forms, open) = form(of: group).forms(of: taken.map { group.proposals[$0] })
    if !open.isEmpty { enqueue(group.code, group.span, .disagreement, group.ids, nil) }
    finals += forms.map {
      FinalCoding(coding: $0.coding, origin: outcome.origin, sources: $0.sources)
    }
  }

  private mutating func add(_ decision: Decision, over sources: [Coding]) {
    guard !merger.splitCodes.contains(decision.code) else {
      return enqueue(
        decision.code, decision.span, .stale, sources.map { CodingID($0) }.sorted(), decision.id)
    }
    let defaults = merger.codebook[decision.code]?.defaultAttributes ?? Attributes()
    finals.append(
      FinalCoding(
        coding: Coding(
          transcript: decision.transcript, code: decision.code, coder: FinalCoding.coder,
          span: decision.span, attributes: defaults.overlaid(with: decision.attributes)),
        origin: .decision, sources: Set(sources.map { CodingID($0) }).sorted(),
        decision: decision.id))
  }

  /// Deals with a decision where nobody proposes anything any more.
  private mutating func missed(_ decision: Decision) {
    switch decision.verdict {
    case .accept, .modify: enqueue(decision.code, decision.span, .stale, [], decision.id)
    case .defer where !decisions.onlyTakesBack(decision):
      enqueue(decision.code, decision.span, .deferred, [], decision.id)
    case .reject where isOpen(decision) && !sawNothing(decision):
      // What it turned down may be proposed as one of the parts by now.
      enqueue(decision.code, decision.span, .stale, [], decision.id)
    case .reject, .add, .defer, .memo: break
    }
  }

  private mutating func enqueue(
    _ code: Identifier<Code>, _ span: TextSpan, _ reason: QueueItem.Reason,
    _ sources: [CodingID], _ decision: Identifier<Decision>?
  ) {
    queue.append(
      QueueItem(
        transcript: proposals.transcript.transcript.key, code: code, span: span, reason: reason,
        proposals: sources, decision: decision))
  }

  /// The final codings with one for each code and span; what a reviewer decided last stays.
  private func unique(_ finals: [FinalCoding]) -> [FinalCoding] {
    struct Place: Hashable {
      let code: Identifier<Code>
      let span: TextSpan
    }
    let ranks = Dictionary(
      proposals.decisions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: max)
    let rank = { (final: FinalCoding) in final.decision.flatMap { ranks[$0] } ?? -1 }
    return Dictionary(grouping: finals) { Place(code: $0.coding.code, span: $0.coding.span) }
      .values.compactMap { alike in
        guard var one = alike.max(by: { (rank($0), $1.coding) < (rank($1), $0.coding) }) else {
          return nil
        }
        one.sources = Set(alike.flatMap(\.sources)).sorted()
        return one
      }
  }
}

extension Decision {
  /// What a modification puts in the proposals' stead; `nil` for every other verdict.
  fileprivate var replacement: Replacement? {
    if case .modify(let replacement) = verdict { replacement } else { nil }
  }
}
