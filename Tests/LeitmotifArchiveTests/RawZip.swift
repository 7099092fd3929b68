/// A zip archive made by hand, as no library would make it: any names, flags and sizes.
struct RawZip {
  /// A member that is stored as it is.
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    var flags: UInt16 = 0
    /// Permissions and kind of file, as Unix has them.
    var mode: UInt32 = 0o100644
    /// What the list says about the size, where it lies.
    var statedSize: Int?
    /// Deflate's number is 8.
    var method: UInt16 = 0

    init(_ name: String, _ content: String = "x") {
      self.name = Array(name.utf8)
      self.content = Array(content.utf8)
    }
  }

  private(set) var members: [Member]

  init(_ members: Member...) {
    self.members = members
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var list: [UInt8] = []
    for member in members {
      let offset = out.count
      let size = member.statedSize ?? member.content.count
      let common: [UInt8] =
        le16(20) + le16(member.flags) + le16(member.method) + le32(0)
        + le32(crc32(member.content)) + le32(UInt32(member.content.count)) + le32(UInt32(size))
        + le16(UInt16(member.name.count)) + le16(0)
      out += le32(0x0403_4B50) + common + member.name + member.content
      list += le32(0x0201_4B50) + le16(3 << 8 | 20) + common + le16(0) + le16(0) + le16(0)
      list += le32(member.mode << 16) + le32(UInt32(offset)) + member.name
    }
    let end =
      le32(0x0605_4B50) + le16(0) + le16(0) + le16(UInt16(members.count))
      + le16(UInt16(members.count)) + le32(UInt32(list.count)) + le32(UInt32(out.count)) + le16(0)
    return out + list + end
  }

  private func le16(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

  private func le32(_ value: UInt32) -> [UInt8] {
    le16(UInt16(value & 0xFFFF)) + le16(UInt16(value >> 16))
  }

  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
  }
}
