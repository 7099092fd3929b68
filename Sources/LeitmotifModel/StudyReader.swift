/// The whole study as the newest run left it, for reports and agreement: read-only, and one by one.
///
/// A million codings never sit in memory at once: what can be many is handed out in order.
public protocol StudyReader {
  /// The run that is read.
  var run: Run { get throws }

  /// The codebook of the run.
  var codebook: Codebook { get throws }

  /// Every participant, by id.
  var participants: [Participant] { get throws }

  /// Every coder, by id.
  var coders: [Coder] { get throws }

  /// What each coder has finished, sorted by coder, transcript and code.
  var coverage: [Coverage] { get throws }

  /// The keys of all transcripts, in order.
  var transcripts: [Identifier<Transcript>] { get throws }

  /// One transcript with its segments.
  ///
  /// - Returns: `nil` when the study has none of that key.
  func transcript(_ key: Identifier<Transcript>) throws -> SegmentedTranscript?

  /// One transcript with all that was coded in it.
  ///
  /// - Returns: `nil` when the study has none of that key.
  func codedTranscript(_ key: Identifier<Transcript>) throws -> CodedTranscript?

  /// One transcript with the final codings of some numbers, and the proposals that these rest on.
  ///
  /// - Returns: `nil` when the study has none of that key.
  func codedTranscript(
    _ key: Identifier<Transcript>, finals ids: Set<CodingID>
  ) throws -> CodedTranscript?

  /// Makes something of each transcript with its codings, and hands it out in order of key.
  ///
  /// - Parameters:
  ///   - ids: The transcripts that are wanted, each with the numbers of its final codings: these are read, and the
  ///     proposals that they rest on. `nil` for all of everything.
  ///   - make: Makes something of one transcript; of several at the same time, where the reader can.
  ///   - body: Is handed what was made, one after the other.
  /// - Throws: What the study, `make` or `body` throws.
  func forEachCodedTranscript<Made: Sendable>(
    finals ids: [Identifier<Transcript>: Set<CodingID>]?,
    making make: @Sendable (CodedTranscript) throws -> Made, _ body: (Made) throws -> Void
  ) throws

  /// The study as the run before this one left it that had another result; `nil` when there is none.
  var previous: (any StudyReader)? { get throws }

  /// Hands out every live coding (the proposals), by transcript, span, code, coder and rule.
  func forEachCoding(_ body: (Coding) throws -> Void) throws

  /// Hands out every final coding, by transcript, span and code.
  func forEachFinalCoding(_ body: (FinalCoding) throws -> Void) throws

  /// The live codings (the proposals) of one transcript, by span, code, coder and rule.
  func codings(of transcript: Identifier<Transcript>) throws -> [Coding]

  /// The final codings of one transcript, by span and code.
  func finalCodings(of transcript: Identifier<Transcript>) throws -> [FinalCoding]

  /// What the merge queued for a reviewer, by transcript, span and code; `openPlaces` has all that waits.
  var queue: [QueueItem] { get throws }

  /// The places whose final codings cannot stand beside others of the same participant, by transcript, span and code.
  ///
  /// The merge sees one transcript at a time: these are found anew whenever they are asked for, and are no part of a
  /// run's result.
  var participantConflicts: [OpenPlace] { get throws }

  /// All that waits for a reviewer with what the queue's order is made of, by transcript, span and code.
  var waiting: [WaitingPlace] { get throws }

  /// The live codings (the proposals) of some numbers in one transcript, sorted.
  func codings(_ ids: Set<CodingID>, in transcript: Identifier<Transcript>) throws -> [Coding]

  /// The live codings (the proposals) of some numbers, sorted.
  func codings(_ ids: Set<CodingID>) throws -> [Coding]

  /// The final codings that are of a number, or rest on the proposal of that number, sorted.
  func finalCodings(restingOn id: CodingID) throws -> [FinalCoding]

  /// A decision by its name; `nil` when there is none.
  func decision(_ id: Identifier<Decision>) throws -> Decision?
}

