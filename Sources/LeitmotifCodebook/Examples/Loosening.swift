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
    for (loosened, obstacle) in [
      (rule.body.inAnyOrder, "but its words stand in another order than BEFORE wants"),
      (rule.body.withoutNot, "but something is there that NOT does not want"),
    ] where loosened != rule.body {
      result.append(rigid.loosened(obstacle) { rule, _ in rule.body = loosened })
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

extension Rule.Body {
  /// The body with NEAR for each BEFORE.
  fileprivate var inAnyOrder: Rule.Body {
    guard case .query(let query) = self else { return self }
    return .query(
      query.rebuilt { part in
        if case .before(let left, let right, let words) = part {
          .near(left, right, within: max(1, words))
        } else {
          part
        }
      })
  }

  /// The body without what must not be there.
  fileprivate var withoutNot: Rule.Body {
    guard case .query(let query) = self else { return self }
    return .query(
      query.rebuilt { part in
        guard case .and(let parts) = part else { return part }
        return .and(parts.filter { if case .not = $0 { false } else { true } })
      })
  }
}

extension Query {
  /// The query with each of its parts changed, the inner ones first.
  fileprivate func rebuilt(_ change: (Query) -> Query) -> Query {
    func rebuilt(_ part: Query) -> Query { part.rebuilt(change) }
    let inner: Query =
      switch self {
      case .pattern, .regex: self
      case .and(let parts): .and(parts.map(rebuilt))
      case .or(let parts): .or(parts.map(rebuilt))
      case .not(let part): .not(rebuilt(part))
      case .near(let left, let right, let words):
        .near(rebuilt(left), rebuilt(right), within: words)
      case .before(let left, let right, let words):
        .before(rebuilt(left), rebuilt(right), within: words)
      }
    return change(inner)
  }
}
