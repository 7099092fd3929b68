import LeitmotifModel

/// The words and phrases that rules look for anywhere in a text.
struct AnywhereTable: Sendable {
  /// For each rule that looks so its patterns.
  private(set) var sets: [[Int]] = []
  /// The patterns, each once.
  private(set) var patterns: [AnywherePattern] = []
  /// Whose speech they are looked for in.
  private(set) var roles: RoleSet = []

  private var numbers: [AnywherePattern: Int] = [:]

  /// Adds what a rule looks for.
  ///
  /// - Parameters:
  ///   - patterns: Its words and phrases, each with letters.
  ///   - rule: The rule.
  /// - Returns: The number of the set.
  mutating func set(of patterns: [AnywherePattern], for rule: Rule) -> Int {
    roles.formUnion(RoleSet(rule.roles))
    sets.append(patterns.map { number(of: $0) })
    return sets.count - 1
  }

  private mutating func number(of pattern: AnywherePattern) -> Int {
    if let known = numbers[pattern] { return known }
    numbers[pattern] = patterns.count
    patterns.append(pattern)
    return patterns.count - 1
  }

  /// The finders for look-ups, one for each way of folding.
  var finders: [AnywhereFinder] {
    let groups = Dictionary(grouping: patterns.indices) { patterns[$0].folding }
    return groups.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { AnywhereFinder(folding: $0.key, numbers: $0.value, of: patterns) }
  }
}
