/// A word, or a mark between words.
///
/// A word holds a letter or a digit. Anything else that is no white space is a mark: a comma, a
/// dash, an emoji.
struct Token: Hashable {
  /// The first byte.
  var start: Int
  /// One past the last byte.
  var end: Int
  /// Whether it is a word.
  var isWord: Bool
}
