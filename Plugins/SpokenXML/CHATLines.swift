/// The lines of a CHAT file: a line that begins with a blank goes on with the one above.
struct CHATLines {
  enum Kind {
    /// `*SPK:`, what somebody says.
    case main
    /// `@Date:`, something about the file.
    case header
    /// `%mor:`, something about what was said.
    case dependent
  }

  struct Line {
    var kind: Kind
    /// What stands before the colon, without the sign in front.
    var name: String
    /// What stands behind it.
    var content: [UInt8]
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line that is one; what stands before the first is passed over.
  mutating func next() -> Line? {
    while offset < bytes.count {
      guard let kind = Self.kinds[bytes[offset]] else {
        _ = takeLine()
        continue
      }
      let first = takeLine()
      let colon = first.firstIndex(of: UInt8(ascii: ":")) ?? first.endIndex
      let name = String(decoding: first[(first.startIndex + 1)..<colon], as: UTF8.self)
      var content = Array(first[colon...].dropFirst())
      while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
        content.append(0x20)
        content.append(contentsOf: takeLine())
      }
      while content.first == 0x20 || content.first == 0x09 { content.removeFirst() }
      return Line(kind: kind, name: name, content: content)
    }
    return nil
  }

  private mutating func takeLine() -> ArraySlice<UInt8> {
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.endIndex
    defer { offset = min(end + 1, bytes.count) }
    return bytes[offset..<end]
  }

  private static let kinds: [UInt8: Kind] = [
    UInt8(ascii: "*"): .main, UInt8(ascii: "@"): .header, UInt8(ascii: "%"): .dependent,
  ]
}
