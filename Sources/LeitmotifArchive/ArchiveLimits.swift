/// How much of an archive is read before somebody must have made it to do harm.
public struct ArchiveLimits: Hashable, Sendable {
  /// How many members an archive may list.
  public var memberCount = 20_000

  /// How large one member may be that is read.
  ///
  /// - Unit: bytes, unpacked.
  public var memberSize = 512 << 20

  /// How large all members that are read at a time may be together.
  ///
  /// - Unit: bytes, unpacked.
  public var totalSize = 1 << 30

  /// How many times larger than packed a member may be, once it is above a megabyte.
  ///
  /// Deflate reaches 1,030:1 on equal bytes, and is far from it on documents.
  public var ratio = 200

  /// Creates the limits for office files and projects of a few hundred documents.
  public init() {}

  /// The size up to which no ratio counts.
  ///
  /// - Unit: bytes, unpacked.
  static let harmlessSize = 1 << 20
}
