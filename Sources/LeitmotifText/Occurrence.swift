/// One word or mark that somebody cares about, where it stands.
public struct Occurrence: Hashable, Sendable {
  /// The first byte.
  public let start: UInt32
  /// One past the last byte.
  public let end: UInt32
  /// How many words and marks stand before it; two that follow each other differ by one.
  public let position: UInt32
  /// What it means to those who care: what their `sense` said.
  public let sense: Int32
  /// How many words stand before it, in a count that leaves a gap of 2³² between two stretches.
  ///
  /// The high half is the stretch's number.
  public let word: Int
  /// Whether it is a word, and not a mark.
  public let isWord: Bool
}
