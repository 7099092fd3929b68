/// One run of a pipeline, as the store remembers it.
public struct Run: Hashable, Sendable {
  /// How a run ended.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// It goes on.
    case running
    /// It is done.
    case succeeded
    /// A stage failed.
    case failed
    /// It was stopped; the next run continues it.
    case interrupted
  }

  /// The run's number in its store, from 1.
  public var id: Int
  /// The pipeline's name.
  public var pipeline: String
  /// The hash of the codebook that it used, in hexadecimal.
  public var codebook: String
  /// When it began.
  ///
  /// - Unit: milliseconds since 1970, UTC.
  public var startedAt: Int64
  /// When it ended; `nil` while it goes on.
  public var finishedAt: Int64?
  /// How it ended.
  public var status: Status
  /// The hash of its result, in hexadecimal; `nil` unless it succeeded.
  public var result: String?
  /// How many transcripts, segments and codings it has.
  public var counts: Counts

  /// What a run is made of, in numbers.
  public struct Counts: Hashable, Sendable {
    /// Transcripts that were read.
    public var transcripts = 0
    /// Segments of all levels.
    public var segments = 0
    /// Final codings.
    public var codings = 0
    /// Cells that were computed.
    public var computed = 0
    /// Cells that were taken from an earlier run.
    public var reused = 0
    /// Cells whose result differs from the one that their rule had before.
    public var changed = 0

    /// Creates counts of nothing.
    public init() {}
  }

  /// Creates a run.
  public init(
    id: Int, pipeline: String, codebook: String, startedAt: Int64, finishedAt: Int64? = nil,
    status: Status = .running, result: String? = nil, counts: Counts = Counts()
  ) {
    self.id = id
    self.pipeline = pipeline
    self.codebook = codebook
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.status = status
    self.result = result
    self.counts = counts
  }
}
