/// The SHA-256 of some bytes.
///
/// - Source: FIPS 180-4, computed by the system's libcrypto.
public struct Digest: Hashable, Sendable {
  /// The 32 bytes of the hash.
  public let bytes: [UInt8]

  /// Hashes bytes.
  public init(of content: [UInt8]) {
    var hasher = DigestBuilder()
    hasher.append(content)
    self = hasher.finish()
  }

  /// Hashes a text's UTF-8 bytes.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// Takes 32 bytes for a hash.
  ///
  /// - Returns: `nil` when there are not 32 of them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 hexadecimal digits.
  ///
  /// - Returns: `nil` when they are not.
  public init?(hexadecimal text: String) {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  init(finished bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The first 16 bytes, which is what cells are keyed by.
  public var short: [UInt8] { Array(bytes.prefix(16)) }
}

extension Digest: CustomStringConvertible {
  /// The hash in 64 hexadecimal digits.
  public var description: String { hexadecimal(bytes) }
}

/// Bytes as hexadecimal digits in lower case.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var digits: [UInt8] = []
  digits.appendHexadecimal(Array(bytes))
  return String(decoding: digits, as: UTF8.self)
}

extension [UInt8] {
  /// Adds bytes as hexadecimal digits in lower case.
  public mutating func appendHexadecimal(_ bytes: [UInt8]) {
    for byte in bytes {
      append(hexadecimalDigit(byte >> 4))
      append(hexadecimalDigit(byte & 15))
    }
  }
}

/// The digit of a number below 16, in lower case.
func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
