import LeitmotifModel

extension Pattern {
  /// The pattern as a codebook writes it.
  package var written: String {
    switch self {
    case .word(let word): word.written
    case .phrase(let words): words.map(\.written).joined(separator: " ")
    case .list(let name): "@\(name)"
    }
  }
}

extension WordPattern {
  /// The word as a codebook writes it.
  ///
  /// A word that begins with one of the language's own signs is written as an exact one: signs have no case.
  var written: String {
    switch matching {
    case .exact: return "=\(text)"
    case .stem: return "~\(text)"
    case .folded, .wildcard:
      let isSign = text.utf8.count > 1 && ["=", "~", "@"].contains { text.hasPrefix($0) }
      return isSign ? "=\(text)" : text
    }
  }
}

extension Rule.Body {
  /// The key under which a codebook writes it.
  package var kind: String {
    switch self {
    case .any: "any"
    case .all: "all"
    case .query: "query"
    case .regex: "regex"
    }
  }
}
