public import LeitmotifModel

/// Matches by their code.
public typealias MatchesByCode = [Identifier<Code>: [RuleMatch]]

/// The version of what `settleOverlap(ofCodes:rules:in:)` gives: raised whenever the same matches come out otherwise.
public let overlapVersion = 2

/// Settles which matches of all codes stay where they overlap.
///
/// Codes compete with each other only where their rules say `overlap: codebook`: there, longest first, a match
/// stays unless it overlaps one of its own code that stays, or lies inside a longer one of such a rule of any code that
/// stays. "York" of one code is no hit in "New York" of another.
///
/// - Parameters:
///   - found: The matches in one transcript.
///   - rules: The codebook's rules.
///   - text: The transcript's text; `nil` as in `settleOverlap(_:rules:in:)`.
/// - Returns: What stays and what does not, each sorted by span and rule.
public func settleOverlap(
  ofCodes found: MatchesByCode, rules: [Rule], in text: CanonicalText? = nil
) -> (kept: MatchesByCode, suppressed: MatchesByCode) {
  var kept: MatchesByCode = [:]
  var suppressed: MatchesByCode = [:]
  var open: [RuleMatch] = []
  let isOpen = rules.contains { $0.overlap == .codebook }
  for (code, matches) in found {
    let competesOutside = isOpen && matches.contains { rules[$0.rule].overlap == .codebook }
    // All that compete in such a code wait for what other codes leave of it.
    let own = competesOutside ? matches.filter { rules[$0.rule].overlap == .all } : matches
    (kept[code], suppressed[code]) = settleOverlap(own, rules: rules, in: text)
    if competesOutside { open += matches.filter { rules[$0.rule].overlap != .all } }
  }
  guard !open.isEmpty else { return (kept, suppressed) }
  var winners = Winners(longest: open.lazy.map(\.match.span.count).max() ?? 0)
  for candidate in longestFirst(open, in: text) {
    let rule = rules[candidate.rule]
    let code = rule.code
    if winners.admit(candidate.match.span, of: code, competesOutside: rule.overlap == .codebook) {
      kept[code, default: []].append(candidate)
    } else {
      suppressed[code, default: []].append(candidate)
    }
  }
  return (
    kept.mapValues { $0.sorted(by: standsBefore) },
    suppressed.mapValues { $0.sorted(by: standsBefore) }
  )
}

/// The spans that stay, of each code and of all codes that compete with each other; they come longest first.
private struct Winners {
  /// The length of the longest span.
  let longest: Int
  private var all: [TextSpan] = []
  private var ofCode: [Identifier<Code>: [TextSpan]] = [:]

  init(longest: Int) {
    self.longest = longest
  }

  /// Takes a span in, unless another one takes its place.
  mutating func admit(
    _ span: TextSpan, of code: Identifier<Code>, competesOutside: Bool
  ) -> Bool {
    let own = ofCode[code] ?? []
    // The spans of one code do not overlap: sorted by start, they are sorted by end.
    let place = own.partitioningIndex { $0.end > span.start }
    if place < own.count, own[place].overlaps(span) { return false }
    if competesOutside {
      let next = all.partitioningIndex { $0.start > span.start }
      // What holds the span starts no further before it than the longest one is long.
      for other in all[..<next].reversed() {
        guard span.end - other.start <= longest else { break }
        if other.end >= span.end, other.count > span.count { return false }
      }
      all.insert(span, at: next)
    }
    ofCode[code, default: []].insert(span, at: place)
    return true
  }
}
