public import LeitmotifDigest
public import LeitmotifModel

/// A file that a run reads.
public struct InputFile: Hashable, Sendable {
  /// The path as the pipeline writes it.
  public var path: String
  /// The hash of the file as it came.
  public var digest: Digest
  /// The file's size in bytes.
  public var size: Int

  /// Creates a file.
  public init(path: String, digest: Digest, size: Int) {
    self.path = path
    self.digest = digest
    self.size = size
  }
}

/// What a run made of one transcript.
public struct TranscriptResult: Sendable {
  /// The transcript with its segments.
  public var transcript: SegmentedTranscript
  /// Whether the newest rows of the store say just this of the transcript, as somebody made sure.
  public var isStored: Bool
  /// The only codes whose codings may be others than the newest rows of the store say, for a result of which nothing
  /// else may be another one, and all codings of which are final as they stand; `nil` when anything may be.
  public var recoded: Set<Identifier<Code>>?
  /// The file that it came from.
  public var source: InputFile
  /// The hash of the transcript's text.
  public var text: Digest
  /// Every proposal, of machines and people; those that are final as they stand say so.
  public var codings: CodingList
  /// What coders have finished in it.
  public var coverage: [Coverage]
  /// The other final codings, in any order.
  public var finals: [FinalCoding]
  /// What waits for a reviewer.
  public var queue: [QueueItem]
  /// 16 bytes that change whenever anything above but the source does.
  public var contentDigest: [UInt8]
  /// Kept results of rules, each a blob of the engine's under a hash of 16 bytes.
  public var cellPacks: [CellPack]

  /// Kept results of rules on one unit of text.
  public struct CellPack: Hashable, Sendable {
    /// The hash of the unit, 16 bytes.
    public var unit: [UInt8]
    /// The number of the layout that says of which operations they are.
    public var layout: Int64
    /// The results, as the engine packs them.
    public var pack: [UInt8]

    /// Creates a pack.
    public init(unit: [UInt8], layout: Int64, pack: [UInt8]) {
      self.unit = unit
      self.layout = layout
      self.pack = pack
    }
  }

  /// Creates the result of one transcript.
  public init(
    transcript: SegmentedTranscript, isStored: Bool = false, recoded: Set<Identifier<Code>>? = nil,
    source: InputFile, text: Digest,
    codings: CodingList,
    coverage: [Coverage] = [], finals: [FinalCoding] = [], queue: [QueueItem] = [],
    contentDigest: [UInt8], cellPacks: [CellPack] = []
  ) {
    self.transcript = transcript
    self.isStored = isStored
    self.recoded = recoded
    self.source = source
    self.text = text
    self.codings = codings
    self.coverage = coverage
    self.finals = finals
    self.queue = queue
    self.contentDigest = contentDigest
    self.cellPacks = cellPacks
  }
}

/// What the store last wrote of a transcript, whether or not that run came to its end.
public struct TranscriptState: Hashable, Sendable {
  /// The hash of the file.
  public var source: Digest
  /// The hash of the text.
  public var text: Digest
  /// The content digest of the result, 16 bytes.
  public var contentDigest: [UInt8]
}
