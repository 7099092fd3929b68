import LeitmotifModel
import LeitmotifPlugin

/// Those who have a vote on one place, and what they proposed there.
struct Electorate {
  private let group: Group
  private let context: Proposals
  private let reliability: ReliabilityTable
  /// Who proposed each of the group's proposals.
  private let proposers: [Coder]
  private let voters: Set<Coder>

  /// - Parameters:
  ///   - group: The place.
  ///   - context: Everything that was proposed of the transcript.
  ///   - voters: Who has a vote on the code.
  ///   - reliability: How reliable the coders were measured to be.
  init(
    group: Group, context: Proposals, voters: Set<Coder>, reliability: ReliabilityTable
  ) {
    self.group = group
    self.context = context
    self.reliability = reliability
    let proposers = group.proposals.map { $0.proposer(among: context.coders) }
    // Who proposes has a vote, whatever the coverage says.
    self.voters = proposers.allSatisfy(voters.contains) ? voters : voters.union(proposers)
    self.proposers = proposers
  }

  /// What a line makes of the place; `nil` when it does not apply.
  func outcome(of line: PolicyLine) -> Policy.Outcome? {
    guard line.when != .otherwise else { return Policy.Outcome(taken: nil, origin: .single) }
    let names = line.when == .priority ? [first(of: line.of)].compactMap(\.self) : line.of
    let chosen = proposers.indices.filter { selects(names, proposers[$0]) }
    let taken = chosen.map { group.proposals[$0] }
    let yes = Voice.voices(of: chosen.lazy.map { proposers[$0] })
    let all = Voice.voices(of: voters.lazy.filter { selects(names, $0) })
    guard !yes.isEmpty, yes.count >= line.atLeast else { return nil }
    let applies =
      switch line.when {
      case .unanimous: yes == all
      case .majority: yes.count * 2 > all.count
      case .only: taken.count == group.proposals.count
      case .incomplete: all.subtracting(yes).isDisjoint(with: voicesOfOtherCodes)
      case .weighted:
        reliability.makes(group.code, atLeast: line.probability, for: yes, against: all)
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

  /// Who coded the place, and not with this code.
  private var voicesOfOtherCodes: Set<Voice> {
    let others = context.codings.filter {
      $0.code != group.code && ($0.span.overlaps(group.reach) || $0.span == group.reach)
    }
    return Voice.voices(of: others.map { $0.proposer(among: context.coders) })
  }

  /// The first name that stands for someone with a vote.
  private func first(of names: [String]) -> String? {
    names.first { name in voters.contains { selects([name], $0) } }
  }
}

/// One that has a vote: each person is a voice of their own, all classifiers are one together.
enum Voice: Hashable, Sendable {
  case person(Identifier<Coder>)
  case machine

  init(of coder: Coder) {
    self = coder.kind == .person ? .person(coder.id) : .machine
  }

  static func voices(of coders: some Sequence<Coder>) -> Set<Voice> {
    Set(coders.map(Voice.init))
  }
}

/// Whether one of some names of a policy line (`people`, `machine`, `all`, a coder's own) means a coder.
func selects(_ names: [String], _ coder: Coder) -> Bool {
  names.contains { name in
    switch name {
    case "all": true
    case "people": coder.kind == .person
    case "machine": coder.kind == .machine
    default: coder.id.rawValue == name
    }
  }
}

extension Coding {
  /// Who proposed the coding; someone whom nobody knows is a person, unless a rule coded.
  func proposer(among coders: [Identifier<Coder>: Coder]) -> Coder {
    coders[coder] ?? Coder(id: coder, kind: isByMachine(among: coders) ? .machine : .person)
  }
}
