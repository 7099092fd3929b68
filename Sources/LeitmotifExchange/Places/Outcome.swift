/// What became of one coding of a foreign project.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
  /// Its place holds the words that the file quotes.
  case verified
  /// The words stand at one other place, which counts.
  case repaired
  /// The file quotes no words, so that its place could only be checked against the text's end.
  case unchecked
  /// The words stand at several places; it is not taken over.
  case ambiguous
  /// The words stand nowhere, or the place is none; it is not taken over.
  case failed
  /// It is left out for another reason.
  case dropped

  /// Whether the coding is taken over.
  public var isTaken: Bool {
    switch self {
    case .verified, .repaired, .unchecked: true
    case .ambiguous, .failed, .dropped: false
    }
  }
}
