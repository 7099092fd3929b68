import LeitmotifModel

/// A stretch of text letter by letter, as a rule compares it: for a search that does not ask where words begin.
///
/// Canonically equivalent text has equal letters, and what never counts, such as a soft hyphen, has none.
public struct FoldedLetters: Sendable {
  /// The code points after folding, in the order of the text.
  public private(set) var letters: [UInt32] = []
  /// For each letter the first byte of the character that it is of; some characters have several letters.
  private var starts: [UInt32] = []
  /// For each letter one past the last byte of its character.
  private var ends: [UInt32] = []

  /// Creates a stretch without letters.
  init() {}

  /// Adds the letters of one character.
  mutating func append(_ letters: some Collection<UInt32>, of character: Range<Int>) {
    for letter in letters { append(letter, of: character) }
  }

  /// Adds the letter of a character that has one.
  @inline(__always)
  mutating func append(_ letter: UInt32, of character: Range<Int>) {
    letters.append(letter)
    starts.append(UInt32(truncatingIfNeeded: character.lowerBound))
    ends.append(UInt32(truncatingIfNeeded: character.upperBound))
  }

  /// Whether a character begins at a letter, or ends before it.
  public func isBorder(_ index: Int) -> Bool {
    index == 0 || index == letters.count || starts[index] != starts[index - 1]
  }

  /// The bytes of the text in which some letters stand, at least one, from the first one's character to the last
  /// one's.
  public func bytes(of range: Range<Int>) -> Range<Int> {
    Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }

  /// The letters of the characters that begin in a range of bytes.
  public func range(ofBytes bytes: Range<Int>) -> Range<Int> {
    starts.partitioningIndex {
      $0 >= bytes.lowerBound
    }..<starts.partitioningIndex {
      $0 >= bytes.upperBound
    }
  }
}
