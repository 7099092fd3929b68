import LeitmotifModel

/// One condition of a rule that can be loosened, to learn whether it is what stops the rule.
struct Loosening {
  /// What loosening it does.
  enum Effect {
    /// The rule finds more.
    case more
    /// A set of cues is not asked.
    case noCue
    /// A set of cues reaches where it does not.
    case moreCues
  }

  /// What stands in the rule's way when the loosened rule does what is expected: a clause.
  let obstacle: String
  let effect: Effect
  private let loosen: (inout Rule, inout [CueSet]) -> Void

  private init(
    _ obstacle: String, _ effect: Effect = .more,
    _ loosen: @escaping (inout Rule, inout [CueSet]) -> Void
  ) {
    self.obstacle = obstacle
    self.effect = effect
    self.loosen = loosen
  }

  /// Loosens the condition of a rule with the cue sets that it may ask.
  func apply(to rule: inout Rule, _ cues: inout [CueSet]) { loosen(&rule, &cues) }

  /// The ways to loosen a rule.
  static func all(of rule: Rule, role: Role, in codebook: Codebook) -> [Loosening] {
    var result: [Loosening] = []
    if !rule.roles.contains(role) {
      let roles = rule.roles.map(\.rawValue).sorted().joined(separator: ", ")
      result.append(
        Loosening("but looks only at what is said by: \(roles)") { rule, _ in
          rule.roles.insert(role)
        })
    }
    if rule.unless != nil {
      result.append(
        Loosening("but a word of 'unless' is near") { rule, _ in rule.unless = nil })
    }
    for use in rule.context {
      guard let set = codebook.cues.first(where: { $0.name == use.cue }) else { continue }
      result += all(of: use, set)
    }
    let bodies: [(String, (Rule.Body) -> Rule.Body)] = [
      (
        "but not in just the letters that '=' wants",
        { $0.changed(distance: nil, \.inexact) }
      ),
      (
        "but more words stand between than NEAR or BEFORE lets",
        { $0.changed(distance: CodebookReader.distances.upperBound) { $0 } }
      ),
      ("but its words stand in another order than BEFORE wants", { $0.inAnyOrder }),
      ("but something is there that NOT does not want", { $0.withoutNot }),
    ]
    for (obstacle, change) in bodies where change(rule.body) != rule.body {
      result.append(Loosening(obstacle) { rule, _ in rule.body = change(rule.body) })
    }
    if rule.scope == .sentence {
      result.append(
        Loosening("but its parts stand in different sentences (scope: sentence)") { rule, _ in
          rule.scope = .turn
        })
    }
    if !rule.folding.isSuperset(of: .standard) {
      result.append(
        Loosening("but letters differ in what 'fold' does not name") { rule, _ in
          rule.folding = .standard
        })
    }
    return result
  }

  /// The ways to loosen what a cue does: to leave it out, or to let it reach where it does not.
  private static func all(of use: Rule.CueUse, _ set: CueSet) -> [Loosening] {
    func further(_ condition: String, _ change: @escaping (inout CueSet) -> Void) -> Loosening {
      Loosening(condition, .moreCues) { _, cues in
        for index in cues.indices where cues[index].name == set.name { change(&cues[index]) }
      }
    }
    let obstacle =
      switch use.effect {
      case .drop: "but a cue of '\(set.name)' drops it"
      case .require: "but no cue of '\(set.name)' reaches it"
      case .set: "but a cue of '\(set.name)' changes its attributes"
      }
    var result = [
      Loosening(obstacle, .noCue) { rule, _ in rule.context.removeAll { $0 == use } },
      further("if the cues of '\(set.name)' reached further than \(countedWords(set.reach))") {
        $0.reach = CodebookReader.reaches.upperBound
      },
    ]
    if !set.forward.isEmpty {
      result.append(
        further("if the cue of '\(set.name)' that stands behind it were listed in 'backward'") {
          $0.backward += set.forward
        })
    }
    if !set.backward.isEmpty {
      result.append(
        further("if the cue of '\(set.name)' that stands before it were listed in 'forward'") {
          $0.forward += set.backward
        })
    }
    if !set.stop.isEmpty {
      result.append(further("if no stop of '\(set.name)' stood between") { $0.stop = [] })
    }
    if !set.pseudo.isEmpty {
      result.append(further("if no pseudo cue of '\(set.name)' hid the cue") { $0.pseudo = [] })
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
          .near(left, right, within: words)
        } else {
          part
        }
      })
  }

  /// The body without what must not be there.
  var withoutNot: Rule.Body {
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
