public import LeitmotifModel

/// A stage that makes final codings out of what all coders proposed (`merge:` in a pipeline).
public protocol Merger: Stage {
  /// The decisions that it applies, for the store to keep.
  var decisions: [Decision] { get }

  /// Settles the proposals of one transcript.
  ///
  /// - Returns: The final codings and what waits for a reviewer; the order of the proposals does not matter.
  func merge(_ proposals: Proposals, in context: StageContext) throws -> Merged
}

/// What all coders said of one transcript.
public struct Proposals: Sendable {
  /// The transcript with its segments.
  public var transcript: SegmentedTranscript
  /// The codings, sorted.
  public var codings: [Coding]
  /// The coders who may have coded, by name.
  public var coders: [Identifier<Coder>: Coder]
  /// What they finished in this transcript.
  public var coverage: [Coverage]

  /// Creates the proposals of a transcript.
  public init(
    transcript: SegmentedTranscript, codings: [Coding], coders: [Identifier<Coder>: Coder],
    coverage: [Coverage]
  ) {
    self.transcript = transcript
    self.codings = codings
    self.coders = coders
    self.coverage = coverage
  }
}

/// What the merge made of one transcript.
public struct Merged: Hashable, Sendable {
  /// The final codings, sorted.
  public var finals: [FinalCoding]
  /// What waits for a reviewer, sorted by span and code.
  public var queue: [QueueItem]

  /// Creates the result of a merge.
  public init(finals: [FinalCoding] = [], queue: [QueueItem] = []) {
    self.finals = finals
    self.queue = queue
  }
}
