/// What a rule looks for, its words and expressions replaced by numbers.
indirect enum RuleExpression: Sendable {
  /// A hit of a pattern set.
  case patterns(Int)
  /// A hit of a regular expression.
  case regex(Int)
  /// A hit of one of the words that a rule looks for anywhere; it stands alone.
  case anywhere(Int)
  /// All of the first in one segment, and none of the others.
  case and([RuleExpression], without: [RuleExpression])
  /// One of them.
  case or([RuleExpression])
  /// Both with so many words between.
  case near(RuleExpression, RuleExpression, within: Int)
  /// Both in this order with so many words between.
  case before(RuleExpression, RuleExpression, within: Int)

  /// The pattern sets and regular expressions of an expression.
  struct Leaves {
    var patterns: Set<Int> = []
    var regexes: Set<Int> = []
  }

  /// Every pattern set and regular expression in it.
  ///
  /// The `positive` ones are those that a hit can come from, not those that take one away.
  func leaves(positive: Bool) -> Leaves {
    switch self {
    case .patterns(let set): Leaves(patterns: [set])
    case .regex(let number): Leaves(regexes: [number])
    case .anywhere: Leaves()
    case .and(let parts, let without):
      Self.leaves(of: positive ? parts : parts + without, positive)
    case .or(let parts): Self.leaves(of: parts, positive)
    case .near(let left, let right, _), .before(let left, let right, _):
      Self.leaves(of: [left, right], positive)
    }
  }

  private static func leaves(of parts: [RuleExpression], _ positive: Bool) -> Leaves {
    var result = Leaves()
    for part in parts {
      let leaves = part.leaves(positive: positive)
      result.patterns.formUnion(leaves.patterns)
      result.regexes.formUnion(leaves.regexes)
    }
    return result
  }
}
