import LeitmotifModel
import LeitmotifPlugin

/// Settles the values of attributes at one place: a code may be agreed upon where its stance is not.
struct AttributeVote {
  let lines: [PolicyLine]
  let context: Proposals

  /// What the vote on a place came to.
  struct Values {
    /// The values that lines of the policy settled.
    fileprivate(set) var settled = Attributes()
    /// The attributes whose value waits for a reviewer.
    fileprivate(set) var open: Set<String> = []

    /// Attributes with what was settled instead, and without what is open.
    func laid(over attributes: Attributes) -> Attributes {
      var result = attributes.overlaid(with: settled)
      for name in open { result[name] = nil }
      return result
    }
  }

  private struct Opinion {
    let coder: Coder
    let voice: Voice
    let value: String
  }

  /// Settles the values of a place.
  ///
  /// - Parameters:
  ///   - group: The place.
  ///   - taken: The codings of several people that become one: where these differ and no line settles the
  ///     value, it is open. Empty where each keeps their own.
  /// - Returns: The values that lines settle, and the attributes that remain open.
  func values(of group: ProposalGroup, taken: [Coding]) -> Values {
    var values = Values()
    for name in Set(group.proposals.flatMap { $0.attributes.pairs.map(\.name) }).sorted() {
      let opinions = opinions(on: name, in: group.proposals)
      switch outcome(of: name, group, opinions) {
      case .settled(let value): values.settled[name] = value
      case .queued: values.open.insert(name)
      case nil:
        let given = Set(self.opinions(on: name, in: taken).map { Array($0.value.utf8) })
        if given.count > 1 { values.open.insert(name) }
      }
    }
    return values
  }

  private enum Outcome {
    case settled(String)
    case queued
  }

  private func outcome(of name: String, _ group: ProposalGroup, _ opinions: [Opinion]) -> Outcome? {
    let transcript = context.transcript.transcript.key
    for line in lines
    where line.attributes.contains(name) && line.settles(group.code, in: transcript) {
      guard line.when != .otherwise else { return .queued }
      if let value = value(opinions, by: line) { return line.queue ? .queued : .settled(value) }
    }
    return nil
  }

  /// The value that a line takes; `nil` when it does not apply.
  private func value(_ opinions: [Opinion], by line: PolicyLine) -> String? {
    let names =
      line.when == .priority
      ? [line.of.first { name in opinions.contains { selects([name], $0.coder) } }]
        .compactMap(\.self) : line.of
    let own = opinions.filter { selects(names, $0.coder) }
    let voices = Set(own.map(\.voice))
    let tally = Dictionary(grouping: own, by: \.value).mapValues { Set($0.map(\.voice)).count }
    guard let (value, count) = tally.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      count >= line.atLeast
    else { return nil }
    let applies =
      switch line.when {
      case .unanimous, .priority: tally.count == 1
      case .majority: count * 2 > voices.count
      case .only: tally.count == 1 && own.count == opinions.count
      case .incomplete, .weighted, .otherwise: false
      }
    return applies ? value : nil
  }

  /// Each voice's value: the one of their first coding that has any.
  private func opinions(on name: String, in proposals: [Coding]) -> [Opinion] {
    var heard: Set<Identifier<Coder>> = []
    return proposals.compactMap { coding -> Opinion? in
      guard let value = coding.attributes[name], heard.insert(coding.coder).inserted else {
        return nil
      }
      let coder = coding.proposer(among: context.coders)
      return Opinion(coder: coder, voice: Voice(of: coder), value: value)
    }
  }
}
