import LeitmotifModel
import LeitmotifPlugin

/// The lines of a policy, and who has a vote.
struct Policy: Sendable {
  let lines: [PolicyLine]
  private let codesWithRules: Set<Identifier<Code>>

  init(lines: [PolicyLine], codebook: Codebook) {
    self.lines = lines.isEmpty ? [PolicyLine()] : lines
    codesWithRules = Set(codebook.codes.lazy.filter { !$0.rules.isEmpty }.map(\.id))
  }

  /// What a line made of a place.
  struct Outcome {
    /// The proposals whose word is taken; `nil` when the line sends the place to a reviewer.
    let taken: [Coding]?
    let origin: FinalCoding.Origin
  }

  /// Who has a vote on a code: people who finished it, classifiers that look for it.
  func voters(on code: Identifier<Code>, in proposals: Proposals) -> [Coder] {
    proposals.coders.values.filter { coder in
      proposals.coverage.contains { entry in
        guard entry.coder == coder.id,
          entry.transcript == proposals.transcript.transcript.key
        else { return false }
        // A classifier that finished a transcript looked for the codes that have rules, and no others.
        return entry.code.map { $0 == code }
          ?? (coder.kind == .person || codesWithRules.contains(code))
      }
    }
  }

  /// What the first line that applies makes of a group.
  ///
  /// - Parameters:
  ///   - group: The proposals of one code at one place.
  ///   - voters: Who has a vote on the code.
  ///   - coders: Who the coders are.
  /// - Returns: `nil` when no line applies.
  func outcome(
    for group: Group, voters: [Coder], coders: [Identifier<Coder>: Coder]
  ) -> Outcome? {
    // Who proposes has a vote, whatever the coverage says.
    let proposers = Set(group.proposals.map { $0.proposer(among: coders) })
    let electorate = Electorate(
      proposals: group.proposals, coders: coders, voters: proposers.union(voters))
    for line in lines where line.settles(group.code) {
      if let outcome = electorate.outcome(of: line) { return outcome }
    }
    return nil
  }

  /// Whether a line names a classifier, so that what another one found near it matters.
  func tellsClassifiersApart(among coders: [Identifier<Coder>: Coder]) -> Bool {
    lines.flatMap(\.of).contains { coders[Identifier($0)]?.kind == .machine }
  }

  func reportUnknownCoders(among coders: [Identifier<Coder>: Coder], to context: StageContext) {
    let groups = ["all", "people", "machine"]
    for name in lines.flatMap(\.of) where !groups.contains(name) && coders[Identifier(name)] == nil
    {
      let known = groups + coders.keys.sorted().map(\.rawValue)
      context.report(
        .warning(
          "unknown-coder", "the policy of 'merge: adjudicate' names '\(name)', who codes nothing",
          help: helpForUnknown(name, known: known, called: "coders")))
    }
  }
}

/// Those who have a vote on one place, and what they proposed there.
private struct Electorate {
  let proposals: [Coding]
  let coders: [Identifier<Coder>: Coder]
  let voters: Set<Coder>

  func outcome(of line: PolicyLine) -> Policy.Outcome? {
    guard line.when != .otherwise else { return Policy.Outcome(taken: nil, origin: .single) }
    let names = line.when == .priority ? [first(of: line.of)].compactMap(\.self) : line.of
    let taken = proposals.filter { selects(names, $0.proposer(among: coders)) }
    let yes = voices(of: taken.map { $0.proposer(among: coders) })
    let all = voices(of: voters.filter { selects(names, $0) })
    guard !yes.isEmpty, yes.count >= line.atLeast else { return nil }
    let applies =
      switch line.when {
      case .unanimous: yes == all
      case .majority: yes.count * 2 > all.count
      case .only: taken.count == proposals.count
      case .priority, .otherwise: true
      }
    guard applies else { return nil }
    let origin: FinalCoding.Origin =
      switch line.when {
      case .priority: .priority
      case .unanimous: all.count == 1 ? .single : .unanimous
      default: all.count == 1 || yes.count == 1 ? .single : .majority
      }
    return Policy.Outcome(taken: line.queue ? nil : taken, origin: origin)
  }

  /// The first name that stands for someone with a vote.
  private func first(of names: [String]) -> String? {
    names.first { name in voters.contains { selects([name], $0) } }
  }

  private func selects(_ names: [String], _ coder: Coder) -> Bool {
    names.contains { name in
      switch name {
      case "all": true
      case "people": coder.kind == .person
      case "machine": coder.kind == .machine
      default: coder.id.rawValue == name
      }
    }
  }

  /// Each person is a voice of their own; the classifiers are one together.
  private func voices(of coders: some Sequence<Coder>) -> Set<Coder?> {
    Set(coders.map { $0.kind == .person ? $0 : nil })
  }
}

extension Coding {
  /// Who proposed the coding; someone whom nobody knows is a person, unless a rule coded.
  func proposer(among coders: [Identifier<Coder>: Coder]) -> Coder {
    coders[coder] ?? Coder(id: coder, kind: isByMachine(among: coders) ? .machine : .person)
  }
}
