import LeitmotifModel

/// A rule made ready to match.
struct CompiledRule: Sendable {
  let rule: Rule
  let expression: RuleExpression
  /// The pattern sets and regular expressions that a hit can come from.
  let sources: RuleExpression.Leaves
  /// Every pattern set that it looks at: those of its cues and of `unless`, too.
  let patterns: [Int]
  /// Every regular expression that it looks at.
  let regexes: [Int]
  /// The words that take a hit away.
  let unless: Int?
  /// The most words and marks that one of those has.
  let longestUnless: Int
  /// The cue sets that it asks, as numbers of the engine's, with the effects in `rule.context`.
  let cues: [Int]
  /// The code's defaults with the rule's own over them.
  let attributes: Attributes
}
