import LeitmotifCodebook
import LeitmotifModel

/// A codebook as a dictionary has it: for each code its words, and nothing else.
struct DictionaryEntries {
  /// One code.
  struct Entry {
    /// How many codes stand above it.
    let depth: Int
    /// The code's id.
    let id: Identifier<Code>
    /// The code above it; `nil` at the top.
    let parent: Identifier<Code>?
    /// The name under which it is written.
    fileprivate(set) var name: String
    /// Its words and phrases, lists written out, each once.
    let words: [String]
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
      var rules: [Rule] = []
      for rule in code.rules {
        guard case .any(let patterns) = rule.body else {
          losses.note("rules that are no list of words (all, query, regex)")
          continue
        }
        rules.append(rule)
        if rule.unless != nil || !rule.context.isEmpty {
          losses.note("conditions of rules (unless, context)")
        }
        losses.note("values that rules set (set)", count: rule.attributes.isEmpty ? 0 : 1)
        words.add(patterns, losses: &losses)
      }
      if rules.count > 1 || rules.contains(where: { $0.id != Identifier("\(code.id)/any") }) {
        losses.note("names of rules, and which words stand in which", count: rules.count)
      }
      all.append(
        Entry(
          depth: code.id.rawValue.split(separator: ".").count - 1, id: code.id,
          parent: code.parent, name: code.name, words: words.all))
      let texts = [code.definition, code.include, code.exclude, code.memo]
      if !keepsTexts, texts.contains(where: { !$0.isEmpty }) {
        losses.note("definitions and criteria (definition, include, exclude, memo)")
      }
    }
    losses.note(
      "rules with a scope, roles, folding, borders, overlap or evidence of their own",
      count: codebook.rules.count {
        $0.scope != .sentence || $0.roles != [.participant] || $0.evidence != nil
          || $0.borders != .words || $0.overlap != .longest
          || ![.standard, [.letterCase]].contains($0.folding)
      })
    losses.note("uids of codes", count: codebook.codes.count { $0.uid != nil })
    losses.note("names of word lists (@list); rules keep the words", count: codebook.lists.count)
    losses.note(of: codebook)
  }

  /// Gives each code a name of one line that no other one beside it has.
  ///
  /// Formats without keys need it. Where a code's own name will not do, its key stands instead.
  ///
  /// - Parameters:
  ///   - isFlat: Whether all codes stand side by side, those below others by their ids.
  ///   - losses: Is told of names and keys that do not come back.
  ///   - fits: Whether the format takes a text for a name; it has to take a key with a number.
  mutating func tellApart(
    isFlat: Bool = false, losses: inout LossReport, fits: (String) -> Bool = { _ in true }
  ) {
    var names: [Identifier<Code>?: Set<String>] = [:]
    var keys: [Identifier<Code>?: Set<String>] = [:]
    var (lostNames, lostKeys) = (0, 0)
    for (index, entry) in all.enumerated() {
      let parent = isFlat ? nil : entry.parent
      let isByID = isFlat && entry.depth > 0
      var name = isByID ? entry.id.rawValue : Self.line(entry.name)
      var number = 1
      while name.isEmpty || !fits(name) || !names[parent, default: []].insert(name).inserted {
        name = number == 1 ? entry.id.key : "\(entry.id.key) \(number)"
        number += 1
      }
      all[index].name = name
      let key = DictionaryTree.key(for: name, taken: keys[parent, default: []])
      keys[parent, default: []].insert(key)
      guard !isByID else { continue }
      if name != entry.name { lostNames += 1 }
      if key != entry.id.key { lostKeys += 1 }
    }
    losses.note(
      "names that two codes have or the format cannot hold; others stand instead", count: lostNames)
    losses.note("keys of codes that differ from their names", count: lostKeys)
  }

  /// A name on one line, without tabs and without blanks around it.
  private static func line(_ name: String) -> String {
    name.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")[...].trimmed
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
