import LeitmotifModel
import LeitmotifText

/// A word or phrase that may stand anywhere in a text, also inside words (`borders: none`).
struct AnywherePattern: Hashable {
  /// One of the things that stand one behind another.
  enum Part: Hashable {
    case letter(UInt32)
    /// `?`
    case anyLetter
    /// `*`
    case anyLetters
    /// What parts the words of a phrase: any white space, or none.
    case space
  }

  let parts: [Part]
  /// What is folded before letters are compared.
  let folding: Rule.Folding
  /// The pieces of text in which it is looked for.
  let scope: SegmentLevel
  /// Where its longest row of letters stands in it, which is looked for first; empty when it has no letters.
  let literal: Range<Int>

  /// Makes words of a rule ready to be looked for.
  ///
  /// - Parameters:
  ///   - words: One, or those of a phrase, none of them a stem.
  ///   - rule: The rule.
  init(_ words: [WordPattern], of rule: Rule) {
    // An exact word is compared like any other, only that its letters are not folded.
    let isExact = words.contains { $0.matching == .exact }
    folding = isExact ? rule.folding.subtracting([.letterCase, .diacritics]) : rule.folding
    scope = rule.scope == .transcript ? .turn : rule.scope
    var folder = LetterFolder(folding: folding)
    parts = Array(words.map { Self.parts(of: $0, &folder) }.joined(separator: [.space]))
    literal = Self.longestLiteral(in: parts)
  }

  private static func parts(of word: WordPattern, _ folder: inout LetterFolder) -> [Part] {
    guard word.matching == .wildcard else {
      return folder.letters(of: word.text).letters.map { .letter($0) }
    }
    var parts: [Part] = []
    var literal = ""
    for scalar in word.text.unicodeScalars {
      guard scalar == "*" || scalar == "?" else {
        literal.unicodeScalars.append(scalar)
        continue
      }
      parts += folder.letters(of: literal).letters.map { .letter($0) }
      parts.append(scalar == "*" ? .anyLetters : .anyLetter)
      literal = ""
    }
    return parts + folder.letters(of: literal).letters.map { .letter($0) }
  }

  private static func longestLiteral(in parts: [Part]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for (index, part) in parts.enumerated() {
      guard case .letter = part else {
        start = index + 1
        continue
      }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    return longest
  }

  /// The letters of its longest row of letters.
  var letters: [UInt32] {
    parts[literal].compactMap { if case .letter(let letter) = $0 { letter } else { nil } }
  }

  /// Whether it is letters and nothing else.
  var isLiteral: Bool { literal.count == parts.count }

  /// Finds it in a stretch of text.
  ///
  /// One walk from the end to the beginning, which remembers for each part how far what begins with it reaches: the time
  /// is that of the letters times the parts, whatever stands there.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - range: Which of its letters.
  /// - Returns: For each character with which it can begin the longest row of letters that it fits; one that begins
  ///   with `*` begins where the letters do.
  func hits(in text: FoldedLetters, _ range: Range<Int>) -> [Range<Int>] {
    var hits: [Range<Int>] = []
    // How far the parts from each one on reach, from this letter and from the one behind it; -1 for nowhere.
    var ends = [Int](repeating: -1, count: parts.count + 1)
    var next = ends
    for index in (range.lowerBound...range.upperBound).reversed() {
      swap(&ends, &next)
      let letter = index < range.upperBound ? text.letters[index] : nil
      ends[parts.count] = text.isBorder(index) ? index : -1
      for part in parts.indices.reversed() {
        ends[part] =
          switch parts[part] {
          case .letter(let own): letter == own ? next[part + 1] : -1
          case .anyLetter: letter.map(isInWords) ?? false ? next[part + 1] : -1
          case .anyLetters: max(ends[part + 1], letter.map(isInWords) ?? false ? next[part] : -1)
          case .space: max(ends[part + 1], letter.map(isWhiteSpace) ?? false ? next[part] : -1)
          }
      }
      if ends[0] > index, text.isBorder(index), !continuesLetters(at: index, in: text, range) {
        hits.append(index..<ends[0])
      }
    }
    return hits
  }

  /// Whether its `*` in front could begin with a character further to the left.
  private func continuesLetters(
    at index: Int, in text: FoldedLetters, _ range: Range<Int>
  ) -> Bool {
    guard parts.first == .anyLetters else { return false }
    var start = index
    while start > range.lowerBound, isInWords(text.letters[start - 1]) {
      start -= 1
      if text.isBorder(start) { return true }
    }
    return false
  }
}
