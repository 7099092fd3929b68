import GRDB

/// What a run that succeeded leaves for the next one.
public struct KeptForNextRun: Sendable {
  /// What all results rest on, in the place of all that was kept; `nil` when that is as it was.
  public var work: [UInt8]?
  /// Words of transcripts, in blocks that are not there yet.
  public var words: [WordPart] = []
  /// Blocks of words that nobody asks any more.
  public var goneBlocks: Set<Int> = []
  /// The lock file, UTF-8.
  public var lock: [UInt8]

  /// Creates a record.
  public init(
    work: [UInt8]?, words: [WordPart] = [], goneBlocks: Set<Int> = [], lock: [UInt8]
  ) {
    self.work = work
    self.words = words
    self.goneBlocks = goneBlocks
    self.lock = lock
  }

  func write(run: Int, _ db: Database) throws {
    if let work { try Store.replace(keptWork: work, db) }
    try WordPart.delete(blocks: goneBlocks, db)
    for part in words { try part.write(db) }
    try Store.keep(lock: lock, ofRun: run, db)
  }
}
