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
