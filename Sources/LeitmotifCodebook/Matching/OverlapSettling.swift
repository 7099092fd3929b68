public import LeitmotifModel

/// A match with the rule that made it: the rule's place in the codebook.
public typealias RuleMatch = (rule: Int, match: Match)

/// Settles which matches of one code's rules stay where they overlap.
///
/// Matches of rules with `overlap: longest` compete: the longest stays, among equals the earlier,
/// then the one whose rule stands first in the file. Matches of rules with `overlap: all` all stay,
/// and suppress nothing. Those of `overlap: codebook` compete like `longest` here; over the codes they are
/// settled by `settleOverlap(ofCodes:rules:)`.
///
/// - Parameters:
///   - found: The matches of all rules of one code in one transcript.
///   - rules: The codebook's rules.
/// - Returns: What stays and what does not, both sorted by span and rule.
public func settleOverlap(
  _ found: [RuleMatch], rules: [Rule]
) -> (kept: [RuleMatch], suppressed: [RuleMatch]) {
  // Mostly one rule found them, in order and apart: nothing competes.
  guard !areApart(found) else { return (found, []) }
  let inOrder = found.sorted(by: standsBefore)
  var kept: [RuleMatch] = inOrder.filter { rules[$0.rule].overlap == .all }
  var suppressed: [RuleMatch] = []
  // Those that stay do not overlap: sorted by start, they are sorted by end.
  var winners: [RuleMatch] = []
  let competitors = inOrder.filter { rules[$0.rule].overlap != .all }
  for candidate in competitors.sorted(by: wins) {
    let span = candidate.match.span
    let place = winners.partitioningIndex { $0.match.span.end > span.start }
    if place < winners.count, winners[place].match.span.overlaps(span) {
      suppressed.append(candidate)
    } else {
      winners.insert(candidate, at: place)
    }
  }
  kept.append(contentsOf: winners)
  return (kept.sorted(by: standsBefore), suppressed.sorted(by: standsBefore))
}

/// Whether each match starts behind the one before it and does not overlap it.
private func areApart(_ found: [RuleMatch]) -> Bool {
  found.indices.dropFirst().allSatisfy {
    let (one, other) = (found[$0 - 1].match.span, found[$0].match.span)
    return one.start < other.start && one.end <= other.start
  }
}

func standsBefore(_ one: RuleMatch, _ other: RuleMatch) -> Bool {
  (one.match.span, one.rule, one.match.attributes)
    < (other.match.span, other.rule, other.match.attributes)
}

func wins(_ one: RuleMatch, _ other: RuleMatch) -> Bool {
  let (left, right) = (one.match.span, other.match.span)
  return (right.count, left.start, one.rule, one.match.attributes)
    < (left.count, right.start, other.rule, other.match.attributes)
}
