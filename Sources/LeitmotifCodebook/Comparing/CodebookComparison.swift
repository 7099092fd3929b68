public import LeitmotifModel

/// How one codebook differs from another, earlier one.
public struct CodebookComparison: Sendable {
  /// What became of codes.
  public struct CodeChange: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// It has another key.
      case renamed
      /// It stands below another code.
      case moved
      /// It went into another code.
      case merged
      /// Another code was taken out of it.
      case split
      /// It is there, and says something else.
      case edited
      /// It is new.
      case added
      /// It is gone.
      case removed
    }

    /// What happened.
    public let kind: Kind
    /// The codes as the earlier codebook calls them.
    public let from: [Identifier<Code>]
    /// The codes as the later codebook calls them.
    public let to: [Identifier<Code>]
    /// What of it was edited: `name`, `definition`, …, and `order of rules` where rules that compete changed places.
    public let parts: [String]

    init(
      _ kind: Kind, from: [Identifier<Code>] = [], to: [Identifier<Code>] = [], parts: [String] = []
    ) {
      self.kind = kind
      self.from = from
      self.to = to
      self.parts = parts
    }
  }

  /// A rule that finds something else than before.
  public struct RuleChange: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// It is new.
      case added
      /// It is gone.
      case removed
      /// It has another name, and finds the same.
      case renamed
      /// It finds something else.
      case meaning
    }

    /// What happened.
    public let kind: Kind
    /// The rule in the earlier codebook; `nil` for a new one.
    public let from: Identifier<Rule>?
    /// The rule in the later codebook; `nil` for one that is gone.
    public let to: Identifier<Rule>?
    /// The words that came, as a codebook writes them.
    public let newWords: [String]
    /// The words that went.
    public let lostWords: [String]
    /// What else of it was changed: `scope`, `roles`, `the list @money`, ….
    public let parts: [String]
  }

  /// What became of codes, in the order of the later codebook.
  public let codes: [CodeChange]
  /// The rules that changed.
  public let rules: [RuleChange]
  /// How many codes are as they were.
  public let unchangedCodes: Int
  /// How many rules are as they were.
  public let unchangedRules: Int

  /// Whether nothing differs.
  public var isEmpty: Bool { codes.isEmpty && rules.isEmpty }

  /// Compares two codebooks.
  ///
  /// A code is known again by its uid, else by the steps that the later codebook records, else by its id, else by
  /// what it says and finds.
  ///
  /// - Parameters:
  ///   - old: The earlier one.
  ///   - new: The later one.
  public init(of old: Codebook, and new: Codebook) {
    let pairs = CodePairs(of: old, and: new)
    let (earlier, later) = (FoldedCodebook(old), FoldedCodebook(new))
    var codes: [CodeChange] = []
    var rules: [RuleChange] = []
    var unchanged = (codes: 0, rules: 0)
    let kept = Set(pairs.old.values.map(\.id))
    // Says, too, whether the rules stand in another order.
    func compareRules(of before: Code, with code: Code) -> Bool {
      let compared = RulePairs(of: before, in: earlier, and: code, in: later)
      rules += compared.changes
      unchanged.rules += compared.unchanged
      return compared.isReordered
    }
    // The parts of a code that is there no more, by that code: its rules are among theirs.
    var parts: [Identifier<Code>: [Code]] = [:]
    for code in new.codes {
      guard let before = pairs.old[code.id] else {
        let source = pairs.splits[code.id]
        codes.append(
          source.map { CodeChange(.split, from: [$0], to: [code.id]) }
            ?? CodeChange(.added, to: [code.id]))
        if let source, !kept.contains(source) {
          parts[source, default: []].append(code)
        } else {
          rules += code.rules.map { .init(added: $0) }
        }
        continue
      }
      let isReordered = compareRules(of: before, with: code)
      let found = Self.changes(from: before, to: code, pairs, isReordered: isReordered)
      codes += found
      if found.isEmpty { unchanged.codes += 1 }
    }
    for code in old.codes where !kept.contains(code.id) {
      if let parts = parts[code.id], var joined = parts.first {
        joined.rules = parts.flatMap(\.rules)
        _ = compareRules(of: code, with: joined)
        continue
      }
      codes.append(
        pairs.merges[code.id].map { CodeChange(.merged, from: [code.id], to: [$0]) }
          ?? CodeChange(.removed, from: [code.id]))
      rules += code.rules.map { .init(removed: $0) }
    }
    self.codes = codes
    self.rules = rules
    (unchangedCodes, unchangedRules) = unchanged
  }

  private static func changes(
    from old: Code, to new: Code, _ pairs: CodePairs, isReordered: Bool
  ) -> [CodeChange] {
    var changes: [CodeChange] = []
    let oldKey = old.id.key
    let newKey = new.id.key
    if oldKey != newKey { changes.append(CodeChange(.renamed, from: [old.id], to: [new.id])) }
    let parent = new.parent.flatMap { pairs.old[$0]?.id }
    let isMoved = new.parent == nil ? old.parent != nil : parent == nil || parent != old.parent
    if isMoved { changes.append(CodeChange(.moved, from: [old.id], to: [new.id])) }
    // A name that only follows the key is no edit of its own.
    let wasDefault = old.name == oldKey.replacing("_", with: " ")
    let isDefault = new.name == newKey.replacing("_", with: " ")
    let parts: [(String, Bool)] = [
      ("name", old.name != new.name && !(wasDefault && isDefault)),
      ("definition", old.definition != new.definition), ("include", old.include != new.include),
      ("exclude", old.exclude != new.exclude), ("memo", old.memo != new.memo),
      ("attributes", old.attributes != new.attributes),
      ("exclusive", old.exclusive != new.exclusive),
      ("leads_to", Set(old.leadsTo) != Set(new.leadsTo.map { pairs.old[$0]?.id ?? $0 })),
      ("order of rules", isReordered),
      ("examples", old.examples.map(\.withoutPlace) != new.examples.map(\.withoutPlace)),
    ]
    let edited = parts.filter(\.1).map(\.0)
    if !edited.isEmpty {
      changes.append(CodeChange(.edited, from: [old.id], to: [new.id], parts: edited))
    }
    return changes
  }
}

extension Code.Example {
  fileprivate var withoutPlace: Code.Example {
    var result = self
    result.location = nil
    return result
  }
}
