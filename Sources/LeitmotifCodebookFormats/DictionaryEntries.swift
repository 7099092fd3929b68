import LeitmotifModel

/// A codebook as a dictionary has it: for each code its words, and nothing else.
struct DictionaryEntries {
  /// One code.
  struct Entry {
    /// How many codes stand above it.
    let depth: Int
    /// The code's name.
    let name: String
    /// The code's id.
    let path: String
    /// Its words and phrases, lists written out, each once.
    var words: [String]
  }

  private(set) var all: [Entry] = []

  /// Takes a codebook's words.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - keepsTexts: Whether the format holds definitions and criteria, too.
  ///   - losses: Is told what is left out.
  init(of codebook: Codebook, keepsTexts: Bool = false, losses: inout LossReport) {
    let lists = Dictionary(codebook.lists.map { ($0.name, $0) }) { first, _ in first }
    for code in codebook.codes {
      var words = Words(lists: lists)
      for rule in code.rules {
        guard case .any(let patterns) = rule.body else {
          losses.note("rules that are no list of words (all, query, regex)")
          continue
        }
        if rule.unless != nil || !rule.context.isEmpty {
          losses.note("conditions of rules (unless, context)")
        }
        words.add(patterns, losses: &losses)
      }
      let keys = code.id.rawValue.split(separator: ".")
      all.append(
        Entry(
          depth: keys.count - 1, name: Self.line(code.name), path: code.id.rawValue,
          words: words.all))
      let texts = [code.definition, code.include, code.exclude, code.memo]
      if !keepsTexts, texts.contains(where: { !$0.isEmpty }) {
        losses.note("definitions and criteria (definition, include, exclude, memo)")
      }
      losses.note("that codes exclude each other (exclusive)", count: code.exclusive == nil ? 0 : 1)
      losses.note("attributes", count: code.attributes.count)
      losses.note("examples", count: code.examples.count)
    }
    losses.note(
      "rules with a scope, roles, folding, borders or evidence of their own",
      count: codebook.rules.count {
        $0.scope != .sentence || $0.roles != [.participant] || $0.evidence != nil
          || $0.borders != .words
          || ![.standard, [.letterCase]].contains($0.folding)
      })
  }

  /// A name on one line.
  private static func line(_ name: String) -> String {
    name.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// The words of some patterns.
private struct Words {
  let lists: [String: WordList]
  private(set) var all: [String] = []
  private var seen: Set<String> = []
  private var open: Set<String> = []

  init(lists: [String: WordList]) {
    self.lists = lists
  }

  mutating func add(_ patterns: [Pattern], losses: inout LossReport) {
    for pattern in patterns {
      switch pattern {
      case .word(let word): add([word], losses: &losses)
      case .phrase(let words): add(words, losses: &losses)
      case .list(let name):
        // A list cannot hold itself, but a codebook made by hand in memory might.
        guard let list = lists[name], open.insert(name).inserted else { continue }
        add(list.patterns, losses: &losses)
        open.remove(name)
      }
    }
  }

  private mutating func add(_ words: [WordPattern], losses: inout LossReport) {
    if words.contains(where: { $0.matching == .stem }) {
      losses.note("words by their stem (~word)")
      return
    }
    if words.contains(where: { $0.matching == .exact }) {
      losses.note("the case of exact words (=Word); the words are kept")
    }
    let text = words.map(\.text).joined(separator: " ")
    if seen.insert(text).inserted { all.append(text) }
  }
}
