/// What has to be in a text so that something may be found there.
///
/// It is necessary, not sufficient: where it is missing nothing can be found, and nobody has to look.
public indirect enum WordEvidence: Hashable, Sendable {
  /// Nothing is known: it may be found anywhere.
  case anything
  /// A word, or several next to each other, as somebody wrote them; how they are compared is left open.
  case words([String])
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
  ///   - words: Whether the text may hold words next to each other.
  ///   - beginning: Whether it may hold a word that begins so.
  /// - Returns: `false` only where it cannot be.
  public func isPossible(
    words: ([String]) -> Bool, beginning: (String) -> Bool
  ) -> Bool {
    switch self {
    case .anything: true
    case .words(let texts): words(texts)
    case .beginning(let text): beginning(text)
    case .all(let parts): parts.allSatisfy { $0.isPossible(words: words, beginning: beginning) }
    case .any(let parts): parts.contains { $0.isPossible(words: words, beginning: beginning) }
    }
  }
}
