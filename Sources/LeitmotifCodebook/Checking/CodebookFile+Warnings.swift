public import LeitmotifModel
import LeitmotifText

extension CodebookFile {
  /// What is odd in the codebook though it can be used, by place.
  public var warnings: Diagnostics {
    let terms = TermSets(of: outline)
    return Diagnostics(
      Diagnostics(
        codeWarnings + patternWarnings + useWarnings + cueWarnings(terms)
          + repetitionWarnings(terms) + siblingWarnings(terms) + shadowWarnings(terms)
      ).sorted)
  }

  /// Codes that nobody can judge: without a definition, or with rules that nothing tests.
  private var codeWarnings: [Diagnostic] {
    codebook.codes.flatMap { code -> [Diagnostic] in
      guard let place = outline.codePlaces[code.id] else { return [] }
      var found: [Diagnostic] = []
      if code.definition.isEmpty {
        found.append(
          place.warning(
            "code-without-definition", "the code '\(code.id)' has no definition",
            help: "say in a sentence what it means: 'definition: …'"))
      }
      if !code.rules.isEmpty, code.examples.isEmpty {
        found.append(
          place.warning(
            "code-without-examples", "no example tests the rules of '\(code.id)'",
            help: "add one that is coded ('expect: {}') and one that is not ('reject: true')"))
      }
      return found
    }
  }

  /// Wildcards that fit too much, or nothing.
  private var patternWarnings: [Diagnostic] {
    outline.patterns.compactMap { placed in
      if let word = placed.pattern.words.first(where: \.isDeadWildcard) {
        return placed.place.warning(
          "dead-term", "'\(word.text)' fits no word: its signs part words in a text",
          help: "write it without '*' and '?', or only the part that is one word")
      }
      guard let word = placed.pattern.words.first(where: \.isShortWildcard) else { return nil }
      return placed.place.warning(
        "short-wildcard", "'\(word.text)' has fewer than four letters and fits many words",
        help: "list the words that are meant, or write more of the word")
    }
  }

  /// Lists and cue sets that nothing uses.
  private var useWarnings: [Diagnostic] {
    let used = Set(
      outline.patterns.compactMap { if case .list(let name) = $0.pattern { name } else { nil } })
    let asked = Set(codebook.rules.flatMap { $0.context.map(\.cue) })
    let unusedLists = outline.listPlaces.filter { !used.contains($0.key) }
    let unusedCues = outline.cues.filter { !asked.contains($0.key) }
    return unusedLists.map { name, place in
      place.warning(
        "unused-list", "nothing uses the list '@\(name)'",
        help: "write '@\(name)' in a rule, or delete the list")
    }
      + unusedCues.map { name, cue in
        cue.place.warning(
          "unused-cue", "no rule asks the cue set '\(name)'",
          help: "write 'context: {\(name): drop}' in a rule, or delete the set")
      }
  }
}

extension Pattern {
  /// The words of the pattern; none for a list.
  var words: [WordPattern] {
    switch self {
    case .word(let word): [word]
    case .phrase(let words): words
    case .list: []
    }
  }
}

extension WordPattern {
  /// Whether the word is a wildcard that fits many words.
  ///
  /// `?` is one letter, an apostrophe is rare enough (`*n't`), and `*` in a phrase is a word left open.
  fileprivate var isShortWildcard: Bool {
    guard matching == .wildcard, text.contains("*"), !text.contains(where: "'’".contains)
    else { return false }
    let letters = text.unicodeScalars.count { $0 != "*" && $0 != "?" }
    return letters > 0 && letters < 4
  }

  /// Whether the word is a wildcard with signs that no single word of a text has.
  fileprivate var isDeadWildcard: Bool {
    guard matching == .wildcard else { return false }
    let letters = String(text.map { $0 == "*" || $0 == "?" ? "a" : $0 })
    return pieces(of: letters).count != 1
  }
}
