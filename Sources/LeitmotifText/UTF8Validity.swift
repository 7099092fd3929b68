/// Where bytes stop being valid UTF-8: the first byte of the first ill-formed sequence.
///
/// - Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
/// - Parameters:
///   - bytes: The bytes.
///   - start: Where to begin, on the border of a character.
/// - Returns: `nil` when all of them are valid.
func firstInvalidUTF8(in bytes: [UInt8], from start: Int = 0) -> Int? {
  bytes.withUnsafeBytes { raw in
    var offset = start
    while offset < raw.count {
      while offset + 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        offset += 8
      }
      guard offset < raw.count else { return nil }
      guard let length = lengthOfCharacter(in: raw, at: offset) else { return offset }
      offset += length
    }
    return nil
  }
}

private func lengthOfCharacter(in raw: UnsafeRawBufferPointer, at offset: Int) -> Int? {
  let first = raw[offset]
  guard first >= 0x80 else { return 1 }
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch first {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if first == 0xE0 { second = 0xA0...0xBF }
    if first == 0xED { second = 0x80...0x9F }
  case 0xF0...0xF4:
    length = 4
    if first == 0xF0 { second = 0x90...0xBF }
    if first == 0xF4 { second = 0x80...0x8F }
  default: return nil
  }
  guard offset + length <= raw.count, second.contains(raw[offset + 1]) else { return nil }
  for index in 2..<max(length, 2) where raw[offset + index] & 0xC0 != 0x80 { return nil }
  return length
}
