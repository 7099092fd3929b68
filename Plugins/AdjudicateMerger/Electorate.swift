import LeitmotifModel
import LeitmotifPlugin

/// Those who have a vote on one code in one transcript, and what the policy makes of what they propose.
struct Electorate {
  /// A line of the policy that is about the code.
  private struct Ballot {
    let line: PolicyLine
    /// Whose proposals count: with `priority` those of the first who has a vote.
    let names: [String]
    /// Everybody whose vote counts.
    let all: Set<Voice>
  }

  private let code: Identifier<Code>
  private let policy: Policy
  private let context: Proposals
  private let voters: Set<Coder>
  /// The lines in the order in which they are asked: worked out once for all places of the code.
  private var ballots: [Ballot] = []
  /// The lines where some others propose, too, who have a vote at such places only.
  private var larger: [Set<Coder>: [Ballot]] = [:]
  /// What was made of places by who proposes something there: thousands of places have the same few.
  private var outcomes: [[Coder]: Policy.Outcome?] = [:]

  /// - Parameters:
  ///   - code: The code.
  ///   - policy: What settles its places.
  ///   - context: Everything that was proposed of the transcript.
  init(on code: Identifier<Code>, under policy: Policy, in context: Proposals) {
    self.code = code
    self.policy = policy
    self.context = context
    voters = policy.voters(on: code, in: context)
    ballots = ballots(of: voters)
  }

  private func ballots(of voters: Set<Coder>) -> [Ballot] {
    let transcript = context.transcript.transcript.key
    return policy.lines.filter { $0.settles(code, in: transcript) }.map { line in
      let first = { line.of.first { name in voters.contains { selects([name], $0) } } }
      let names = line.when == .priority ? [first()].compactMap(\.self) : line.of
      return Ballot(
        line: line, names: names, all: Voice.voices(of: voters.lazy.filter { selects(names, $0) }))
    }
  }

  /// What the first line that applies makes of a place of the code.
  ///
  /// - Returns: `nil` when no line applies.
  mutating func outcome(for group: ProposalGroup) -> Policy.Outcome? {
    let proposers = group.proposals.map { $0.proposer(among: context.coders) }
    if let outcome = outcomes[proposers] { return outcome }
    let own = ballots(at: proposers)
    let outcome = outcome(of: own, for: group, by: proposers)
    // A line about codings of other codes may make something else of the next place.
    if own.allSatisfy({ $0.line.when != .incomplete }) { outcomes[proposers] = .some(outcome) }
    return outcome
  }

  /// The ballots at a place: who proposes has a vote, whatever the coverage says.
  private mutating func ballots(at proposers: [Coder]) -> [Ballot] {
    guard !proposers.allSatisfy(voters.contains) else { return ballots }
    let others = Set(proposers).subtracting(voters)
    let joined = larger[others] ?? ballots(of: voters.union(others))
    larger[others] = joined
    return joined
  }

  private func outcome(
    of ballots: [Ballot], for group: ProposalGroup, by proposers: [Coder]
  ) -> Policy.Outcome? {
    for ballot in ballots {
      if let outcome = outcome(of: ballot, for: group, by: proposers) { return outcome }
    }
    return nil
  }

  /// What a line makes of a place; `nil` when it does not apply.
  private func outcome(
    of ballot: Ballot, for group: ProposalGroup, by proposers: [Coder]
  ) -> Policy.Outcome? {
    let (line, all) = (ballot.line, ballot.all)
    guard line.when != .otherwise else { return Policy.Outcome(taken: nil, origin: .single) }
    let chosen = proposers.indices.filter { selects(ballot.names, proposers[$0]) }
    let yes = Voice.voices(of: chosen.lazy.map { proposers[$0] })
    guard !yes.isEmpty, yes.count >= line.atLeast else { return nil }
    let applies =
      switch line.when {
      case .unanimous: yes == all
      case .majority: yes.count * 2 > all.count
      case .only: chosen.count == proposers.count
      case .incomplete: all.subtracting(yes).isDisjoint(with: voicesOfOtherCodes(at: group))
      case .weighted:
        policy.reliability.makes(code, atLeast: line.probability, for: yes, against: all)
      case .priority, .otherwise: true
      }
    guard applies else { return nil }
    let origin: FinalCoding.Origin =
      switch line.when {
      case .priority: .priority
      case .unanimous: all.count == 1 ? .single : .unanimous
      default: all.count == 1 || yes.count == 1 ? .single : .majority
      }
    return Policy.Outcome(taken: line.queue ? nil : chosen, origin: origin)
  }

  /// Who coded a place, and not with this code.
  private func voicesOfOtherCodes(at group: ProposalGroup) -> Set<Voice> {
    let others = context.codings.lazy.filter {
      $0.code != code && ($0.span.overlaps(group.reach) || $0.span == group.reach)
    }
    return Voice.voices(of: others.map { $0.proposer(among: context.coders) })
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
    Set(coders.lazy.map(Voice.init))
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
