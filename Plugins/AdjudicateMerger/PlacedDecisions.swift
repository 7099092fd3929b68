import LeitmotifModel

/// The decisions of one transcript that count: the latest for each place.
struct PlacedDecisions {
  /// Those whose place is gone.
  let orphans: [Decision]
  /// Those of two reviewers who decided differently, neither knowing of the other: the latest of each place.
  let conflicts: [Decision]
  private let standing: [Decision]

  /// Sorts decisions out.
  ///
  /// - Parameter decisions: All of the transcript, in the order in which they were made.
  init(_ decisions: [Decision]) {
    // A note that replaces a decision without a place has closed it.
    orphans = Self.places(of: decisions.filter(\.span.isEmpty)).compactMap(\.last)
      .filter { $0.verdict != .memo || $0.over.isEmpty }
    let places = Self.places(of: decisions.filter { !$0.span.isEmpty && $0.verdict != .memo })
      .map { settled in
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

  /// What was decided on proposals of a code, the latest last.
  func verdicts(on code: Identifier<Code>) -> [Decision] {
    standing.filter { $0.code == code && $0.verdict != .add }
  }

  /// What reviewers coded themselves.
  func additions(to code: Identifier<Code>) -> [Decision] {
    standing.filter { $0.code == code && $0.verdict == .add }
  }

  /// The decisions on each place that no later one replaces, in the order in which the last were made.
  private static func places(of decisions: [Decision]) -> [[Decision]] {
    struct Place: Hashable {
      let code: Identifier<Code>
      let span: TextSpan
      let quotation: String
    }
    var standing: [Place: [(order: Int, decision: Decision)]] = [:]
    for (order, decision) in decisions.enumerated() {
      let quotation = decision.span.isEmpty ? decision.quotation : ""
      let place = Place(code: decision.code, span: decision.span, quotation: quotation)
      standing[place, default: []].removeAll { decision.replaces($0.decision) }
      standing[place, default: []].append((order, decision))
    }
    return standing.values.sorted { ($0.last?.order ?? 0) < ($1.last?.order ?? 0) }
      .map { $0.map(\.decision) }
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
