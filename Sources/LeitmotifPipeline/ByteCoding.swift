/// Writes numbers and texts as bytes: numbers in groups of seven bits, the lowest first (LEB128).
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func put(byte: UInt8) {
    bytes.append(byte)
  }

  mutating func put(raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }

  mutating func put(number: Int) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(bytes block: some Collection<UInt8>) {
    put(number: block.count)
    bytes.append(contentsOf: block)
  }

  mutating func put(text: String) {
    put(number: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what `ByteWriter` wrote; whatever does not fit reads as `nil`.
struct ByteReader {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, bytes.indices)
  }

  /// Reads a part of some bytes.
  init(_ bytes: [UInt8], _ part: Range<Int>) {
    self.bytes = bytes
    place = part.lowerBound
    end = part.upperBound
  }

  mutating func byte() -> UInt8? {
    guard place < end else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// Passes over so many bytes, and says where they are.
  mutating func skip(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= end - place else { return nil }
    place += count
    return place - count..<place
  }

  /// Passes over a block of bytes, and says where it is.
  mutating func skipBlock() -> Range<Int>? {
    number().flatMap { skip($0) }
  }

  mutating func number() -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let next = byte() {
      guard shift < 63 else { return nil }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return Int(exactly: value) }
      shift += 7
    }
    return nil
  }

  mutating func text() -> String? {
    skipBlock().map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
