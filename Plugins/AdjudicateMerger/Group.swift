import LeitmotifModel
public import LeitmotifPlugin

/// When two codings of one code are about the same place.
public enum PlaceMatching: String, SettingChoice {
  /// They overlap, or touch the same sentence.
  case sentence
  /// They share at least one character.
  case overlap
  /// Their spans are equal.
  case exact
  /// They overlap, or touch the same turn.
  case turn

  /// The text that a span stands for: spans whose reaches meet are about one place.
  func reach(of span: TextSpan, in transcript: SegmentedTranscript) -> TextSpan {
    switch self {
    case .sentence: transcript.extended(span, to: .sentence)
    case .turn: transcript.extended(span, to: .turn)
    case .overlap, .exact: span
    }
  }

  /// Whether two reaches are one place.
  func meet(_ left: TextSpan, _ right: TextSpan) -> Bool {
    left == right || (self != .exact && left.overlaps(right))
  }
}

/// What was proposed of one code at one place.
struct Group {
  let code: Identifier<Code>
  /// Sorted, at least one.
  private(set) var proposals: [Coding]
  /// From where the first proposal begins to where the last one ends.
  private(set) var span: TextSpan
  /// The text that the proposals stand for together.
  private(set) var reach: TextSpan

  /// The groups of one code's proposals, in the order of the text.
  ///
  /// Places are chained: where one long coding meets two short ones, all three are one place.
  static func groups(
    of proposals: [Coding], matching: PlaceMatching, in transcript: SegmentedTranscript
  ) -> [Group] {
    let reached = proposals.map { (coding: $0, reach: matching.reach(of: $0.span, in: transcript)) }
      .sorted { ($0.reach, $0.coding) < ($1.reach, $1.coding) }
    var groups: [Group] = []
    for (coding, reach) in reached {
      if let last = groups.last, matching.meet(last.reach, reach) {
        groups[groups.count - 1].add(coding, reach: reach)
      } else {
        groups.append(
          Group(code: coding.code, proposals: [coding], span: coding.span, reach: reach))
      }
    }
    return groups.map(\.sorted)
  }

  private mutating func add(_ coding: Coding, reach other: TextSpan) {
    proposals.append(coding)
    span = span.hull(with: coding.span)
    reach = reach.hull(with: other)
  }

  private var sorted: Group {
    var result = self
    result.proposals.sort()
    return result
  }
}

extension TextSpan {
  /// From where the first of the two begins to where the last one ends.
  func hull(with other: TextSpan) -> TextSpan {
    TextSpan(start: Swift.min(start, other.start), end: Swift.max(end, other.end))
  }
}
