import LeitmotifModel
import LeitmotifText

/// The words that lists stand for, those of the lists inside them with them.
struct TermSets {
  /// The words beyond which lists are not looked into: warnings are not worth a minute.
  private static let largest = 2_000_000

  /// Whether case makes no difference to any rule: where it may, no two words that differ in it are taken for one.
  let foldsCase: Bool
  private var sets: [String: Set<String>] = [:]
  private var size = 0

  init(of outline: Outline, foldsCase: Bool) {
    self.foldsCase = foldsCase
    for name in outline.lists.keys.sorted() {
      guard collect(name, outline) else {
        sets = [:]
        return
      }
    }
  }

  /// The words of a list.
  subscript(list: String) -> Set<String> { sets[list] ?? [] }

  private mutating func collect(_ name: String, _ outline: Outline) -> Bool {
    guard sets[name] == nil else { return true }
    var terms: Set<String> = []
    for placed in outline.lists[name] ?? [] {
      if case .list(let inner) = placed.pattern {
        guard collect(inner, outline) else { return false }
        terms.formUnion(self[inner])
      } else {
        terms.insert(placed.pattern.term(foldsCase: foldsCase))
      }
    }
    size += terms.count
    sets[name] = terms
    return size <= Self.largest
  }
}

extension Codebook {
  /// Whether all rules fold case.
  var foldsCase: Bool { rules.allSatisfy { $0.folding.contains(.letterCase) } }

  /// The words that rules look for anywhere (`borders: none`) and nowhere else, those of their lists with them.
  var termsAnywhere: Set<String> {
    var terms: Set<String> = []
    let lists = listsByName
    let foldsCase = foldsCase
    for rule in rules where rule.borders == .none {
      terms.formUnion(rule.terms(in: lists, foldsCase: foldsCase))
    }
    guard !terms.isEmpty else { return [] }
    for rule in rules where rule.borders == .words {
      terms.subtract(rule.terms(in: lists, foldsCase: foldsCase))
    }
    return terms
  }
}

extension Pattern {
  /// The pattern as one text: patterns with equal texts match alike.
  func term(foldsCase: Bool) -> String {
    switch self {
    case .word(let word): word.term(foldsCase: foldsCase)
    case .phrase(let words): words.map { $0.term(foldsCase: foldsCase) }.joined(separator: " ")
    case .list(let name): "@\(name)"
    }
  }
}

extension WordPattern {
  /// The word as one text: words with equal texts match alike.
  func term(foldsCase: Bool) -> String {
    switch matching {
    case .folded, .wildcard: letters(foldsCase: foldsCase)
    case .exact: "=\(text)"
    case .stem: "~\(letters(foldsCase: foldsCase))"
    }
  }

  /// The letters as they are compared.
  func letters(foldsCase: Bool) -> String { foldsCase ? text.lowercased() : text }

  /// Whether the word surely fits all that another one fits.
  func covers(_ other: WordPattern, foldsCase: Bool) -> Bool {
    if term(foldsCase: foldsCase) == other.term(foldsCase: foldsCase) { return true }
    guard matching == .wildcard, other.matching != .stem else { return false }
    let (mine, others) = (letters(foldsCase: foldsCase), other.letters(foldsCase: foldsCase))
    return fits(Array(mine.utf8)[...], Array(others.utf8)[...]) && other.isOneWord
  }

  /// Whether a text has it as one word, as a wildcard fits: `U.S.` is a word and a full stop.
  var isOneWord: Bool { matching == .wildcard || pieces(of: text).count == 1 }
}

/// Whether a word fits a wildcard; a wildcard in the word is fitted by `*` alone.
private func fits(_ pattern: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>) -> Bool {
  var pattern = pattern
  var word = word
  // Where the last star stands, and how much of the word it has taken.
  var retry: (pattern: ArraySlice<UInt8>, word: ArraySlice<UInt8>)?
  while !word.isEmpty {
    let next = pattern.first
    if next == UInt8(ascii: "*") {
      pattern = pattern.dropFirst()
      retry = (pattern, word)
    } else if next == word.first || next == UInt8(ascii: "?") && word.first != UInt8(ascii: "*") {
      pattern = pattern.dropFirst()
      word = word.dropFirst()
    } else if let star = retry {
      pattern = star.pattern
      word = star.word.dropFirst()
      retry = (pattern, word)
    } else {
      return false
    }
  }
  return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
}
