#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The first place of a byte in a range.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - range: Where to look; it lies within the buffer.
  /// - Returns: `nil` when it is not there.
  public func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(0 <= range.lowerBound && range.upperBound <= count, "the range leaves the buffer")
    guard let start = baseAddress,
      let found = memchr(start + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }
}

extension [UInt8] {
  /// The first place of a byte.
  public func firstPlace(of byte: UInt8) -> Int? {
    withUnsafeBufferPointer { $0.firstIndex(of: byte, in: 0..<$0.count) }
  }

  /// Whether some text stands anywhere among the bytes.
  ///
  /// - Precondition: the text is not empty.
  public func holds(_ text: StaticString) -> Bool {
    withUnsafeBufferPointer { bytes in
      let size = text.utf8CodeUnitCount
      let first = text.utf8Start[0]
      var place = 0
      while let found = bytes.firstIndex(of: first, in: place..<bytes.count),
        found + size <= bytes.count
      {
        if (1..<size).allSatisfy({ bytes[found + $0] == text.utf8Start[$0] }) { return true }
        place = found + 1
      }
      return false
    }
  }

  /// Whether every byte is ASCII, and neither a zero nor a carriage return.
  var arePlainASCII: Bool {
    withUnsafeBytes { raw in
      var offset = 0
      // What is set tells of a byte beyond ASCII, a zero or a carriage return, or stands above one that does.
      var seen: UInt64 = 0
      while offset + 8 <= raw.count {
        let bytes = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let returns = bytes ^ 0x0D0D_0D0D_0D0D_0D0D
        seen |=
          bytes | (bytes &- 0x0101_0101_0101_0101) & ~bytes
          | (returns &- 0x0101_0101_0101_0101) & ~returns
        offset += 8
      }
      guard seen & 0x8080_8080_8080_8080 == 0 else { return false }
      return raw[offset...].allSatisfy { $0 < 0x80 && $0 != 0 && $0 != 0x0D }
    }
  }

  /// Whether every byte is ASCII.
  var isASCII: Bool {
    withUnsafeBytes { raw in
      var offset = 0
      var seen: UInt64 = 0
      while offset + 8 <= raw.count {
        seen |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset += 8
      }
      while offset < raw.count {
        seen |= UInt64(raw[offset])
        offset += 1
      }
      return seen & 0x8080_8080_8080_8080 == 0
    }
  }
}
