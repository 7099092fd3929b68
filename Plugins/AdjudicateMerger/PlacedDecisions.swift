import LeitmotifModel

/// The decisions of one transcript that count: the latest for each place.
struct PlacedDecisions {
  /// Those whose place is gone.
  let orphans: [Decision]
  private let standing: [Decision]

  /// Sorts decisions out.
  ///
  /// - Parameter decisions: All of the transcript, in the order in which they were made.
  init(_ decisions: [Decision]) {
    orphans = Self.latest(of: decisions.filter(\.span.isEmpty))
    standing = Self.latest(of: decisions.filter { !$0.span.isEmpty && $0.verdict != .memo })
  }

  var codes: Set<Identifier<Code>> { Set(standing.map(\.code)) }

  /// What was decided on proposals of a code, the latest last.
  func verdicts(on code: Identifier<Code>) -> [Decision] {
    standing.filter { $0.code == code && $0.verdict != .add }
  }

  /// What reviewers coded themselves.
  func additions(to code: Identifier<Code>) -> [Decision] {
    standing.filter { $0.code == code && $0.verdict == .add }
  }

  private static func latest(of decisions: [Decision]) -> [Decision] {
    struct Place: Hashable {
      let code: Identifier<Code>
      let span: TextSpan
      let quotation: String
    }
    var seen: Set<Place> = []
    return decisions.reversed().filter {
      let quotation = $0.span.isEmpty ? $0.quotation : ""
      return seen.insert(Place(code: $0.code, span: $0.span, quotation: quotation)).inserted
    }.reversed()
  }
}
