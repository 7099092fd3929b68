import LeitmotifModel

/// The decisions of one transcript that count: the latest for each place.
struct PlacedDecisions {
  /// Those whose place is gone.
  let orphans: [Decision]
  /// Those of two reviewers who decided differently, neither knowing of the other: the latest of each place.
  let conflicts: [Decision]
  private let standing: [Decision]
  /// Those that only take back what their reviewer had coded: where nobody else codes it, nothing waits.
  private let takingBack: Set<Identifier<Decision>>

  /// Sorts decisions out.
  ///
  /// - Parameter decisions: All of the transcript, in the order in which they were made.
  init(_ decisions: [Decision]) {
    orphans = Self.places(of: decisions.filter(\.span.isEmpty)).compactMap(Self.orphan)
    let placed = Self.places(of: decisions.filter { !$0.span.isEmpty && $0.verdict != .memo })
    takingBack = Set(placed.filter(Self.takesBack).compactMap(\.last?.id))
    let places = placed.map(Self.counting).map { settled in
      settled.contains { $0.verdict != .defer }
        ? settled.filter { $0.verdict != .defer } : settled
    }
    let agreeing = places.filter { place in place.allSatisfy { place[0].says(sameAs: $0) } }
    standing = agreeing.compactMap(\.last)
    conflicts = places.filter { place in !place.allSatisfy { place[0].says(sameAs: $0) } }
      .compactMap(\.last)
  }

  var codes: Set<Identifier<Code>> { Set((standing + conflicts).map(\.code)) }

  /// What reviewers decided differently on a code.
  func conflicts(on code: Identifier<Code>) -> [Decision] {
    conflicts.filter { $0.code == code }
  }

  /// What was decided on proposals, the latest last.
  var verdicts: [Decision] { standing.filter { $0.verdict != .add } }

  /// What was decided on proposals of a code, the latest last.
  func verdicts(on code: Identifier<Code>) -> [Decision] {
    verdicts.filter { $0.code == code }
  }

  /// What reviewers coded themselves.
  func additions(to code: Identifier<Code>) -> [Decision] {
    standing.filter { $0.code == code && $0.verdict == .add }
  }

  /// Whether a decision that puts a place off only takes back what its reviewer had coded there.
  func onlyTakesBack(_ decision: Decision) -> Bool { takingBack.contains(decision.id) }

  /// The decisions on each place, in the order in which the last ones were made.
  private static func places(of decisions: [Decision]) -> [[Decision]] {
    struct Place: Hashable {
      let code: Identifier<Code>
      let span: TextSpan
      let quotation: String
    }
    var found: [Place: [(order: Int, decision: Decision)]] = [:]
    for (order, decision) in decisions.enumerated() {
      let quotation = decision.span.isEmpty ? decision.quotation : ""
      let place = Place(code: decision.code, span: decision.span, quotation: quotation)
      found[place, default: []].append((order, decision))
    }
    return found.values.sorted { ($0.last?.order ?? 0) < ($1.last?.order ?? 0) }
      .map { $0.map(\.decision) }
  }

  /// The decisions on one place that no later one replaces.
  private static func counting(_ place: [Decision]) -> [Decision] {
    place.reduce(into: []) { standing, decision in
      standing.removeAll { decision.replaces($0) }
      standing.append(decision)
    }
  }

  /// The decision whose place is gone; `nil` when a note that replaces it has closed it since.
  ///
  /// Putting it off opens it again, and leaves it what it is.
  private static func orphan(_ place: [Decision]) -> Decision? {
    let closing = { (decision: Decision) in decision.verdict == .memo && !decision.over.isEmpty }
    guard let last = place.last, !closing(last) else { return nil }
    return place.last { $0.verdict != .defer && !closing($0) } ?? last
  }

  private static func takesBack(_ place: [Decision]) -> Bool {
    // A place that was put off before goes on to wait.
    guard let last = place.last, last.verdict == .defer, place.first?.verdict == .add else {
      return false
    }
    let others = place.filter { $0.verdict != .defer }
    return !others.isEmpty
      && others.allSatisfy { $0.verdict == .add && $0.reviewer == last.reviewer }
  }
}

extension Decision {
  /// Whether this one, made later on the same place, stands in an earlier one's stead.
  ///
  /// Who changes their mind, or writes below the other in one file, or names the other, knows of the earlier
  /// one. Two reviewers in files of their own do not know of each other.
  fileprivate func replaces(_ earlier: Decision) -> Bool {
    reviewer == earlier.reviewer || over.contains(earlier.reviewer) || file == earlier.file
  }

  /// The stem of the file that the decision stands in.
  private var file: Substring {
    id.rawValue.prefix(upTo: id.rawValue.lastIndex(of: ":") ?? id.rawValue.endIndex)
  }

  fileprivate func says(sameAs other: Decision) -> Bool {
    verdict == other.verdict && attributes == other.attributes
  }
}
