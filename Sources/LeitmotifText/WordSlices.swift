/// What is remembered of the words of several texts, side by side: of each bit first the first text's, then the
/// next one's, so that one look tells of all of them.
public enum WordSlices {
  /// How many texts stand side by side at most.
  public static let width = 64

  /// How many bytes the bits of one place take for so many texts; of a single one eight places share a byte.
  public static func stride(of count: Int) -> Int { (count + 7) / 8 }

  /// Lays what is remembered of some texts side by side.
  ///
  /// - Parameter texts: At least two and at most `width` texts, all remembered in equally many bits.
  /// - Returns: `stride` bytes for each bit, the first text in the lowest bit of the first byte.
  public static func bytes(of texts: [TextWords]) -> [UInt8] {
    let stride = stride(of: texts.count)
    let size = texts[0].bitCount
    return [UInt8](unsafeUninitializedCapacity: size * stride) { buffer, count in
      var block = [UInt64](repeating: 0, count: 64)
      var end = 0
      for place in texts[0].blocks.indices {
        for (lane, text) in texts.enumerated() { block[lane] = text.blocks[place] }
        for lane in texts.count..<64 { block[lane] = 0 }
        block.withUnsafeMutableBufferPointer { transpose($0) }
        for bit in 0..<64 {
          var row = block[bit]
          for _ in 0..<stride {
            buffer[end] = UInt8(truncatingIfNeeded: row)
            row >>= 8
            end += 1
          }
        }
      }
      count = end
    }
  }

  /// Turns 64 rows of 64 bits so that rows are columns: halves change places, then quarters, and so on.
  private static func transpose(_ rows: UnsafeMutableBufferPointer<UInt64>) {
    var width = 32
    var mask: UInt64 = 0x0000_0000_FFFF_FFFF
    while width > 0 {
      var row = 0
      while row < 64 {
        let other = row + width
        let moved = (rows[row] >> UInt64(width) ^ rows[other]) & mask
        rows[other] ^= moved
        rows[row] ^= moved << UInt64(width)
        row = (row + width + 1) & ~width
      }
      width /= 2
      mask ^= mask << UInt64(width)
    }
  }
}
