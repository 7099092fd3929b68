public import LeitmotifModel

/// What a rule finds in a text that belongs to no study.
public struct FoundCoding: Hashable, Sendable {
  /// The code.
  public let code: Identifier<Code>
  /// The rule that found it.
  public let rule: Identifier<Rule>
  /// The evidence.
  public let span: TextSpan
  /// The values of the code's attributes.
  public let attributes: Attributes
}

/// Codes a text as one person's speech, a turn a paragraph; no labels are read from it.
///
/// - Parameters:
///   - text: The text.
///   - role: The person's role.
///   - codebook: The codebook.
///   - report: Takes a warning about each rule that was given up.
/// - Returns: What stays where the hits of a code overlap, sorted by span, code and rule.
public func codings(
  in text: CanonicalText, role: Role = .participant, by codebook: CompiledCodebook,
  report: (Diagnostic) -> Void = { _ in }
) -> [FoundCoding] {
  let transcript = SegmentedTranscript(of: text, saidBy: role, turns: text.paragraphs)
  return codebook.settledMatches(
    ofRules: Array(codebook.rules.indices), in: transcript, report: report
  ).kept
}

extension CompiledCodebook {
  /// What some rules find, settled code by code; each part is sorted by span, code and rule.
  func settledMatches(
    ofRules indices: [Int], in transcript: SegmentedTranscript, report: (Diagnostic) -> Void
  ) -> (kept: [FoundCoding], suppressed: [FoundCoding]) {
    let found = matches(ofRules: indices, in: transcript, comesOften: false, report: report)
      .map { $0 ?? [] }
    var hits: [Identifier<Code>: [RuleMatch]] = [:]
    for (index, matches) in zip(indices, found) {
      hits[rules[index].code, default: []] += matches.map { (rule: index, match: $0) }
    }
    let settled = settleOverlap(ofCodes: hits, rules: rules, in: transcript.transcript.text)
    return (
      sorted(settled.kept.values.flatMap(\.self)), sorted(settled.suppressed.values.flatMap(\.self))
    )
  }

  private func sorted(_ matches: [RuleMatch]) -> [FoundCoding] {
    matches.map { rule, match in
      FoundCoding(
        code: rules[rule].code, rule: rules[rule].id, span: match.span,
        attributes: match.attributes)
    }.sorted {
      ($0.span, $0.code, $0.rule, $0.attributes) < ($1.span, $1.code, $1.rule, $1.attributes)
    }
  }
}
