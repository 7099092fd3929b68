import CICU

/// ICU's word boundaries, for the stretches of text that the scanner does not decide by itself.
///
/// A breaker has a state: one thread at a time.
final class WordBreaker {
  /// Opened when it is first asked: most texts never ask, and opening costs more than cutting a word.
  private lazy var breaker = cicu_word_breaker_open()
  private var isAsked = false
  private var isCutting = false
  /// How many bytes of the stretch were handed out.
  private var cut = 0
  /// How many bytes nobody cuts, as ICU's data are missing.
  private var uncut = 0

  deinit {
    if isAsked { cicu_word_breaker_close(breaker) }
  }

  /// Begins with a stretch, which stays where it is.
  ///
  /// Without ICU's data every stretch is one word: the text stays readable, and nothing is lost.
  func begin(_ stretch: UTF8Bytes) {
    isAsked = true
    (isCutting, cut, uncut) = (false, 0, 0)
    guard let start = stretch.baseAddress, !stretch.isEmpty else { return }
    guard let breaker, cicu_word_breaker_set(breaker, start, Int64(stretch.count)) else {
      uncut = stretch.count
      return
    }
    isCutting = true
  }

  /// The next piece of the stretch: how many bytes it has, and whether it is a word; `nil` at the end.
  func next() -> (length: Int, isWord: Bool)? {
    if uncut > 0 {
      defer { uncut = 0 }
      return (uncut, true)
    }
    guard isCutting, let breaker else { return nil }
    var isWord = false
    let end = Int(cicu_word_breaker_next(breaker, &isWord))
    isCutting = end >= 0
    guard isCutting else { return nil }
    defer { cut = end }
    return (end - cut, isWord)
  }
}
