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
  /// - Returns: The chosen ones in the order of their choice, those that were wanted in front; and the places in `wanted`
  ///   of who was quoted, and of who was wanted in vain.
  mutating func choose<Candidate: Quotable>(
    from quotations: [Candidate], count: Int, wanted: [String] = []
  ) -> (chosen: [Candidate], served: [Int], missing: [Int]) {
    // Places are sorted and not the quotations, which are large.
    var left = quotations.indices.map {
      Entry(
        place: $0, length: quotations[$0].evidenceLength, coding: quotations[$0].coding,
        isLate: rule == .decided && !quotations[$0].isDecided)
    }
    // A coding is quoted once in a table, unless there is no other.
    if wanted.isEmpty {
      let fresh = left.filter { !quoted.contains($0.coding) }
      if !fresh.isEmpty { left = fresh }
    }
    left.sort { $0.comes(before: $1) }
    var chosen: [Candidate] = []
    var (served, missing): ([Int], [Int]) = ([], [])
    for (place, name) in wanted.enumerated() where chosen.count < count {
      let found = left.firstIndex { entry in
        quotations[entry.place].participant?.rawValue == name || entry.coding.description == name
      }
      guard let found else {
        missing.append(place)
        continue
      }
      chosen.append(quotations[left.remove(at: found).place])
      served.append(place)
    }
    for quotation in chosen { timesQuoted[quotation.participant, default: 0] += 1 }
    rank(&left, of: quotations)
    for entry in left.prefix(max(0, count - chosen.count)) {
      let quotation = quotations[entry.place]
      timesQuoted[quotation.participant, default: 0] += 1
      chosen.append(quotation)
    }
    quoted.formUnion(chosen.map(\.coding))
    return (chosen, served, missing)
  }

  /// What is compared of a quotation.
  private struct Entry {
    let place: Int
    let length: Int
    let coding: CodingID
    /// Whether those that a reviewer decided on come first.
    let isLate: Bool
    /// How many of the same participant come before it.
    var round = 0

    /// The longest evidence first.
    func comes(before other: Entry) -> Bool {
      if isLate != other.isLate { return !isLate }
      return length != other.length ? length > other.length : coding < other.coding
    }
  }

  /// Everybody's first comes first, then everybody's second, …; the rule `longest` leaves the order as it is.
  private func rank<Candidate: Quotable>(_ sorted: inout [Entry], of quotations: [Candidate]) {
    guard rule != .longest else { return }
    var rounds = timesQuoted
    for place in sorted.indices {
      let participant = quotations[sorted[place].place].participant
      sorted[place].round = Self.next(&rounds[participant, default: 0])
    }
    sorted.sort { one, other in
      if one.isLate != other.isLate { return !one.isLate }
      return one.round != other.round ? one.round < other.round : one.comes(before: other)
    }
  }

  private static func next(_ round: inout Int) -> Int {
    defer { round += 1 }
    return round
  }
}
