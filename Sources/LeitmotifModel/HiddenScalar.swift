extension Unicode.Scalar {
  /// Whether the character could act, on a terminal or in a document, instead of showing.
  ///
  /// Those are the control characters but for a tab and the end of a line. Pages and reports show U+FFFD in their place.
  public var isHidden: Bool {
    (value < 0x20 && value != 0x0A && value != 0x09) || (0x7F...0x9F).contains(value)
  }
}
