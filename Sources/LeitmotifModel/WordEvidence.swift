/// What has to be in a text so that something may be found there.
///
/// It is necessary, not sufficient: where it is missing nothing can be found, and nobody has to look.
public indirect enum WordEvidence: Hashable, Sendable {
  /// Nothing is known: it may be found anywhere.
  case anything
  /// A word, as somebody wrote it; how it is compared is left open.
  case word(String)
  /// A word that begins so.
  case beginning(String)
  /// All of these.
  case all([WordEvidence])
  /// One of these; of none, nowhere.
  case any([WordEvidence])

  /// It is found nowhere.
  public static let nothing = WordEvidence.any([])

  /// Whether a text may hold it.
  ///
  /// - Parameters:
  ///   - word: Whether the text may hold a word.
  ///   - beginning: Whether it may hold a word that begins so.
  /// - Returns: `false` only where it cannot be.
  public func isPossible(
    word: (String) -> Bool, beginning: (String) -> Bool
  ) -> Bool {
    switch self {
    case .anything: true
    case .word(let text): word(text)
    case .beginning(let text): beginning(text)
    case .all(let parts): parts.allSatisfy { $0.isPossible(word: word, beginning: beginning) }
    case .any(let parts): parts.contains { $0.isPossible(word: word, beginning: beginning) }
    }
  }
}
