import CLibCrypto

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

  fileprivate init(finished bytes: [UInt8]) {
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
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Hashes content that comes in pieces.
public struct DigestBuilder: ~Copyable {
  private let context: OpaquePointer?

  /// Begins a hash.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      _ = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// Adds a text's length and its UTF-8 bytes, so that two texts in a row never read as another two.
  public mutating func append(field text: String) {
    var text = text
    text.withUTF8 { buffer in
      var count = UInt64(buffer.count).littleEndian
      withUnsafeBytes(of: &count) { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
      _ = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// Adds a number.
  public mutating func append(number: Int) {
    var number = Int64(number).littleEndian
    withUnsafeBytes(of: &number) { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// Ends the hash.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeMutableBufferPointer { buffer in
      _ = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
    }
    return Digest(finished: bytes)
  }
}
