/// A half-open range of a transcript's text.
///
/// - Unit: UTF-8 bytes of the canonical text, from 0; `CodePointOffsets` converts at the edges.
/// - Invariant: `0 <= start <= end`.
public struct TextSpan: Hashable, Sendable {
  /// The first byte in the span.
  public let start: Int

  /// One past the last byte in the span.
  public let end: Int

  /// Creates a span from a range of byte offsets.
  ///
  /// - Returns: `nil` when the range begins below 0.
  public init?(_ range: Range<Int>) {
    guard range.lowerBound >= 0 else { return nil }
    start = range.lowerBound
    end = range.upperBound
  }

  /// Creates a span from two byte offsets that are known to be in order.
  public init(start: Int, end: Int) {
    precondition(0 <= start && start <= end, "a span ends where it starts or behind it")
    self.start = start
    self.end = end
  }

  /// The number of bytes in the span.
  public var count: Int { end - start }

  /// Whether no byte is in the span.
  public var isEmpty: Bool { start == end }

  /// The span as a range of byte offsets.
  public var range: Range<Int> { start..<end }

  /// Whether every byte of another span is in this one.
  public func contains(_ other: TextSpan) -> Bool {
    start <= other.start && other.end <= end
  }

  /// Whether the two spans share at least one byte.
  public func overlaps(_ other: TextSpan) -> Bool {
    start < other.end && other.start < end
  }
}

extension TextSpan: Comparable {
  /// Orders spans by where they start, the shorter first among those that start alike.
  public static func < (lhs: TextSpan, rhs: TextSpan) -> Bool {
    (lhs.start, lhs.end) < (rhs.start, rhs.end)
  }
}
