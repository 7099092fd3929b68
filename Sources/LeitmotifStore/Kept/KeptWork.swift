public import LeitmotifDigest
public import LeitmotifModel

/// What the newest result of a transcript rests on, and what it came to.
///
/// As long as all that it rests on is the same, the transcript's rows live on and nobody opens its file.
public struct KeptWork: Hashable, Sendable {
  /// The file that it came from.
  public var source: InputFile
  /// What the file system said of the file: opaque here, equal for a file that nobody touched.
  public var fileStatus: [UInt8]
  /// When the file was read.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  public var seenAt: Int64
  /// 16 bytes: how it was read and cut.
  public var reading: [UInt8]
  /// 16 bytes: under what its cells are kept.
  public var unit: [UInt8]
  /// The number of the basis that it was coded by (`Store.basis`).
  public var basis: Int64
  /// 16 bytes: how it was merged, and what people said of it.
  public var merging: [UInt8]
  /// The hash of its result.
  public var result: Digest
  /// 16 bytes that change whenever any of its rows does.
  public var contentDigest: [UInt8]
  /// Segments of all levels.
  public var segments: Int
  /// Final codings.
  public var codings: Int
  /// What waits for a reviewer.
  public var queued: Int
  /// What was odd.
  public var warnings: [Diagnostic]

  /// Creates a record.
  public init(
    source: InputFile, fileStatus: [UInt8], seenAt: Int64, reading: [UInt8], unit: [UInt8],
    basis: Int64, merging: [UInt8], result: Digest, contentDigest: [UInt8], segments: Int,
    codings: Int,
    queued: Int, warnings: [Diagnostic]
  ) {
    self.source = source
    self.fileStatus = fileStatus
    self.seenAt = seenAt
    self.reading = reading
    self.unit = unit
    self.basis = basis
    self.merging = merging
    self.result = result
    self.contentDigest = contentDigest
    self.segments = segments
    self.codings = codings
    self.queued = queued
    self.warnings = warnings
  }
}
