import LeitmotifModel

/// What a rule looks for, its words and expressions replaced by numbers.
indirect enum RuleExpression: Sendable {
  /// A hit of a pattern set.
  case patterns(Int)
  /// A hit of a regular expression.
  case regex(Int)
  /// All of the first in one segment, and none of the others.
  case and([RuleExpression], without: [RuleExpression])
  /// One of them.
  case or([RuleExpression])
  /// Both with so many words between.
  case near(RuleExpression, RuleExpression, within: Int)
  /// Both in this order with so many words between.
  case before(RuleExpression, RuleExpression, within: Int)

  /// Every pattern set and regular expression in it.
  ///
  /// - Parameter positive: Only those that a hit can come from, not those that take one away.
  func leaves(positive: Bool) -> (patterns: Set<Int>, regexes: Set<Int>) {
    switch self {
    case .patterns(let set): ([set], [])
    case .regex(let number): ([], [number])
    case .and(let parts, let without):
      Self.leaves(of: positive ? parts : parts + without, positive)
    case .or(let parts): Self.leaves(of: parts, positive)
    case .near(let left, let right, _), .before(let left, let right, _):
      Self.leaves(of: [left, right], positive)
    }
  }

  private static func leaves(
    of parts: [RuleExpression], _ positive: Bool
  ) -> (patterns: Set<Int>, regexes: Set<Int>) {
    var result: (patterns: Set<Int>, regexes: Set<Int>) = ([], [])
    for part in parts {
      let leaves = part.leaves(positive: positive)
      result.patterns.formUnion(leaves.patterns)
      result.regexes.formUnion(leaves.regexes)
    }
    return result
  }
}

/// A cue set under one folding, its words replaced by pattern sets.
struct CompiledCues: Hashable, Sendable {
  let forward: Int
  let backward: Int
  let pseudo: Int
  let stop: Int
  let reach: Int
  /// The most words and marks that one of the cues has.
  let longest: Int

  var patterns: [Int] { [forward, backward, pseudo, stop] }
}

/// A rule made ready to match.
struct CompiledRule: Sendable {
  let rule: Rule
  let expression: RuleExpression
  /// The words that take a hit away.
  let unless: Int?
  /// The most words and marks that one of those has.
  let longestUnless: Int
  /// The cue sets that it asks, as numbers of the engine's, with the effects in `rule.context`.
  let cues: [Int]
  /// The code's defaults with the rule's own over them.
  let attributes: Attributes
}
