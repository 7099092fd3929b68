import CICU

/// ICU's word boundaries, for the stretches of text that the scanner does not decide by itself.
///
/// A breaker has a state: one thread at a time.
final class WordBreaker {
  /// Opened when it is first asked: most texts never ask, and opening costs more than cutting a word.
  private lazy var breaker = cicu_word_breaker_open()
  private var isAsked = false

  deinit {
    if isAsked { cicu_word_breaker_close(breaker) }
  }

  /// Hands out the pieces of a stretch in order: where each ends, and whether it is a word.
  ///
  /// Without ICU's data every stretch is one word: the text stays readable, and nothing is lost.
  func forEachPiece(of stretch: UTF8Bytes, _ body: (_ end: Int, _ isWord: Bool) -> Void) {
    isAsked = true
    guard let breaker, let start = stretch.baseAddress,
      cicu_word_breaker_set(breaker, start, Int64(stretch.count))
    else { return body(stretch.count, true) }
    while true {
      var isWord = false
      let end = cicu_word_breaker_next(breaker, &isWord)
      guard end >= 0 else { return }
      body(Int(end), isWord)
    }
  }
}
