public import LeitmotifModel

/// A zip archive in memory: a list of members, which are read one by one under limits.
///
/// Nothing is ever written to disk, and an archive within an archive is a member like any other. Office files
/// (`.docx`, `.odt`, `.xlsx`) and exchanged projects (`.qdpx`) are such archives.
public struct Archive: Sendable {
  /// One file of an archive.
  public struct Member: Hashable, Sendable {
    /// The name with its folders, parted by `/`: never absolute, never with `..`.
    public let name: String

    /// The size that the archive states; `nil` where it states none.
    ///
    /// Nothing relies on its being true.
    ///
    /// - Unit: bytes, unpacked.
    public let statedSize: Int?
  }

  /// The files, without folders, in the archive's order; no name stands twice.
  public let members: [Member]

  /// The archive's name, for messages.
  public let path: String

  let bytes: [UInt8]
  let limits: ArchiveLimits

  /// Lists an archive.
  ///
  /// - Parameters:
  ///   - bytes: The archive.
  ///   - path: Its name, for messages.
  ///   - limits: What is too much.
  /// - Throws: `Diagnostics` with one error: `archive-broken`, `archive-encrypted`, `archive-member-name`,
  ///   `archive-duplicate-member` or `archive-too-large`.
  public init(
    _ bytes: [UInt8], path: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(Diagnostics) {
    self.bytes = bytes
    self.path = path
    self.limits = limits
    var members: [Member] = []
    var names: Set<String> = []
    try ArchiveReader.visit(bytes, path: path) { (member) throws(Diagnostics) in
      guard members.count < limits.memberCount else {
        throw Diagnostics(.tooManyMembers(limits.memberCount, in: path))
      }
      let name = try member.safeName(at: path)
      guard names.insert(name).inserted else {
        throw Diagnostics(.duplicateMember(name, in: path))
      }
      members.append(Member(name: name, statedSize: member.statedSize))
      return true
    }
    self.members = members
  }

  /// Whether the bytes begin as a zip archive does.
  public static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Whether there is a member of a name.
  public func contains(_ name: String) -> Bool {
    members.contains { $0.name == name }
  }

  /// One member's content.
  ///
  /// - Parameter name: The member's name.
  /// - Returns: `nil` when there is no such member.
  /// - Throws: `Diagnostics` with `archive-broken`, `archive-encrypted` or `archive-too-large`.
  public func content(of name: String) throws(Diagnostics) -> [UInt8]? {
    var content: [UInt8]?
    try read(where: { $0 == name }) { _, bytes in content = bytes }
    return content
  }

  /// Reads members one after another, in the archive's order, so that only one is in memory.
  ///
  /// - Parameters:
  ///   - isWanted: Whether a member of this name is read.
  ///   - body: Takes a member's name and content.
  /// - Throws: `Diagnostics` as ``content(of:)`` does, and what the body throws.
  public func read(
    where isWanted: (String) -> Bool, _ body: (String, [UInt8]) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    var content: [UInt8] = []
    try visit(where: isWanted) { (member, piece) throws(Diagnostics) in
      // What is stated may be a lie: no more is set aside than text comes to as a rule.
      if content.isEmpty {
        content.reserveCapacity(min(member.statedSize ?? 0, limits.memberSize, 16 * bytes.count))
      }
      // An empty piece ends a member.
      if piece.isEmpty {
        try body(member.name, content)
        content = []
      } else {
        piece.withUnsafeBufferPointer { content.append(contentsOf: $0) }
      }
    }
  }

  /// Reads members piece by piece, so that not even one is in memory as a whole.
  ///
  /// - Parameters:
  ///   - isWanted: Whether a member of this name is read.
  ///   - body: Takes a member's name and its next piece; an empty piece ends the member.
  /// - Throws: `Diagnostics` as ``content(of:)`` does, and what the body throws.
  public func stream(
    where isWanted: (String) -> Bool,
    _ body: (String, Span<UInt8>) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    try visit(where: isWanted) { (member, piece) throws(Diagnostics) in
      try body(member.name, piece)
    }
  }

  private func visit(
    where isWanted: (String) -> Bool,
    _ body: (Member, Span<UInt8>) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    var wanted = Set(members.lazy.map(\.name).filter(isWanted))
    var total = 0
    try ArchiveReader.visit(bytes, path: path) { (member) throws(Diagnostics) in
      guard !wanted.isEmpty else { return false }
      let name = try member.safeName(at: path)
      guard wanted.remove(name) != nil else { return true }
      let found = Member(name: name, statedSize: member.statedSize)
      var size = 0
      try member.read(named: name) { (piece, packedSize) throws(Diagnostics) in
        size += piece.count
        total += piece.count
        guard size <= limits.memberSize, total <= limits.totalSize,
          size <= ArchiveLimits.harmlessSize || size / limits.ratio <= packedSize
        else { throw Diagnostics(.memberTooLarge(name, in: path)) }
        try body(found, piece)
      }
      return true
    }
  }
}
