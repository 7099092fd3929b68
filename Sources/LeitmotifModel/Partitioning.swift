extension RandomAccessCollection {
  /// Where elements begin to fulfil a condition that all behind them fulfil, too; by bisection.
  ///
  /// - Parameter holds: The condition: false for some first elements, true for the rest.
  /// - Returns: The first place at which it holds; the end when it does nowhere.
  @inlinable
  public func partitioningIndex(where holds: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if holds(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

extension [Segment] {
  /// The places of the segments that a span touches; one without length touches the segment that it stands in.
  ///
  /// The segments stand in the order of the text, as those of one level do.
  public func places(touchedBy span: TextSpan) -> Range<Int> {
    let first = partitioningIndex { $0.span.end > span.start }
    let behind = Swift.max(span.end, span.start + 1)
    var end = first
    while end < count, self[end].span.start < behind { end += 1 }
    return first..<end
  }
}
