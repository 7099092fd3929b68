/// One transcript with all that was coded in it: what a report looks at.
public struct CodedTranscript: Sendable {
  /// The transcript with its segments.
  public let segmented: SegmentedTranscript
  /// The proposals, sorted.
  public let proposals: [Coding]
  /// What the merge made of them, sorted.
  public let finals: [FinalCoding]

  /// Puts a transcript and its codings together.
  public init(segmented: SegmentedTranscript, proposals: [Coding], finals: [FinalCoding]) {
    self.segmented = segmented
    self.proposals = proposals
    self.finals = finals
  }

  /// The transcript itself.
  public var transcript: Transcript { segmented.transcript }
}

extension Transcript {
  /// The participant whose coding it is that has its evidence at an offset: whoever speaks there.
  ///
  /// - Returns: `nil` between turns, and where someone speaks who is no participant.
  public func participant(at offset: Int) -> Identifier<Participant>? {
    speaker(at: offset)?.participant
  }
}

extension StudyReader {
  /// Hands out every transcript with its codings, in order of key; one is in memory at a time.
  public func forEachCodedTranscript(_ body: (CodedTranscript) throws -> Void) throws {
    for key in try transcripts {
      if let coded = try codedTranscript(key) { try body(coded) }
    }
  }

  /// Reads and makes one after the other.
  public func forEachCodedTranscript<Made: Sendable>(
    finals ids: [Identifier<Transcript>: Set<CodingID>]?,
    making make: @Sendable (CodedTranscript) throws -> Made, _ body: (Made) throws -> Void
  ) throws {
    guard let ids else { return try forEachCodedTranscript { try body(make($0)) } }
    for key in try transcripts {
      guard let wanted = ids[key], let coded = try codedTranscript(key, finals: wanted) else {
        continue
      }
      try body(make(coded))
    }
  }

  /// Asks for the transcript, its codings and its final codings one after the other.
  public func codedTranscript(_ key: Identifier<Transcript>) throws -> CodedTranscript? {
    try transcript(key).map {
      CodedTranscript(
        segmented: $0, proposals: try codings(of: key), finals: try finalCodings(of: key))
    }
  }

  /// The study before this run; a reader that knows of no other run has none.
  public var previous: (any StudyReader)? { nil }

  /// The participants who have a final coding of a code or of one below it: what k counts.
  ///
  /// - Parameter code: The code; one that the codebook lacks has nobody.
  /// - Returns: The participants, in no order.
  /// - Throws: What the study throws.
  public func holders(of code: Identifier<Code>) throws -> Set<Identifier<Participant>> {
    let tree = CodeTree(try codebook)
    guard let wanted = tree.place[code] else { return [] }
    var found: Set<Identifier<Participant>> = []
    try forEachCodedTranscript { coded in
      for final in coded.finals {
        guard let place = tree.place[final.coding.code], tree.atOrAbove(place).contains(wanted),
          let participant = coded.transcript.participant(at: final.coding.span.start)
        else { continue }
        found.insert(participant)
      }
    }
    return found
  }
}
