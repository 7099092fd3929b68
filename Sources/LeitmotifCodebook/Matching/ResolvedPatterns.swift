import LeitmotifModel

/// Patterns with the lists among them replaced by what they hold.
struct ResolvedPatterns {
  /// A list that cannot be resolved.
  enum Failure: Error {
    /// There is no such list.
    case unknown(String, known: [String])
    /// The list holds itself.
    case cycle(String)

    /// The error at a rule that uses the list.
    func diagnostic(at location: SourceLocation?) -> Diagnostic {
      switch self {
      case .unknown(let name, let known):
        .error(
          "unknown-list", "there is no list '\(name)'",
          help: helpForUnknown(name, known: known, called: "lists"), at: location)
      case .cycle(let name):
        .error(
          "list-cycle", "the list '\(name)' holds itself", help: "take '@\(name)' out of it",
          at: location)
      }
    }
  }

  /// Each pattern as its words: one, or those of a phrase.
  private(set) var phrases: [[WordPattern]] = []

  private let lists: [String: WordList]
  private var open: [String] = []
  private var done: Set<String> = []

  /// Resolves patterns.
  ///
  /// - Parameters:
  ///   - patterns: As a rule writes them.
  ///   - lists: The codebook's lists by name.
  /// - Throws: `Failure` at the first list that cannot be resolved.
  init(_ patterns: [Pattern], lists: [String: WordList]) throws(Failure) {
    self.lists = lists
    try add(patterns)
  }

  private mutating func add(_ patterns: [Pattern]) throws(Failure) {
    for pattern in patterns {
      switch pattern {
      case .word(let word): phrases.append([word])
      case .phrase(let words): phrases.append(words)
      case .list(let name):
        guard !open.contains(name) else { throw .cycle(name) }
        guard let list = lists[name] else { throw .unknown(name, known: lists.keys.sorted()) }
        // A list that several others hold is looked at once.
        guard done.insert(name).inserted else { continue }
        open.append(name)
        try add(list.patterns)
        open.removeLast()
      }
    }
  }
}
