import LeitmotifModel
public import LeitmotifPlugin

/// How quotations are chosen where nobody pinned any.
public enum ChoiceRule: String, SettingChoice {
  /// Whoever was quoted least so far, and of theirs the longest evidence.
  case spread
  /// The longest evidence, whoever says it.
  case longest
  /// What a reviewer decided on first, then as `spread`.
  case decided
}

/// What may be quoted, as far as the choice is concerned.
protocol Quotable {
  var coding: CodingID { get }
  var participant: Identifier<Participant>? { get }
  /// The length of the evidence in bytes.
  var evidenceLength: Int { get }
  /// Whether a reviewer's decision stands behind it.
  var isDecided: Bool { get }
}

/// Chooses the quotations of one table's rows, and remembers who was quoted.
struct QuotationChoice {
  var rule = ChoiceRule.spread
  /// How often each was quoted; someone who is no participant comes last.
  private var timesQuoted: [Identifier<Participant>?: Int] = [nil: .max / 2]
  private var quoted: Set<CodingID> = []

  init(rule: ChoiceRule = .spread) {
    self.rule = rule
  }

  /// Some of the quotations: those asked for, then others by the rule.
  ///
  /// - Parameters:
  ///   - quotations: Those to choose from.
  ///   - count: How many to choose at most.
  ///   - wanted: Participants or numbers of codings, in order.
  /// - Returns: The chosen ones in the order of their choice, and who was wanted in vain.
  mutating func choose<Candidate: Quotable>(
    from quotations: [Candidate], count: Int, wanted: [String] = []
  ) -> (chosen: [Candidate], missing: [String]) {
    var left = quotations.sorted { one, other in
      if rule == .decided, one.isDecided != other.isDecided { return one.isDecided }
      return (-one.evidenceLength, one.coding) < (-other.evidenceLength, other.coding)
    }
    // A coding is quoted once in a table, unless there is no other.
    let fresh = left.filter { !quoted.contains($0.coding) }
    if !fresh.isEmpty, wanted.isEmpty { left = fresh }
    var chosen: [Candidate] = []
    var missing: [String] = []
    for name in wanted.prefix(count) {
      guard
        let place = left.firstIndex(where: {
          $0.participant?.rawValue == name || $0.coding.description == name
        })
      else {
        missing.append(name)
        continue
      }
      chosen.append(left.remove(at: place))
    }
    for quotation in chosen { timesQuoted[quotation.participant, default: 0] += 1 }
    for quotation in ranked(left).prefix(max(0, count - chosen.count)) {
      timesQuoted[quotation.participant, default: 0] += 1
      chosen.append(quotation)
    }
    quoted.formUnion(chosen.map(\.coding))
    return (chosen, missing)
  }

  /// Everybody's first comes first, then everybody's second, …; the rule `longest` leaves the order as it is.
  private func ranked<Candidate: Quotable>(_ sorted: [Candidate]) -> [Candidate] {
    guard rule != .longest else { return sorted }
    var rounds = timesQuoted
    return sorted.enumerated().map { order, quotation in
      let round = Self.next(&rounds[quotation.participant, default: 0])
      let isLate = rule == .decided && !quotation.isDecided ? 1 : 0
      return (key: (isLate, round, order), quotation: quotation)
    }.sorted { $0.key < $1.key }.map(\.quotation)
  }

  private static func next(_ round: inout Int) -> Int {
    defer { round += 1 }
    return round
  }
}