extension StudyReader {
  /// Looks through all codings; a reader with an index does better.
  public func codings(of transcript: Identifier<Transcript>) throws -> [Coding] {
    var found: [Coding] = []
    try forEachCoding { if $0.transcript == transcript { found.append($0) } }
    return found
  }

  /// Looks through all final codings; a reader with an index does better.
  public func finalCodings(of transcript: Identifier<Transcript>) throws -> [FinalCoding] {
    var found: [FinalCoding] = []
    try forEachFinalCoding { if $0.coding.transcript == transcript { found.append($0) } }
    return found
  }

  /// Looks through the transcript's codings; a reader with an index does better.
  public func codedTranscript(
    _ key: Identifier<Transcript>, finals ids: Set<CodingID>
  ) throws -> CodedTranscript? {
    try codedTranscript(key).map { coded in
      let finals = coded.finals.filter { ids.contains(CodingID($0.coding)) }
      let sources = Set(finals.flatMap(\.sources))
      return CodedTranscript(
        segmented: coded.segmented,
        proposals: coded.proposals.filter { sources.contains(CodingID($0)) }, finals: finals)
    }
  }

  /// Looks through the transcript's codings; a reader with an index does better.
  public func codings(
    _ ids: Set<CodingID>, in transcript: Identifier<Transcript>
  ) throws -> [Coding] {
    try codings(of: transcript).filter { ids.contains(CodingID($0)) }
  }

  /// Looks through all codings; a reader with an index does better.
  public func codings(_ ids: Set<CodingID>) throws -> [Coding] {
    var found: [Coding] = []
    try forEachCoding { if ids.contains(CodingID($0)) { found.append($0) } }
    return found
  }

  /// Looks through all final codings; a reader with an index does better.
  public func finalCodings(restingOn id: CodingID) throws -> [FinalCoding] {
    var found: [FinalCoding] = []
    try forEachFinalCoding { final in
      if CodingID(final.coding) == id || final.sources.contains(id) { found.append(final) }
    }
    return found
  }
}

/// A place that a reviewer must decide on, and why.
public struct QueueItem: Hashable, Sendable {
  /// Why it waits.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// Coders differ, and no line of the policy settles it.
    case disagreement
    /// What was decided on has changed since.
    case stale
    /// A decision's place is gone from the text.
    case orphaned
    /// Two codes that exclude each other were both given.
    case exclusive
    /// A reviewer put it off.
    case deferred
  }

  /// The transcript.
  public var transcript: Identifier<Transcript>
  /// The code.
  public var code: Identifier<Code>
  /// The place.
  public var span: TextSpan
  /// Why it waits.
  public var reason: Reason
  /// The proposals, sorted.
  public var proposals: [CodingID]
  /// The decision that no longer fits; `nil` when there was none.
  public var decision: Identifier<Decision>?

  /// Creates an item.
  public init(
    transcript: Identifier<Transcript>, code: Identifier<Code>, span: TextSpan, reason: Reason,
    proposals: [CodingID], decision: Identifier<Decision>? = nil
  ) {
    self.transcript = transcript
    self.code = code
    self.span = span
    self.reason = reason
    self.proposals = proposals
    self.decision = decision
  }
}

extension QueueItem {
  /// What a decision on it is about.
  struct Place: Hashable {
    let transcript: Identifier<Transcript>
    let code: Identifier<Code>
    let span: TextSpan
  }

  var place: Place { Place(transcript: transcript, code: code, span: span) }
}

extension QueueItem: Comparable {
  /// Orders items by transcript, span, code, reason and decision: as a run, and whoever checks it, hashes them.
  public static func < (lhs: QueueItem, rhs: QueueItem) -> Bool {
    if lhs.transcript != rhs.transcript { return lhs.transcript < rhs.transcript }
    if lhs.span != rhs.span { return lhs.span < rhs.span }
    if lhs.code != rhs.code { return lhs.code < rhs.code }
    if lhs.reason != rhs.reason { return lhs.reason.rawValue < rhs.reason.rawValue }
    return (lhs.decision ?? "") < (rhs.decision ?? "")
  }
}
