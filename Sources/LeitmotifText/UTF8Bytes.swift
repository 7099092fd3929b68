/// Bytes of valid UTF-8, seen without a copy.
typealias UTF8Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// The character that begins at an offset, and its length in bytes.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[offset])
    switch first {
    case 0..<0x80:
      return (first, 1)
    case 0..<0xE0:
      return ((first & 0x1F) << 6 | continuation(offset + 1), 2)
    case 0..<0xF0:
      return (
        (first & 0x0F) << 12 | continuation(offset + 1) << 6 | continuation(offset + 2), 3
      )
    default:
      let high = (first & 0x07) << 18 | continuation(offset + 1) << 12
      return (high | continuation(offset + 2) << 6 | continuation(offset + 3), 4)
    }
  }

  /// Where the character before an offset begins.
  func start(before offset: Int) -> Int {
    var start = offset - 1
    while self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private func continuation(_ offset: Int) -> UInt32 { UInt32(self[offset] & 0x3F) }
}
