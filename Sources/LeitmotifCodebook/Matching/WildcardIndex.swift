import LeitmotifText

/// Words with wildcards, arranged so that a word meets few of them.
///
/// Dictionaries hold thousands of words of the shape `econom*`: these are found by the word's
/// beginnings. The others are tried one by one, those that begin with a letter only with words that
/// begin with it.
struct WildcardIndex: Sendable {
  private var prefixes: [ArraySlice<UInt8>: Int32] = [:]
  private var lengths: [Int] = []
  private var others: [UInt8: [Entry]] = [:]

  private struct Entry {
    var wildcard: Wildcard
    var term: Int32
  }

  /// Adds a folded word with wildcards.
  mutating func add(_ letters: [UInt8], term: Int32) {
    let wildcard = Wildcard(letters)
    if let prefix = wildcard.prefix {
      prefixes[prefix] = term
      if !lengths.contains(prefix.count) { lengths.append(prefix.count) }
    } else {
      others[Self.bucket(letters), default: []].append(Entry(wildcard: wildcard, term: term))
    }
  }

  /// Appends the terms that a folded word fits.
  func appendTerms(of word: [UInt8], to terms: inout [Int32]) {
    for length in lengths where length <= word.count {
      if let term = prefixes[word[..<length]] { terms.append(term) }
    }
    for bucket in Set([Self.bucket(word), 0]) {
      for entry in others[bucket] ?? [] where entry.wildcard.matches(word) {
        terms.append(entry.term)
      }
    }
  }

  /// The first byte, or 0 for a wildcard, which fits any.
  private static func bucket(_ letters: [UInt8]) -> UInt8 {
    guard let first = letters.first, first != UInt8(ascii: "*"), first != UInt8(ascii: "?") else {
      return 0
    }
    return first
  }
}
