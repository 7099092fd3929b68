import LeitmotifModel

/// A regular expression with the speech that it is looked for in.
struct CompiledRegex: Sendable {
  let expression: RegularExpression
  let scope: SegmentLevel
  let roles: RoleSet
  /// Of these at least one is in every match, in small letters; empty when that is not known.
  let literals: [[UInt8]]
}

/// A regular expression that passed its limits in a transcript.
struct RegexTooSlow: Error {
  /// The warning about a rule that uses it.
  func diagnostic(for rule: Rule) -> Diagnostic {
    .warning(
      "rule-too-slow",
      "the regular expression of rule '\(rule.id)' took too many steps and was given up here",
      help: "avoid repetition inside repetition, such as (a+)+, and '.*' between two words",
      at: rule.location)
  }
}
