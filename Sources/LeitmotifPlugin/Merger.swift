public import LeitmotifModel

/// A stage that makes final codings out of what all coders proposed (`merge:` in a pipeline).
public protocol Merger: Stage {
  /// The decisions that its settings name, at their places in today's transcripts.
  ///
  /// The store keeps them, and each transcript's are handed to `merge` with its proposals, so that a new
  /// decision settles one transcript anew and no other. A decision whose place is not found any more has an
  /// empty span; it is neither lost nor applied.
  ///
  /// - Returns: The decisions in the order in which they were made.
  /// - Throws: `Diagnostics` when a decision is about what the study does not have.
  func decisions(in study: any StudyOutline) throws -> [Decision]

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
  /// What reviewers decided in this transcript, in the order in which they did.
  public var decisions: [Decision]

  /// Creates the proposals of a transcript.
  public init(
    transcript: SegmentedTranscript, codings: [Coding], coders: [Identifier<Coder>: Coder],
    coverage: [Coverage], decisions: [Decision] = []
  ) {
    self.transcript = transcript
    self.codings = codings
    self.coders = coders
    self.coverage = coverage
    self.decisions = decisions
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
