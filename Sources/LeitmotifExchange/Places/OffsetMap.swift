public import LeitmotifModel

/// Turns offsets of one reading into UTF-8 byte offsets of the canonical text.
public struct OffsetMap: Sendable {
  /// The canonical offset of each step, -1 inside a character; empty where both count alike.
  private let places: [Int32]

  /// The number of steps in the text.
  public let count: Int

  /// Creates the map of a text.
  ///
  /// - Parameters:
  ///   - text: The text as the project keeps it, UTF-8 of less than 2 GB, with its own line ends.
  ///   - reading: How offsets count.
  public init(of text: [UInt8], reading: OffsetReading) {
    let isPlain =
      reading.lineEnds != .two && !reading.countsMark && text.allSatisfy { $0 < 0x80 && $0 != 0x0D }
    guard !isPlain else {
      places = []
      count = text.count
      return
    }
    // A step for each byte, two for a line end; up to 3 for a mark, 3 for a character that is cut off, 1 for the end.
    let most = text.count * (reading.lineEnds == .two ? 2 : 1) + 8
    places = [Int32](unsafeUninitializedCapacity: most) { places, count in
      func put(_ place: Int32, times: Int = 1) {
        for _ in 0..<times {
          places[count] = place
          count += 1
        }
      }
      let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
      if reading.countsMark { put(0, times: reading.unit == .bytes ? 3 : 1) }
      var canonical: Int32 = 0
      var offset = hasMark ? 3 : 0
      while offset < text.count {
        let byte = text[offset]
        if byte == 0x0D || byte == 0x0A {
          let isPair = byte == 0x0D && offset + 1 < text.count && text[offset + 1] == 0x0A
          let steps =
            switch reading.lineEnds {
            case .asWritten: isPair ? 2 : 1
            case .one: 1
            case .two: 2
            }
          put(canonical, times: steps)
          canonical += 1
          offset += isPair ? 2 : 1
          continue
        }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        put(canonical)
        switch reading.unit {
        case .codePoints: break
        case .utf16: put(-1, times: length == 4 ? 1 : 0)
        case .bytes: put(-1, times: length - 1)
        }
        canonical += Int32(length)
        offset += length
      }
      put(canonical)
    }
    count = places.count - 1
  }

  /// The canonical offset of a foreign one.
  ///
  /// - Returns: `nil` when it lies outside the text or inside a character.
  public func offset(_ foreign: Int) -> Int? {
    guard foreign >= 0, foreign <= count else { return nil }
    guard !places.isEmpty else { return foreign }
    let place = Int(places[foreign])
    return place < 0 ? nil : place
  }

  /// The canonical span of a foreign range.
  ///
  /// - Returns: `nil` when it is reversed, leaves the text or cuts a character.
  public func span(_ start: Int, _ end: Int) -> TextSpan? {
    guard start <= end, let first = offset(start), let last = offset(end), first <= last else {
      return nil
    }
    return TextSpan(start: first, end: last)
  }
}
