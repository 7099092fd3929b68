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
  /// What the result rests on; `nil` when the next run is to look at the transcript anew.
  public var kept: KeptWork?
  /// Which words the text may hold, as the engine writes it; `nil` for what is there already.
  public var words: [UInt8]?

  /// Kept results of rules on one unit of text.
  public struct CellPack: Hashable, Sendable {
    /// The hash of the unit, 16 bytes.
    public var unit: [UInt8]
    /// The results, as the engine packs them.
    public var pack: [UInt8]

    /// Creates a pack.
    public init(unit: [UInt8], pack: [UInt8]) {
      self.unit = unit
      self.pack = pack
    }
  }

  /// Creates the result of one transcript.
  public init(
    transcript: SegmentedTranscript, isStored: Bool = false, source: InputFile, text: Digest,
    codings: CodingList,
    coverage: [Coverage] = [], finals: [FinalCoding] = [], queue: [QueueItem] = [],
    contentDigest: [UInt8], cellPacks: [CellPack] = [], kept: KeptWork? = nil,
    words: [UInt8]? = nil
  ) {
    self.transcript = transcript
    self.isStored = isStored
    self.source = source
    self.text = text
    self.codings = codings
    self.coverage = coverage
    self.finals = finals
    self.queue = queue
    self.contentDigest = contentDigest
    self.cellPacks = cellPacks
    self.kept = kept
    self.words = words
  }

  /// Every code that the result speaks of.
  var codes: Set<Identifier<Code>> {
    var isUsed = [Bool](repeating: false, count: codings.kinds.count)
    for entry in codings.entries { isUsed[Int(entry.kind)] = true }
    var codes: Set<Identifier<Code>> = []
    for (kind, isUsed) in zip(codings.kinds, isUsed) where isUsed { codes.insert(kind.code) }
    for final in finals { codes.insert(final.coding.code) }
    for item in queue { codes.insert(item.code) }
    return codes
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
