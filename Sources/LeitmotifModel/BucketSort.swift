extension Array {
  /// The elements in order, where something about each says nearly where it belongs: a place in a text, a hash.
  ///
  /// Each goes to the bucket that it says, which takes no comparison, and few are left to be compared. Where all say
  /// the same, this is a sort like any other.
  ///
  /// - Source: D. E. Knuth, The Art of Computer Programming 3, 5.2.1 (multiple list insertion).
  ///
  /// - Parameters:
  ///   - extent: How far what they say may reach; at least 1.
  ///   - measure: Says it, from 0 to below `extent`; of two elements never more for the one that comes first.
  ///   - precedes: Whether one element comes before another.
  /// - Returns: The elements; those of which none comes before the other stand as they did.
  @inlinable
  public func sorted(
    spreadOver extent: UInt64, by measure: (Element) -> UInt64,
    precedes: (Element, Element) -> Bool
  ) -> [Element] {
    guard count > 1 else { return self }
    // As many buckets as elements, or fewer where not so many are told apart.
    let width = extent / UInt64(count) + 1
    var ends = [Int](repeating: 0, count: Int(extent / width) + 1)
    for element in self { ends[Int(measure(element) / width)] += 1 }
    var before = 0
    for bucket in ends.indices {
      (ends[bucket], before) = (before, before + ends[bucket])
    }
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      for element in self {
        let bucket = Int(measure(element) / width)
        buffer.initializeElement(at: ends[bucket], to: element)
        ends[bucket] += 1
      }
      initialized = count
      var start = 0
      for end in ends {
        Self.sortBucket(buffer, start..<end, precedes)
        start = end
      }
    }
  }

  @inlinable
  static func sortBucket(
    _ buffer: UnsafeMutableBufferPointer<Element>, _ bucket: Range<Int>,
    _ precedes: (Element, Element) -> Bool
  ) {
    guard bucket.count > 1 else { return }
    guard bucket.count <= 16 else { return buffer[bucket].sort(by: precedes) }
    for place in bucket.dropFirst() {
      var hole = place
      while hole > bucket.lowerBound, precedes(buffer[hole], buffer[hole - 1]) {
        buffer.swapAt(hole, hole - 1)
        hole -= 1
      }
    }
  }
}
