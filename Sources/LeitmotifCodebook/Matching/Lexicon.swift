import LeitmotifModel
import LeitmotifText

/// The words that a codebook's rules look for: each has a number, its term.
///
/// Patterns are compared with the words of a language, not with a text: `terms(of:)` is asked once
/// for each spelling, and may take its time.
struct Lexicon: Sendable {
  /// One word as rules look for it.
  private struct Key: Hashable {
    var letters: [UInt8]
    var matching: WordPattern.Matching
    var folding: Rule.Folding
  }

  /// How many terms there are.
  private(set) var count: Int32 = 0

  /// Holds back the words of which no term is a case.
  private(set) var filter = WordFilter()

  private let stemmer: Stemmer?
  private var terms: [Key: Int32] = [:]
  private var foldings: [Rule.Folding] = []
  private var stemFoldings: [Rule.Folding] = []
  private var wildcards: [Rule.Folding: WildcardIndex] = [:]

  /// Creates an empty lexicon.
  ///
  /// - Parameter stemmer: `nil` when the codebook's language has no stems.
  init(stemmer: Stemmer?) {
    self.stemmer = stemmer
  }

  /// Numbers one word or mark.
  ///
  /// - Parameters:
  ///   - letters: As the rule writes them, without `=` and `~`.
  ///   - matching: How they are compared.
  ///   - folding: What the rule folds.
  /// - Returns: Its term, a new one when nobody looked for it before.
  mutating func term(
    _ letters: [UInt8], _ matching: WordPattern.Matching, folding: Rule.Folding
  ) -> Int32 {
    let key: Key
    switch matching {
    case .folded:
      key = Key(letters: folded(letters, by: folding), matching: .folded, folding: folding)
    case .exact:
      // Compared like any word, only that letters are not folded.
      let folding = folding.subtracting([.letterCase, .diacritics])
      key = Key(letters: folded(letters, by: folding), matching: .folded, folding: folding)
    case .stem:
      key = Key(letters: stem(of: letters, folding), matching: .stem, folding: folding)
    case .wildcard:
      key = Key(letters: folded(letters, by: folding), matching: .wildcard, folding: folding)
    }
    if let known = terms[key] { return known }
    let term = count
    count += 1
    terms[key] = term
    switch key.matching {
    case .wildcard:
      wildcards[key.folding, default: WildcardIndex()].add(key.letters, term: term)
      filter.admit(wildcard: key.letters)
    case .stem:
      if !stemFoldings.contains(key.folding) { stemFoldings.append(key.folding) }
      // Which words have a stem is not known before they are seen.
      filter.admitAll()
    case .folded, .exact:
      if !foldings.contains(key.folding) { foldings.append(key.folding) }
      filter.admit(word: key.letters)
    }
    return term
  }

  /// Looks a spelling up.
  ///
  /// - Parameters:
  ///   - spelling: A word or mark as it stands in a text.
  ///   - isWord: Whether it is a word; stems and wildcards are of words only.
  /// - Returns: The terms that it is a case of, sorted.
  func terms(of spelling: [UInt8], isWord: Bool) -> [Int32] {
    var result: [Int32] = []
    for folding in foldings {
      let key = Key(
        letters: folded(spelling, by: folding), matching: .folded, folding: folding)
      if let term = terms[key] { result.append(term) }
    }
    if isWord {
      for folding in stemFoldings {
        let key = Key(letters: stem(of: spelling, folding), matching: .stem, folding: folding)
        if let term = terms[key] { result.append(term) }
      }
      for (folding, index) in wildcards {
        index.appendTerms(of: folded(spelling, by: folding), to: &result)
      }
    }
    return result.sorted()
  }

  /// Snowball reads small letters with their marks, so these are folded afterwards.
  private func stem(of word: [UInt8], _ folding: Rule.Folding) -> [UInt8] {
    let plain = folded(word, by: [.letterCase, .quotes])
    return folded(stemmer?.stem(of: plain) ?? plain, by: folding.union(.letterCase))
  }
}
