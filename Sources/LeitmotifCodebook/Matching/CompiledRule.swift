import LeitmotifModel

/// A rule made ready to match.
///
/// An object, for every transcript asks every rule: nothing of it is copied.
final class CompiledRule: Sendable {
  let rule: Rule
  /// Whose speech it looks at.
  let roles: RoleSet
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

  init(
    _ rule: Rule, expression: RuleExpression, patterns: [Int], regexes: [Int], unless: Int?,
    longestUnless: Int, cues: [Int], attributes: Attributes
  ) {
    self.rule = rule
    roles = RoleSet(rule.roles)
    self.expression = expression
    sources = expression.leaves(positive: true)
    self.patterns = patterns
    self.regexes = regexes
    self.unless = unless
    self.longestUnless = longestUnless
    self.cues = cues
    self.attributes = attributes
  }
}
