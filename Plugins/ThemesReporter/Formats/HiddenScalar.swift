extension Unicode.Scalar {
  /// Whether the character could act on a terminal, or in LaTeX, instead of showing.
  var isHidden: Bool {
    (value < 0x20 && value != 0x0A && value != 0x09) || (0x7F...0x9F).contains(value)
  }
}
