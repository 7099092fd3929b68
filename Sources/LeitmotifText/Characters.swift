import CICU

/// Whether a character is white space.
public func isWhiteSpace(_ scalar: UInt32) -> Bool {
  scalar < 0x80 ? scalar == 0x20 || (0x09...0x0D).contains(scalar) : cicu_is_white_space(scalar)
}

/// Whether a character is a small letter.
func isLowerCase(_ scalar: UInt32) -> Bool {
  scalar < 0x80 ? (0x61...0x7A).contains(scalar) : cicu_is_lower_case(scalar)
}

/// Whether a character is a capital letter.
func isUpperCase(_ scalar: UInt32) -> Bool {
  scalar < 0x80 ? (0x41...0x5A).contains(scalar) : cicu_is_upper_case(scalar)
}

/// Whether a character is a letter, a digit or a mark on one, or joins these like the underscore.
public func isInWords(_ scalar: UInt32) -> Bool { cicu_is_in_words(scalar) }

/// Whether a character neither is seen nor stands by itself: a control or format character, or a mark on a letter.
func showsNothing(_ scalar: UInt32) -> Bool { cicu_shows_nothing(scalar) }
