/// Writes numbers and texts as bytes: numbers in groups of seven bits, the lowest first (LEB128).
public struct ByteWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Begins to write.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes a byte.
  public mutating func put(byte: UInt8) {
    bytes.append(byte)
  }

  /// Writes bytes whose number the reader knows.
  public mutating func put(raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }

  /// Writes bytes whose number the reader knows.
  public mutating func put(raw: ArraySlice<UInt8>) {
    bytes.append(contentsOf: raw)
  }

  /// Writes a number, which is not below 0.
  public mutating func put(number: Int) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Writes a number of whatever sign in eight bytes.
  public mutating func put(word: Int64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes how many bytes there are, and the bytes.
  public mutating func put(bytes block: [UInt8]) {
    put(number: block.count)
    bytes.append(contentsOf: block)
  }

  /// Writes how many bytes there are, and the bytes.
  public mutating func put(bytes block: ArraySlice<UInt8>) {
    put(number: block.count)
    bytes.append(contentsOf: block)
  }

  /// Writes a text.
  public mutating func put(text: String) {
    put(number: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what `ByteWriter` wrote; whatever does not fit reads as `nil`.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int

  /// Reads some bytes.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, bytes.indices)
  }

  /// Reads a part of some bytes.
  public init(_ bytes: [UInt8], _ part: Range<Int>) {
    self.bytes = bytes
    place = part.lowerBound
    end = part.upperBound
  }

  /// Whether everything was read.
  public var isAtEnd: Bool { place == end }

  /// Reads a byte.
  public mutating func byte() -> UInt8? {
    guard place < end else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// Passes over so many bytes, and says where they are.
  public mutating func skip(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= end - place else { return nil }
    place += count
    return place - count..<place
  }

  /// Passes over a block of bytes, and says where it is.
  public mutating func skipBlock() -> Range<Int>? {
    number().flatMap { skip($0) }
  }

  /// Reads bytes whose number is known.
  public mutating func raw(_ count: Int) -> [UInt8]? {
    skip(count).map { Array(bytes[$0]) }
  }

  /// Reads a block of bytes.
  public mutating func block() -> [UInt8]? {
    skipBlock().map { Array(bytes[$0]) }
  }

  /// Reads a number.
  public mutating func number() -> Int? {
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

  /// Reads a number that was written in eight bytes.
  public mutating func word() -> Int64? {
    skip(8).map { part in
      bytes.withUnsafeBytes {
        Int64(littleEndian: $0.loadUnaligned(fromByteOffset: part.lowerBound, as: Int64.self))
      }
    }
  }

  /// Reads a text.
  public mutating func text() -> String? {
    skipBlock().map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
