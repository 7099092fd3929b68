public import LeitmotifModel
import LeitmotifText

extension CodebookFile {
  /// What is odd in the codebook though it can be used, by place.
  public var warnings: Diagnostics {
    let terms = TermSets(of: outline, foldsCase: codebook.foldsCase)
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
      if let former = codebook.steps.former(code.id, uid: code.uid) {
        found.append(
          place.warning(
            "former-code", "'\(code.id)' was another code once (\(former.kind.rawValue))",
            help: "give it another key: what people coded at that time is taken for this code"))
      }
      if code.definition.allSatisfy(\.isWhitespace) {
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
    let anywhere = codebook.termsAnywhere
    let foldsCase = codebook.foldsCase
    return outline.patterns.compactMap { placed in
      if let word = placed.pattern.words.first(where: \.isDeadWildcard),
        !anywhere.contains(placed.pattern.term(foldsCase: foldsCase))
      {
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

  /// Lists and cue sets that nothing uses, and lists that are used and hold nothing.
  private var useWarnings: [Diagnostic] {
    let used = Set(
      outline.patterns.compactMap { if case .list(let name) = $0.pattern { name } else { nil } })
    let empty: [Diagnostic] = outline.listPlaces.compactMap { name, place in
      guard used.contains(name), outline.lists[name]?.isEmpty ?? false else { return nil }
      return place.warning(
        "empty-list", "the list '@\(name)' has no word, and is used",
        help: "write words in it, or take '@\(name)' out of the rules")
    }
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
      } + empty
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
  /// `?` is a letter (`w?rd` has four, `c?t` three), unless it stands for most of the word (`c???`). An apostrophe is
  /// rare enough (`*n't`), and `*` in a phrase is a word left open.
  fileprivate var isShortWildcard: Bool {
    guard matching == .wildcard, !text.contains(where: "'’".contains) else { return false }
    // A sign of Chinese or Japanese says as much as a syllable.
    let letters = text.unicodeScalars.reduce(0) { count, scalar in
      scalar == "*" || scalar == "?" ? count : count + (scalar.value >= 0x2E80 ? 2 : 1)
    }
    let open = text.count { $0 == "?" }
    guard !text.contains("*") else { return letters < 4 && letters + open > 0 }
    return letters + open < 4 || letters < 4 && open >= letters
  }

  /// Whether the word is a wildcard with signs that no single word of a text has, whatever its open places hold.
  fileprivate var isDeadWildcard: Bool {
    // What a dictionary takes for one word depends on what follows.
    guard matching == .wildcard, !text.unicodeScalars.contains(where: isCutByDictionary) else {
      return false
    }
    return !["", "a", "1", "+"].contains { filling in
      var letters = ""
      for character in text {
        switch character {
        case "*": letters += filling
        case "?": letters += filling.isEmpty ? "a" : filling
        default: letters.append(character)
        }
      }
      return pieces(of: letters).count == 1
    }
  }
}

/// Whether a letter is of a script that puts no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
private func isCutByDictionary(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x9FFF, 0xF900...0xFAFF,
    0x20000...0x3FFFF:
    true
  default: false
  }
}

extension [CodeStep] {
  /// The step by which another code lost an id; `nil` when none had it, or the one with the uid itself.
  ///
  /// A part of a code that was split is another code than the whole.
  func former(_ id: Identifier<Code>, uid: String?) -> CodeStep? {
    first { step in
      step.from == id && (step.kind == .split || !step.uids.contains(uid ?? ""))
    }
  }
}
