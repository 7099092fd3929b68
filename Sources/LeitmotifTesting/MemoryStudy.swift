public import LeitmotifModel

/// A study that a test writes down, read as the store's is.
public struct MemoryStudy: StudyReader, Sendable {
  public var run = Run(
    id: 1, pipeline: "memory", codebook: "c0deb00c", startedAt: 0, finishedAt: 0,
    status: .succeeded, result: "5eed")
  public var codebook: Codebook
  public var participants: [Participant]
  public var coders: [Coder]
  public var coverage: [Coverage] = []
  public var queue: [QueueItem] = []
  /// The transcripts, by key.
  public var interviews: [Identifier<Transcript>: SegmentedTranscript]
  /// All proposals.
  public var codings: [Coding]
  /// What the merge made of them.
  public var finals: [FinalCoding]
  /// The study as another run left it.
  public var earlier: [MemoryStudy] = []
  /// What reviewers decided.
  public var decisions: [Decision] = []

  /// Creates a study.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - participants: The participants' names.
  ///   - interviews: The transcripts.
  ///   - codings: All proposals; `keywords` and `rules` are classifiers, other coders people.
  ///   - finals: The final codings; `nil` when each proposal is final by itself.
  public init(
    codebook: Codebook, participants: [String], interviews: [SegmentedTranscript],
    codings: [Coding], finals: [FinalCoding]? = nil
  ) {
    self.codebook = codebook
    self.participants = participants.map { Participant(id: Identifier($0)) }
    self.interviews = Dictionary(
      interviews.map { ($0.transcript.key, $0) }, uniquingKeysWith: { $1 })
    self.codings = codings
    self.finals =
      finals
      ?? codings.map { FinalCoding(coding: $0, origin: .single, sources: [CodingID($0)]) }
    coders = Set(codings.map(\.coder)).sorted().map { id in
      Coder(id: id, kind: ["keywords", "rules"].contains(id.rawValue) ? .machine : .person)
    }
  }

  public var previous: (any StudyReader)? { earlier.first }

  public var transcripts: [Identifier<Transcript>] { interviews.keys.sorted() }

  public func transcript(_ key: Identifier<Transcript>) -> SegmentedTranscript? { interviews[key] }

  public func forEachCoding(_ body: (Coding) throws -> Void) rethrows {
    try codings.sorted().forEach(body)
  }

  public func forEachFinalCoding(_ body: (FinalCoding) throws -> Void) rethrows {
    try finals.sorted { $0.coding < $1.coding }.forEach(body)
  }

  public func decision(_ id: Identifier<Decision>) -> Decision? {
    decisions.first { $0.id == id }
  }
}
