import LeitmotifModel
import LeitmotifText

/// Finds the letters of all words that are looked for anywhere and folded alike, in one walk over a text.
///
/// What costs time is what the text has of them: at each letter it goes on only as far as some word does.
struct AnywhereFinder: Sendable {
  let folding: Rule.Folding

  /// For each letter of some pattern its number.
  private let terms: [UInt32: Int32]
  /// The rows of letters: phrases, whose words are single letters.
  private let literals: PhraseFinder
  /// For each of them the patterns that it is the longest row of.
  private let patterns: Buckets

  init(folding: Rule.Folding, numbers: [Int], of patterns: [AnywherePattern]) {
    self.folding = folding
    var terms: [UInt32: Int32] = [:]
    var literals = PhraseTable()
    var owners: [[Int32]] = []
    for number in numbers {
      let row = patterns[number].letters.map { letter in
        let term = terms[letter] ?? Int32(terms.count)
        terms[letter] = term
        return term
      }
      let literal = literals.set(of: [row])
      if literal == owners.count { owners.append([]) }
      owners[literal].append(Int32(number))
    }
    self.terms = terms
    self.literals = literals.finished(terms: Int32(terms.count))
    self.patterns = Buckets(owners)
  }

  /// Finds the patterns' letters.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - body: Takes a pattern whose longest row of letters stands there, and where, from left to right.
  func forEachLiteral(in text: FoldedLetters, _ body: (Int, Range<Int>) -> Void) {
    literals.forEachPhrase(in: text.letters.map { terms[$0] ?? -1 }) { literal, place in
      patterns.forEach(in: literal) { body(Int($0), place) }
    }
  }
}
