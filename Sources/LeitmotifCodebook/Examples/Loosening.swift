import LeitmotifModel

/// A rule with one of its conditions loosened, to learn whether that condition is what stops it.
struct Loosening {
  /// What stands in the rule's way when the loosened rule does what is expected: a clause.
  let obstacle: String
  var rule: Rule
  var cues: [CueSet]

  /// The ways to loosen a rule.
  static func all(of rule: Rule, role: Role, in codebook: Codebook) -> [Loosening] {
    let rigid = Rigid(rule: rule, cues: codebook.cues)
    var result: [Loosening] = []
    if !rule.roles.contains(role) {
      let roles = rule.roles.map(\.rawValue).sorted().joined(separator: ", ")
      result.append(
        rigid.loosened("but looks only at what is said by: \(roles)") { rule, _ in
          rule.roles.insert(role)
        })
    }
    if rule.unless != nil {
      result.append(
        rigid.loosened("but a word of 'unless' is near") { rule, _ in rule.unless = nil })
    }
    for place in rule.context.indices { result += rigid.loosened(cueAt: place) }
    let inexact = rule.body.changed(distance: nil, \.inexact)
    if inexact != rule.body {
      result.append(
        rigid.loosened("but not in just the letters that '=' wants") { rule, _ in
          rule.body = inexact
        })
    }
    let wide = rule.body.changed(distance: CodebookReader.distances.upperBound) { $0 }
    if wide != rule.body {
      result.append(
        rigid.loosened("but more words stand between than NEAR or BEFORE lets") { rule, _ in
          rule.body = wide
        })
    }
    if rule.scope == .sentence {
      result.append(
        rigid.loosened("but its parts stand in different sentences (scope: sentence)") { rule, _ in
          rule.scope = .turn
        })
    }
    if !rule.folding.isSuperset(of: .standard) {
      result.append(
        rigid.loosened("but letters differ in what 'fold' does not name") { rule, _ in
          rule.folding = .standard
        })
    }
    return result
  }
}

/// A rule with the cue sets that it may ask, as the codebook has them.
private struct Rigid {
  let rule: Rule
  let cues: [CueSet]

  func loosened(
    _ obstacle: String, _ loosen: (inout Rule, inout [CueSet]) -> Void
  ) -> Loosening {
    var result = Loosening(obstacle: obstacle, rule: rule, cues: cues)
    loosen(&result.rule, &result.cues)
    return result
  }

  /// The ways to loosen what a cue does: to leave it out, or to let it reach where it does not.
  func loosened(cueAt place: Int) -> [Loosening] {
    let use = rule.context[place]
    guard let index = cues.firstIndex(where: { $0.name == use.cue }) else { return [] }
    let set = cues[index]
    let obstacle =
      switch use.effect {
      case .drop: "but a cue of '\(set.name)' drops it"
      case .require: "but no cue of '\(set.name)' reaches it"
      case .set: "but a cue of '\(set.name)' changes its attributes"
      }
    var result = [loosened(obstacle) { rule, _ in rule.context.remove(at: place) }]
    result.append(
      loosened("if the cues of '\(set.name)' reached further than \(set.reach) words") {
        $1[index].reach = CodebookReader.reaches.upperBound
      })
    if !set.forward.isEmpty {
      result.append(
        loosened("if the cue of '\(set.name)' that stands behind it were listed in 'backward'") {
          $1[index].backward += set.forward
        })
    }
    if !set.backward.isEmpty {
      result.append(
        loosened("if the cue of '\(set.name)' that stands before it were listed in 'forward'") {
          $1[index].forward += set.backward
        })
    }
    if !set.stop.isEmpty {
      result.append(
        loosened("if no stop of '\(set.name)' stood between") { $1[index].stop = [] })
    }
    if !set.pseudo.isEmpty {
      result.append(
        loosened("if no pseudo cue of '\(set.name)' hid the cue") { $1[index].pseudo = [] })
    }
    return result
  }
}

extension Rule.Body {
  /// The body with other patterns, and other distances of a query unless `nil`.
  fileprivate func changed(distance: Int?, _ pattern: (Pattern) -> Pattern) -> Rule.Body {
    switch self {
    case .any(let patterns): .any(patterns.map(pattern))
    case .all(let patterns): .all(patterns.map(pattern))
    case .query(let query): .query(query.changed(distance: distance, pattern))
    case .regex: self
    }
  }
}

extension Pattern {
  /// The pattern without `=` before its words; lists stay as they are.
  fileprivate var inexact: Pattern {
    func inexact(_ word: WordPattern) -> WordPattern {
      word.matching == .exact ? WordPattern(word.text) : word
    }
    return switch self {
    case .word(let word): .word(inexact(word))
    case .phrase(let words): .phrase(words.map(inexact))
    case .list: self
    }
  }
}

extension Query {
  fileprivate func changed(distance: Int?, _ pattern: (Pattern) -> Pattern) -> Query {
    func changed(_ part: Query) -> Query { part.changed(distance: distance, pattern) }
    return switch self {
    case .pattern(let old): .pattern(pattern(old))
    case .regex: self
    case .and(let parts): .and(parts.map(changed))
    case .or(let parts): .or(parts.map(changed))
    case .not(let part): .not(changed(part))
    case .near(let left, let right, let words):
      .near(changed(left), changed(right), within: distance ?? words)
    case .before(let left, let right, let words):
      .before(changed(left), changed(right), within: distance ?? words)
    }
  }
}
