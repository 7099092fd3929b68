import LeitmotifModel
import LeitmotifText

/// A codebook in which all that its rules take for alike is written alike: `Café` is `cafe` where case and accents are
/// folded.
struct FoldedCodebook {
  private let lists: [String: WordList]
  private let versions: [Rule.Folding: Codebook]

  init(_ codebook: Codebook) {
    lists = codebook.listsByName
    let foldings = Set(codebook.rules.map(\.folding))
    versions = Dictionary(
      uniqueKeysWithValues: foldings.map { ($0, codebook.withWords(foldedBy: $0)) })
  }

  /// The codebook as one of its rules sees it.
  func codebook(for rule: Rule) -> Codebook { versions[rule.folding] ?? Codebook(name: "") }

  /// The meaning of a rule of a code, one line for each part.
  func meaning(of rule: Rule, in code: Code) -> String {
    RuleMeaning.text(
      of: rule.folded, attributes: code.defaultAttributes.overlaid(with: rule.attributes),
      in: codebook(for: rule)) + "\noverlap \(rule.overlap.rawValue)"
  }

  /// The words that a rule looks for, those of its lists with them: by what is compared, as they are written.
  func terms(of rule: Rule) -> [String: String] {
    Dictionary(
      rule.terms(in: lists).map { term in
        let folded = LeitmotifText.folded(Array(term.utf8), by: rule.folding)
        return (String(decoding: folded, as: UTF8.self), term)
      }
    ) { min($0, $1) }
  }
}

extension Codebook {
  /// The codebook with the words of lists and cues as a rule compares them.
  fileprivate func withWords(foldedBy folding: Rule.Folding) -> Codebook {
    func folded(_ patterns: [Pattern]) -> [Pattern] { patterns.map { $0.folded(by: folding) } }
    var result = self
    for list in result.lists.indices {
      result.lists[list].patterns = folded(result.lists[list].patterns)
    }
    for cue in result.cues.indices {
      result.cues[cue].forward = folded(result.cues[cue].forward)
      result.cues[cue].backward = folded(result.cues[cue].backward)
      result.cues[cue].pseudo = folded(result.cues[cue].pseudo)
      result.cues[cue].stop = folded(result.cues[cue].stop)
    }
    return result
  }
}

extension Rule {
  /// The rule with its words as it compares them.
  fileprivate var folded: Rule {
    var result = self
    result.body = body.changed { $0.folded(by: folding) }
    result.unless?.near = unless?.near.map { $0.folded(by: folding) } ?? []
    return result
  }
}

extension Pattern {
  fileprivate func folded(by folding: Rule.Folding) -> Pattern {
    switch self {
    case .word(let word): .word(word.folded(by: folding))
    case .phrase(let words): .phrase(words.map { $0.folded(by: folding) })
    case .list: self
    }
  }
}

extension WordPattern {
  fileprivate func folded(by folding: Rule.Folding) -> WordPattern {
    let alike: Rule.Folding =
      switch matching {
      case .folded, .wildcard: folding
      case .exact: folding.subtracting([.letterCase, .diacritics])
      // Snowball reads small letters with their marks.
      case .stem: [.letterCase, .quotes]
      }
    let letters = LeitmotifText.folded(Array(text.utf8), by: alike)
    return WordPattern(String(decoding: letters, as: UTF8.self), matching: matching)
  }
}
