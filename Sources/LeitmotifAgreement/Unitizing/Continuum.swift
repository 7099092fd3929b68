/// What coders marked on one text: spans, each with a category.
///
/// - Unit: whole positions, usually code points; spans are half-open and lie within the text.
public struct Continuum: Hashable, Sendable {
  /// One span by one coder.
  public struct Span: Hashable, Sendable {
    /// The coder's index.
    public let coder: Int
    /// The first position.
    public let start: Int
    /// One past the last position.
    public let end: Int
    /// The category's index.
    public let category: Int

    /// Creates a span.
    public init(coder: Int, start: Int, end: Int, category: Int) {
      self.coder = coder
      self.start = start
      self.end = end
      self.category = category
    }

    /// How many positions it covers.
    public var length: Int { end - start }
  }

  /// The text's first position.
  public let begin: Int
  /// How many positions the text has.
  public let length: Int
  /// The coders' names; one who marked nothing is a coder too.
  public let coders: [String]
  /// The categories.
  public let categories: [String]
  /// The spans by coder, then by place.
  public let spans: [Span]

  /// Creates a continuum.
  ///
  /// - Parameters:
  ///   - begin: The text's first position.
  ///   - length: How many positions it has.
  ///   - coders: The coders' names.
  ///   - categories: The categories.
  ///   - spans: The spans in any order.
  /// - Throws: `ContinuumError` for a text longer than can be calculated with, and for the first span
  ///   that is empty, beyond the text, or of an unknown coder or category.
  public init(
    begin: Int = 0, length: Int, coders: [String], categories: [String], spans: [Span]
  ) throws(ContinuumError) {
    // Beyond this, lengths would not be exact.
    guard (-1 << 52...1 << 52).contains(begin), (0..<1 << 52).contains(length) else {
      throw .unsupportedLength
    }
    for (index, span) in spans.enumerated() {
      guard span.start < span.end else { throw .emptySpan(index) }
      guard span.start >= begin, span.end <= begin + length else { throw .beyondText(index) }
      guard coders.indices.contains(span.coder) else { throw .unknownCoder(index) }
      guard categories.indices.contains(span.category) else { throw .unknownCategory(index) }
    }
    self.begin = begin
    self.length = length
    self.coders = coders
    self.categories = categories
    self.spans = spans.sorted {
      ($0.coder, $0.start, $0.end, $0.category) < ($1.coder, $1.start, $1.end, $1.category)
    }
  }

  /// The spans of one coder, by place.
  func spans(of coder: Int) -> ArraySlice<Span> {
    let first = spans.partitioningIndex { $0.coder >= coder }
    let last = spans.partitioningIndex { $0.coder > coder }
    return spans[first..<last]
  }

  /// The first coder with two spans that overlap, among those of one category or of all.
  func overlappingCoder(category: Int? = nil) -> Int? {
    var previous: Span?
    for span in spans where category == nil || span.category == category {
      if let previous, previous.coder == span.coder, span.start < previous.end {
        return span.coder
      }
      previous = span
    }
    return nil
  }
}

/// Why a continuum cannot be built; each with the index of the span.
public enum ContinuumError: Error, Hashable, Sendable {
  /// The text begins or ends beyond 2⁵², or has a length below 0.
  case unsupportedLength
  /// A span covers no position.
  case emptySpan(Int)
  /// A span lies beyond the text.
  case beyondText(Int)
  /// A span's coder is none of the coders.
  case unknownCoder(Int)
  /// A span's category is none of the categories.
  case unknownCategory(Int)
}

extension RandomAccessCollection {
  /// Where elements begin to fulfil a condition that all after them fulfil.
  func partitioningIndex(where isAfter: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isAfter(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
