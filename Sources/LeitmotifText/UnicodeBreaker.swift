import CICU

/// ICU's boundaries of words or characters, for text that we do not cut by ourselves.
///
/// A breaker has a state: one thread at a time.
final class UnicodeBreaker {
  /// What it cuts text into.
  enum Pieces {
    /// Words and marks, those of scripts without spaces by dictionary.
    case words
    /// Characters as a reader sees them: a letter with its marks is one.
    case characters
  }

  private let pieces: Pieces
  /// Opened when it is first asked: most texts never ask, and opening costs more than cutting a word.
  private lazy var breaker = cicu_breaker_open(pieces == .words ? CICU_WORDS : CICU_CHARACTERS)
  private var isAsked = false
  private var isCutting = false
  /// How many bytes of the stretch were handed out.
  private var cut = 0
  /// How many bytes nobody cuts, as ICU's data are missing.
  private var uncut = 0

  /// Creates a breaker.
  init(_ pieces: Pieces) {
    self.pieces = pieces
  }

  deinit {
    if isAsked { cicu_breaker_close(breaker) }
  }

  /// Begins with a stretch, which stays where it is.
  ///
  /// Without ICU's data every stretch is one piece: the text stays readable, and nothing is lost.
  func begin(_ stretch: UTF8Bytes) {
    isAsked = true
    (isCutting, cut, uncut) = (false, 0, 0)
    guard let start = stretch.baseAddress, !stretch.isEmpty else { return }
    guard let breaker, cicu_breaker_set(breaker, start, Int64(stretch.count)) else {
      uncut = stretch.count
      return
    }
    isCutting = true
  }

  /// The next piece of the stretch: how many bytes it has, and whether it is a word, where words are asked for;
  /// `nil` at the end.
  func next() -> (length: Int, isWord: Bool)? {
    if uncut > 0 {
      defer { uncut = 0 }
      return (uncut, true)
    }
    guard isCutting, let breaker else { return nil }
    var isWord = false
    let end = Int(cicu_breaker_next(breaker, &isWord))
    isCutting = end >= 0
    guard isCutting else { return nil }
    defer { cut = end }
    return (end - cut, isWord)
  }
}
