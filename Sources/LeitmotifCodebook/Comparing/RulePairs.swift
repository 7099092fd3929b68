import LeitmotifModel

/// Which rule of a code is which of the same code in a later codebook, and what became of each.
struct RulePairs {
  private(set) var changes: [CodebookComparison.RuleChange] = []
  private(set) var unchanged = 0
  /// Whether rules that compete stand in another order: of hits alike the first one's stays.
  private(set) var isReordered = false

  init(of old: Code, in earlier: FoldedCodebook, and new: Code, in later: FoldedCodebook) {
    var left = old.rules
    let places = Dictionary(old.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var last = -1
    // Takes an earlier rule for one of the later ones, which come in their order.
    func take(_ place: Int) -> Rule {
      let rule = left.remove(at: place)
      guard rule.overlap != .all, let before = places[rule.id] else { return rule }
      isReordered = isReordered || before < last
      last = max(last, before)
      return rule
    }
    let meanings = Dictionary(old.rules.map { ($0.id, earlier.meaning(of: $0, in: old)) }) {
      first, _ in first
    }
    for rule in new.rules {
      let now = later.meaning(of: rule, in: new)
      let same = left.firstIndex { $0.id.name == rule.id.name && meanings[$0.id] == now }
      let alike = same ?? left.firstIndex { meanings[$0.id] == now }
      if let place = alike {
        let before = take(place)
        if before.id.name == rule.id.name {
          unchanged += 1
        } else {
          changes.append(.init(renamed: before, to: rule))
        }
      } else if let place = left.firstIndex(where: { $0.id.name == rule.id.name }) {
        let before = take(place)
        changes.append(.init(from: before, in: earlier, to: rule, in: later))
      } else {
        changes.append(.init(added: rule))
      }
    }
    changes += left.map { .init(removed: $0) }
  }
}

extension CodebookComparison.RuleChange {
  init(added rule: Rule) {
    self.init(kind: .added, from: nil, to: rule.id, newWords: [], lostWords: [], parts: [])
  }

  init(removed rule: Rule) {
    self.init(kind: .removed, from: rule.id, to: nil, newWords: [], lostWords: [], parts: [])
  }

  fileprivate init(renamed old: Rule, to new: Rule) {
    self.init(kind: .renamed, from: old.id, to: new.id, newWords: [], lostWords: [], parts: [])
  }

  /// What of a rule changed, so that it finds something else.
  fileprivate init(
    from old: Rule, in before: FoldedCodebook, to new: Rule, in after: FoldedCodebook
  ) {
    let words = (old: before.terms(of: old), new: after.terms(of: new))
    let wordsAreAlike = Set(words.old.keys) == Set(words.new.keys)
    let (earlier, later) = (before.codebook(for: old), after.codebook(for: new))
    let isShuffled = wordsAreAlike && old.body != new.body
    let changes: [(String, Bool)] = [
      (new.body.kind, isShuffled || old.body.kind != new.body.kind),
      ("unless", old.unless != new.unless), ("context", old.context != new.context),
      ("set", old.attributes != new.attributes), ("scope", old.scope != new.scope),
      ("evidence", old.evidence != new.evidence), ("roles", old.roles != new.roles),
      ("fold", old.folding != new.folding), ("borders", old.borders != new.borders),
      ("overlap", old.overlap != new.overlap),
      ("language", earlier.language != later.language),
    ]
    var parts = changes.filter(\.1).map(\.0)
    for case .list(let name) in new.body.patterns
    where earlier.lists.first(where: { $0.name == name })
      != later.lists.first(where: { $0.name == name })
    { parts.append("the list @\(name)") }
    for use in new.context
    where earlier.cues.first(where: { $0.name == use.cue })
      != later.cues.first(where: { $0.name == use.cue })
    { parts.append("the cues '\(use.cue)'") }
    if parts.isEmpty, wordsAreAlike { parts = ["the code's attributes"] }
    self.init(
      kind: .meaning, from: old.id, to: new.id,
      newWords: words.new.filter { words.old[$0.key] == nil }.values.sorted(),
      lostWords: words.old.filter { words.new[$0.key] == nil }.values.sorted(), parts: parts)
  }
}
