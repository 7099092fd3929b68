import CLibCrypto

/// A UUID that derives from names, so that the same thing has the same one in every export.
///
/// - Source: RFC 9562, version 5: SHA-1 over a namespace and a name.
public struct NameUUID: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The namespace of everything that Leitmotif names: version 5 of "leitmotif" in RFC 9562's namespace of names.
  public static let leitmotif = NameUUID(
    NameUUID(bytes: [
      0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
      0xC8,
    ]), "leitmotif")

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The UUID of a name in a namespace.
  public init(_ namespace: NameUUID, _ name: String) {
    let content = namespace.bytes + Array(name.utf8)
    var hash = [UInt8](repeating: 0, count: 20)
    content.withUnsafeBytes { content in
      hash.withUnsafeMutableBufferPointer { hash in
        _ = EVP_Digest(
          content.baseAddress, content.count, hash.baseAddress, nil, EVP_sha1(), nil)
      }
    }
    hash[6] = hash[6] & 0x0F | 0x50
    hash[8] = hash[8] & 0x3F | 0x80
    bytes = Array(hash.prefix(16))
  }
}

extension NameUUID: CustomStringConvertible {
  /// `6ba7b810-9dad-11d1-80b4-00c04fd430c8`.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for (number, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(number) {
          text[place] = UInt8(ascii: "-")
          place += 1
        }
        text[place] = hexadecimalDigit(byte >> 4)
        text[place + 1] = hexadecimalDigit(byte & 15)
        place += 2
      }
      return place
    }
  }
}
