public import LeitmotifModel

/// A match with the rule that made it: the rule's place in the codebook.
public typealias RuleMatch = (rule: Int, match: Match)

/// Settles which matches of one code's rules stay where they overlap.
///
/// Matches of rules with `overlap: longest` compete: the one with most code points stays, among equals the earlier,
/// then the one whose rule stands first in the file. Matches of rules with `overlap: all` all stay,
/// and suppress nothing; of those of one rule with one span the first stays, for they would be the same coding.
/// Those of `overlap: codebook` compete like `longest` here; over the codes they are
/// settled by `settleOverlap(ofCodes:rules:)`.
///
/// - Parameters:
///   - found: The matches of all rules of one code in one transcript.
///   - rules: The codebook's rules.
///   - text: The transcript's text; `nil` where each code point is one byte, or `isUnsettled` says that nothing depends on it.
/// - Returns: What stays and what does not, both sorted by span and rule.
public func settleOverlap(
  _ found: [RuleMatch], rules: [Rule], in text: CanonicalText? = nil
) -> (kept: [RuleMatch], suppressed: [RuleMatch]) {
  // Mostly one rule found them, in order and apart: nothing competes.
  guard !areApart(found) else { return (found, []) }
  let inOrder = found.sorted(by: standsBefore)
  var kept: [RuleMatch] = []
  var suppressed: [RuleMatch] = []
  for candidate in inOrder where rules[candidate.rule].overlap == .all {
    if let last = kept.last, last.rule == candidate.rule, last.match.span == candidate.match.span {
      suppressed.append(candidate)
    } else {
      kept.append(candidate)
    }
  }
  // Those that stay do not overlap: sorted by start, they are sorted by end.
  var winners: [RuleMatch] = []
  let competitors = inOrder.filter { rules[$0.rule].overlap != .all }
  for candidate in longestFirst(competitors, in: text) {
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

/// Matches in the order in which they win: those with most code points first, then as in the text, then as in the file.
func longestFirst(_ matches: [RuleMatch], in text: CanonicalText?) -> [RuleMatch] {
  let bytes = text.flatMap { $0.isASCII ? nil : $0.bytes }
  // A code point's further bytes all begin with the bits 10.
  let measured = matches.map { match in
    let range = match.match.span.range
    return (length: bytes?[range].count { $0 & 0xC0 != 0x80 } ?? range.count, match: match)
  }
  return measured.sorted { one, other in
    (other.length, one.match.match.span.start, one.match.rule, one.match.match.attributes)
      < (one.length, other.match.match.span.start, other.match.rule, other.match.match.attributes)
  }.map(\.match)
}

/// Whether only the text can say which of some matches stay: of two that compete neither holds the other, so that the
/// one with more bytes need not be the one with more code points.
///
/// - Parameters:
///   - found: The matches of all rules of one code in one transcript.
///   - rules: The codebook's rules.
/// - Returns: Whether `settleOverlap` needs the text.
public func isUnsettled(_ found: [RuleMatch], rules: [Rule]) -> Bool {
  let spans = found.filter { rules[$0.rule].overlap != .all }.map(\.match.span).sorted()
  // What holds others takes all of them away: only what sticks out of it competes with it by length.
  var holder = TextSpan(start: 0, end: 0)
  for span in spans {
    if span.start > holder.start, span.start < holder.end, span.end > holder.end { return true }
    if span.end > holder.end { holder = span }
  }
  return false
}
