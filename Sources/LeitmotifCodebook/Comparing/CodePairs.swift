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
  /// The earlier codes that are some later one.
  private var taken: Set<Identifier<Code>> = []

  init(of old: Codebook, and new: Codebook) {
    let identities = Dictionary(old.codes.compactMap { code in code.uid.map { ($0, code) } }) {
      first, _ in first
    }
    for code in new.codes {
      if let uid = code.uid, let known = identities[uid] { take(known, for: code.id) }
    }
    followSteps(of: new, since: old)
    let byID = Dictionary(old.codes.map { ($0.id, $0) }) { first, _ in first }
    for code in new.codes where self.old[code.id] == nil && splits[code.id] == nil {
      // Two codes with an identity each are two codes, whatever they are called.
      if let known = byID[code.id], !taken.contains(code.id), known.uid == nil || code.uid == nil {
        take(known, for: code.id)
      }
    }
    let terms = (old: Self.terms(of: old), new: Self.terms(of: new))
    pairAlike(old, new, terms)
    findMerges(old, new, terms)
    findSplits(old, new, terms)
  }

  private mutating func take(_ code: Code, for later: Identifier<Code>) {
    old[later] = code
    taken.insert(code.id)
  }

  /// What the later codebook says of itself.
  private mutating func followSteps(of new: Codebook, since old: Codebook) {
    let known = Set(old.steps.map { $0.withoutPlace })
    var history = new
    history.steps = new.steps.filter { !known.contains($0.withoutPlace) }
    guard !history.steps.isEmpty else { return }
    let there = Set(new.codes.map(\.id))
    for code in old.codes where !taken.contains(code.id) && !there.contains(code.id) {
      switch history.fate(of: code.id) {
      case .code(let id):
        if self.old[id] == nil, !history.isMerged(code.id) {
          take(code, for: id)
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

  /// Pairs what is left by what it says and finds, the most alike first: by how many of the words of both are in
  /// each, from 0 to 1, and 1 more for the same definition.
  private mutating func pairAlike(
    _ earlier: Codebook, _ new: Codebook, _ terms: (old: Terms, new: Terms)
  ) {
    let open = new.codes.filter { old[$0.id] == nil && splits[$0.id] == nil }
    let left = earlier.codes.filter { !taken.contains($0.id) && merges[$0.id] == nil }
    let index = WordIndex(left.map { ($0.id, terms.old[$0.id] ?? []) })
    // As with words: what many say tells none of them from the others.
    let defined = left.indices.filter { !left[$0].definition.isEmpty }
    let byDefinition = Dictionary(grouping: defined) { left[$0].definition }
      .filter { $0.value.count <= WordIndex.mostCodes }
    var candidates: [(likeness: Double, new: Code, old: Code)] = []
    for code in open {
      let (shared, words) = index.shared(terms.new[code.id] ?? [])
      let meant = Set(byDefinition[code.definition] ?? [])
      for place in meant.union(shared.keys) where code.uid == nil || left[place].uid == nil {
        let both = shared[place] ?? 0
        let all = words + index.sizes[place] - both
        let likeness =
          (meant.contains(place) ? 1 : 0) + (all == 0 ? 0 : Double(both) / Double(all))
        if likeness >= Self.alike { candidates.append((likeness, code, left[place])) }
      }
    }
    candidates.sort {
      $0.likeness != $1.likeness
        ? $0.likeness > $1.likeness : ($0.new.id, $0.old.id) < ($1.new.id, $1.old.id)
    }
    for (_, code, other) in candidates where old[code.id] == nil && !taken.contains(other.id) {
      take(other, for: code.id)
    }
  }

  /// A code that is gone, most of whose words another code has that it did not have before.
  private mutating func findMerges(
    _ earlier: Codebook, _ new: Codebook, _ terms: (old: Terms, new: Terms)
  ) {
    let gone = earlier.codes.filter { !taken.contains($0.id) && merges[$0.id] == nil }
    guard !gone.isEmpty else { return }
    let came = WordIndex(
      new.codes.compactMap { code in
        old[code.id].map { before in
          (code.id, (terms.new[code.id] ?? []).subtracting(terms.old[before.id] ?? []))
        }
      })
    for code in gone {
      merges[code.id] = came.code(with: terms.old[code.id] ?? [], atLeast: Self.alike)
    }
  }

  /// A new code, most of whose words another code had that it has no more.
  private mutating func findSplits(
    _ earlier: Codebook, _ new: Codebook, _ terms: (old: Terms, new: Terms)
  ) {
    let added = new.codes.filter { old[$0.id] == nil && splits[$0.id] == nil }
    guard !added.isEmpty else { return }
    let later = Dictionary(old.map { ($0.value.id, $0.key) }) { first, _ in first }
    let went = WordIndex(
      earlier.codes.map { code in
        let kept = later[code.id].flatMap { terms.new[$0] } ?? []
        return (code.id, (terms.old[code.id] ?? []).subtracting(kept))
      })
    for code in added {
      splits[code.id] = went.code(with: terms.new[code.id] ?? [], atLeast: Self.alike)
    }
  }

  private typealias Terms = [Identifier<Code>: Set<String>]

  /// The words that the rules of each code look for.
  private static func terms(of codebook: Codebook) -> Terms {
    let lists = codebook.listsByName
    return Dictionary(
      codebook.codes.map { code in (code.id, Set(code.rules.flatMap { $0.terms(in: lists) })) }
    ) { first, _ in first }
  }
}

/// The codes that have a word, by the word.
///
/// A word that very many codes have is left out: it tells none of them from the others, and takes the longest to
/// count.
private struct WordIndex {
  /// The codes that may have a word, at most.
  static let mostCodes = 100

  /// How many words each code has, by its place, without those that are left out.
  private(set) var sizes: [Int]
  private let codes: [Identifier<Code>]
  private var places: [String: [Int]] = [:]

  init(_ words: [(Identifier<Code>, Set<String>)]) {
    codes = words.map(\.0)
    sizes = words.map(\.1.count)
    for (place, entry) in words.enumerated() {
      for word in entry.1 { places[word, default: []].append(place) }
    }
    for places in places.values where places.count > Self.mostCodes {
      for place in places { sizes[place] -= 1 }
    }
  }

  /// How many of some words each code has that has any, by its place, and how many they are without those that are
  /// left out.
  func shared(_ words: Set<String>) -> (counts: [Int: Int], words: Int) {
    var counts: [Int: Int] = [:]
    var known = words.count
    for word in words {
      guard let places = places[word] else { continue }
      if places.count > Self.mostCodes {
        known -= 1
      } else {
        for place in places { counts[place, default: 0] += 1 }
      }
    }
    return (counts, known)
  }

  /// The code that has the most of some words, the first of several; `nil` when it has less than a part of them.
  func code(with words: Set<String>, atLeast part: Double) -> Identifier<Code>? {
    let (counts, known) = shared(words)
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, Double(best.value) >= part * Double(known) else { return nil }
    return codes[best.key]
  }
}

extension Codebook {
  /// The lists by their names.
  var listsByName: [String: WordList] {
    Dictionary(lists.map { ($0.name, $0) }) { first, _ in first }
  }
}

extension Rule {
  /// The words that the rule looks for, those of its lists with them.
  ///
  /// - Parameters:
  ///   - lists: The codebook's lists by their names.
  ///   - foldsCase: Whether words that differ in case are one; `nil` where the rule says so.
  /// - Returns: Words and phrases, an expression between slashes.
  func terms(in lists: [String: WordList], foldsCase: Bool? = nil) -> Set<String> {
    let foldsCase = foldsCase ?? folding.contains(.letterCase)
    let patterns = body.patterns.flatMap { pattern -> [String] in
      guard case .list = pattern,
        let phrases = try? ResolvedPatterns([pattern], lists: lists).phrases
      else { return [pattern.term(foldsCase: foldsCase)] }
      return phrases.map { words in Pattern.phrase(words).term(foldsCase: foldsCase) }
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
