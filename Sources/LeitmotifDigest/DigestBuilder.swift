import CLibCrypto

/// Hashes content that comes in pieces.
///
/// Small pieces are gathered first: libcrypto's own steps cost more than hashing a few bytes.
public struct DigestBuilder: ~Copyable {
  private let context: OpaquePointer?
  private var gathered: [UInt8] = []

  private static let enough = 4096

  /// The algorithm, which libcrypto would look for anew at each beginning.
  private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  /// Begins a hash.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, Self.algorithm ?? EVP_sha256(), nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Adds a text's length and its UTF-8 bytes, so that two texts in a row never read as another two.
  public mutating func append(field text: String) {
    var text = text
    text.withUTF8 { buffer in
      append(number: buffer.count)
      append(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Adds a number.
  public mutating func append(number: Int) {
    var number = Int64(number).littleEndian
    withUnsafeBytes(of: &number) { append($0) }
  }

  /// Adds numbers of 32 bits, for lists that are long.
  public mutating func append(numbers: [UInt32]) {
    // Little-endian, as every number here; a processor that is not has to turn them.
    if UInt32(1).littleEndian == 1 {
      numbers.withUnsafeBytes { append($0) }
    } else {
      numbers.map(\.littleEndian).withUnsafeBytes { append($0) }
    }
  }

  /// Ends the hash.
  public consuming func finish() -> Digest {
    flush()
    var bytes = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeMutableBufferPointer { buffer in
      _ = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
    }
    return Digest(finished: bytes)
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if gathered.count + bytes.count > Self.enough { flush() }
    if bytes.count >= Self.enough {
      _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    } else {
      gathered.append(contentsOf: bytes)
    }
  }

  private mutating func flush() {
    gathered.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    gathered.removeAll(keepingCapacity: true)
  }
}
