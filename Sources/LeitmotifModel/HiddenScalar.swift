extension Unicode.Scalar {
  /// Whether the character could act, on a terminal or in a document, instead of showing: a control character other
  /// than a tab or the end of a line. What writes words for people puts U+FFFD in its place.
  public var isHidden: Bool {
    (value < 0x20 && value != 0x0A && value != 0x09) || (0x7F...0x9F).contains(value)
  }
}
