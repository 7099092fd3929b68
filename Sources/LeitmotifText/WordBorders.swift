import LeitmotifModel

/// Where the words of a stretch of text begin and end, for counting those before an offset.
public struct WordBorders: Sendable {
  private var starts: [Int] = []
  private var ends: [Int] = []

  /// Finds the words of a stretch.
  public init(in bytes: [UInt8], _ range: Range<Int>) {
    bytes.withUnsafeBufferPointer { bytes in
      TokenScanner().forEachToken(in: bytes, range) { token in
        guard token.isWord else { return }
        starts.append(token.start)
        ends.append(token.end)
      }
    }
  }

  /// How many words end at an offset or before it.
  public func count(endingBy offset: Int) -> Int { ends.partitioningIndex { $0 > offset } }

  /// How many words begin before an offset.
  public func count(beginningBefore offset: Int) -> Int {
    starts.partitioningIndex { $0 >= offset }
  }
}
