import LeitmotifModel

/// Which code of an earlier codebook is which of a later one.
struct CodePairs {
  /// What is alike enough to be taken for the same, of 1.
  private static let alike = 0.5

  /// The earlier code of each later one; none for a new one.
  private(set) var old: [Identifier<Code>: Code] = [:]
  /// For an earlier code that is gone, the later one that it went into.
  private(set) var merges: [Identifier<Code>: Identifier<Code>] = [:]
  /// For a new code, the earlier one that it was taken out of.
  private(set) var splits: [Identifier<Code>: Identifier<Code>] = [:]

  init(of old: Codebook, and new: Codebook) {
    var left = old.codes
    func take(_ code: Code, for later: Code) {
      self.old[later.id] = code
      left.removeAll { $0.id == code.id }
    }
    let identities = Dictionary(old.codes.compactMap { code in code.uid.map { ($0, code) } }) {
      first, _ in first
    }
    for code in new.codes {
      if let uid = code.uid, let known = identities[uid] { take(known, for: code) }
    }
    followSteps(of: new, since: old, &left)
    for code in new.codes where self.old[code.id] == nil && splits[code.id] == nil {
      // Two codes with an identity each are two codes, whatever they are called.
      if let known = left.first(where: { $0.id == code.id && !($0.uid != nil && code.uid != nil) })
      {
        take(known, for: code)
      }
    }
    let terms = (old: Self.terms(of: old), new: Self.terms(of: new))
    pairAlike(new, terms, &left)
    findMerges(new, terms, left)
    findSplits(old, new, terms)
  }

  /// What the later codebook says of itself.
  private mutating func followSteps(of new: Codebook, since old: Codebook, _ left: inout [Code]) {
    let known = Set(old.steps.map { $0.withoutPlace })
    var history = new
    history.steps = new.steps.filter { !known.contains($0.withoutPlace) }
    guard !history.steps.isEmpty else { return }
    for code in left where new[code.id] == nil {
      switch history.fate(of: code.id) {
      case .code(let id):
        if self.old[id] == nil, !history.isMerged(code.id) {
          self.old[id] = code
          left.removeAll { $0.id == code.id }
        } else {
          merges[code.id] = id
        }
      case .split(_, let parts):
        for part in parts where self.old[part] == nil { splits[part] = code.id }
        if let first = parts.first { merges[code.id] = merges[code.id] ?? first }
      case .retired, .unknown: break
      }
    }
  }

  /// Pairs what is left by what it says and finds, the most alike first.
  private mutating func pairAlike(
    _ new: Codebook, _ terms: (old: Terms, new: Terms), _ left: inout [Code]
  ) {
    let open = new.codes.filter { old[$0.id] == nil && splits[$0.id] == nil }
    // Each is compared with each.
    guard open.count * left.count <= 250_000 else { return }
    var candidates: [(likeness: Double, new: Code, old: Code)] = []
    for code in open {
      for other in left where merges[other.id] == nil {
        guard code.uid == nil || other.uid == nil else { continue }
        let likeness = Self.likeness(code, other, terms)
        if likeness >= Self.alike { candidates.append((likeness, code, other)) }
      }
    }
    candidates.sort {
      $0.likeness != $1.likeness
        ? $0.likeness > $1.likeness : ($0.new.id, $0.old.id) < ($1.new.id, $1.old.id)
    }
    var gone: Set<Identifier<Code>> = []
    for (_, code, other) in candidates where old[code.id] == nil && !gone.contains(other.id) {
      old[code.id] = other
      gone.insert(other.id)
    }
    left.removeAll { gone.contains($0.id) }
  }

  /// A code that is gone, most of whose words another code has that it did not have before.
  private mutating func findMerges(
    _ new: Codebook, _ terms: (old: Terms, new: Terms), _ left: [Code]
  ) {
    for code in left where merges[code.id] == nil {
      guard let words = terms.old[code.id], !words.isEmpty else { continue }
      let best = new.codes.compactMap { other -> (count: Int, id: Identifier<Code>)? in
        guard let before = old[other.id] else { return nil }
        let came = (terms.new[other.id] ?? []).subtracting(terms.old[before.id] ?? [])
        let count = came.intersection(words).count
        return Double(count) >= Self.alike * Double(words.count) ? (count, other.id) : nil
      }.max { $0.count < $1.count }
      merges[code.id] = best?.id
    }
  }

  /// A new code, most of whose words another code had that it has no more.
  private mutating func findSplits(
    _ earlier: Codebook, _ new: Codebook, _ terms: (old: Terms, new: Terms)
  ) {
    for code in new.codes where old[code.id] == nil && splits[code.id] == nil {
      guard let words = terms.new[code.id], !words.isEmpty else { continue }
      let later = Dictionary(old.map { ($0.value.id, $0.key) }) { first, _ in first }
      let best = earlier.codes.compactMap { other -> (count: Int, id: Identifier<Code>)? in
        let kept = later[other.id].flatMap { terms.new[$0] } ?? []
        let count = (terms.old[other.id] ?? []).subtracting(kept).intersection(words).count
        return Double(count) >= Self.alike * Double(words.count) ? (count, other.id) : nil
      }.max { $0.count < $1.count }
      splits[code.id] = best?.id
    }
  }

  private typealias Terms = [Identifier<Code>: Set<String>]

  /// How alike two codes are, from 0 to 1: in what they mean to people, or in what they find.
  private static func likeness(
    _ new: Code, _ old: Code, _ terms: (old: Terms, new: Terms)
  ) -> Double {
    if !new.definition.isEmpty, new.definition == old.definition { return 1 }
    let (words, others) = (terms.new[new.id] ?? [], terms.old[old.id] ?? [])
    let all = words.union(others).count
    return all == 0 ? 0 : Double(words.intersection(others).count) / Double(all)
  }

  /// The words that the rules of each code look for.
  private static func terms(of codebook: Codebook) -> Terms {
    Dictionary(
      codebook.codes.map { code in (code.id, Set(code.rules.flatMap { $0.terms(in: codebook) })) }
    ) { first, _ in first }
  }
}

extension CodeStep {
  fileprivate var withoutPlace: CodeStep {
    var result = self
    result.location = nil
    return result
  }
}

extension Rule {
  /// The words that the rule looks for, those of its lists with them.
  func terms(in codebook: Codebook) -> Set<String> {
    let lists = Dictionary(codebook.lists.map { ($0.name, $0) }) { first, _ in first }
    let patterns = body.patterns.flatMap { pattern -> [String] in
      guard case .list = pattern,
        let phrases = try? ResolvedPatterns([pattern], lists: lists).phrases
      else { return [pattern.term] }
      return phrases.map { words in words.map(\.term).joined(separator: " ") }
    }
    if case .regex(let expression) = body { return ["/\(expression)/"] }
    return Set(patterns)
  }
}

extension Rule.Body {
  /// The patterns that it holds.
  var patterns: [Pattern] {
    switch self {
    case .any(let patterns), .all(let patterns): patterns
    case .query(let query): query.patterns
    case .regex: []
    }
  }
}

extension Query {
  fileprivate var patterns: [Pattern] {
    switch self {
    case .pattern(let pattern): [pattern]
    case .regex: []
    case .and(let parts), .or(let parts): parts.flatMap(\.patterns)
    case .not(let part): part.patterns
    case .near(let left, let right, _), .before(let left, let right, _):
      left.patterns + right.patterns
    }
  }
}
