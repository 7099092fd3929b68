/// How a file's bytes stand for characters.
enum FileEncoding: String {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"

  /// Where a file stops being what it should be.
  struct Wrong: Error {
    /// - Unit: bytes from the file's start.
    var offset: Int
  }

  /// The encoding that a file's byte order mark names; UTF-8 when it has none.
  init(of bytes: [UInt8]) {
    self =
      switch bytes.prefix(4) {
      case [0xFF, 0xFE, 0, 0]: .utf32LittleEndian
      case [0, 0, 0xFE, 0xFF]: .utf32BigEndian
      case let start where start.starts(with: [0xFF, 0xFE]): .utf16LittleEndian
      case let start where start.starts(with: [0xFE, 0xFF]): .utf16BigEndian
      default: .utf8
      }
  }

  /// A UTF-16 or UTF-32 file's text in UTF-8, without the byte order mark.
  func utf8(from bytes: [UInt8]) -> Result<[UInt8], Wrong> {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let width = self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 4
    var offset = width
    while offset < bytes.count {
      let place = offset
      guard var value = unit(in: bytes, at: offset, width: width) else {
        return .failure(Wrong(offset: place))
      }
      offset += width
      if width == 2, value & 0xFC00 == 0xD800 {
        guard let low = unit(in: bytes, at: offset, width: 2), low & 0xFC00 == 0xDC00 else {
          return .failure(Wrong(offset: place))
        }
        value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        offset += 2
      }
      guard let scalar = Unicode.Scalar(value) else { return .failure(Wrong(offset: place)) }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return .success(text)
  }

  private func unit(in bytes: [UInt8], at offset: Int, width: Int) -> UInt32? {
    guard offset + width <= bytes.count else { return nil }
    let isLittle = self == .utf16LittleEndian || self == .utf32LittleEndian
    let unit = bytes[offset..<offset + width]
    return isLittle
      ? unit.reversed().reduce(0) { $0 << 8 | UInt32($1) } : unit.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
