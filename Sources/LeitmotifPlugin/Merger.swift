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

  /// Says why codings of classifiers are final where nobody else had a say.
  ///
  /// In a large study that is nearly everywhere. The engine asks once a run, and takes the codings of such
  /// transcripts as they are, unless two of them give the same words one code.
  ///
  /// - Parameters:
  ///   - unopposed: The codes and the classifiers who may give them, without anybody else.
  ///   - context: Is told what is odd of the whole study, once a run; what is odd in one transcript `merge` tells.
  /// - Returns: For each code and classifier the reason, `nil` when `merge` has to see transcripts with such
  ///   codings; `nil` for all when it has to see every transcript, which is what a merger does that says nothing
  ///   else.
  func origins(
    of unopposed: Unopposed, in context: StageContext
  ) -> [FinalCoding.Origin?]?
}

extension Merger {
  public func origins(
    of unopposed: Unopposed, in context: StageContext
  ) -> [FinalCoding.Origin?]? {
    nil
  }
}

/// What classifiers may say of a transcript that no person coded and nobody decided about.
public struct Unopposed: Sendable {
  /// One classifier's codings of one code.
  public struct Voice: Hashable, Sendable {
    /// The code.
    public let code: Identifier<Code>
    /// The classifier.
    public let coder: Identifier<Coder>

    /// Creates a voice.
    public init(code: Identifier<Code>, coder: Identifier<Coder>) {
      self.code = code
      self.coder = coder
    }
  }

  /// Who may say what.
  public var voices: [Voice]
  /// All coders of the study, by name.
  public var coders: [Identifier<Coder>: Coder]
  /// The classifiers that look at the transcript.
  public var classifiers: [Identifier<Coder>]

  /// Creates the description.
  public init(
    voices: [Voice], coders: [Identifier<Coder>: Coder], classifiers: [Identifier<Coder>]
  ) {
    self.voices = voices
    self.coders = coders
    self.classifiers = classifiers
  }
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
