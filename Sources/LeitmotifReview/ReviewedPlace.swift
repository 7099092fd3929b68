public import LeitmotifModel

/// An item with everything that a reviewer needs to see of it.
public struct ReviewedPlace: Sendable {
  /// The item.
  public let item: ReviewItem

  /// What decisions on it are about.
  public let about: DecisionLine.Place

  /// The transcript that it is in.
  public let transcript: SegmentedTranscript

  /// What was proposed there, sorted.
  public let proposals: [Coding]

  /// The decision that no longer fits, or that reviewers disagree about; `nil` when there was none.
  public let earlier: Decision?

  /// The hash of the proposals, which a decision remembers.
  public let proposalHash: String

  private let offsets: CodePointOffsets

  /// Looks an item up.
  ///
  /// - Returns: `nil` when the study no longer has the transcript.
  /// - Throws: What the study throws.
  public init?(
    _ item: ReviewItem, about: DecisionLine.Place, in study: any StudyReader,
    coders: [Identifier<Coder>: Coder]
  ) throws {
    guard let transcript = try study.transcript(item.place.transcript) else { return nil }
    self.item = item
    self.about = about
    self.transcript = transcript
    proposals = try study.codings(Set(item.place.proposals), in: item.place.transcript)
    earlier = try item.place.decision.flatMap { try study.decision($0) }
    proposalHash = LeitmotifModel.proposalHash(of: proposals, coders: coders)
    offsets = CodePointOffsets(transcript.transcript.text)
  }

  /// Who speaks at the place; `nil` where the file names nobody.
  public var speaker: Speaker? {
    let transcript = transcript.transcript
    return transcript.turn(at: item.place.span.start).flatMap {
      transcript.speaker(of: transcript.turns[$0])
    }
  }

  /// A place in code points as a span; `nil` when it lies outside the text.
  public func span(ofCodePoints place: Range<Int>) -> TextSpan? {
    offsets.span(ofCodePoints: place.lowerBound, place.upperBound)
  }

  /// A decision on the item, with place, words and hash filled in.
  ///
  /// - Parameters:
  ///   - verdict: What was decided.
  ///   - reviewer: Who decided.
  ///   - time: When: ISO 8601.
  ///   - others: The reviewers whose decisions on the place were shown: this one knowingly replaces them.
  /// - Returns: A line to be completed with a change, attributes or a reason.
  public func decision(
    _ verdict: DecisionLine.Verdict, by reviewer: Identifier<Coder>, at time: String,
    knowing others: Set<Identifier<Coder>> = []
  ) -> DecisionLine {
    let place = item.place
    var line = DecisionLine(
      verdict, transcript: place.transcript, code: place.code,
      place: about.codePoints, reviewer: reviewer)
    // An orphan is still called by the words that are gone.
    line.text =
      place.span.isEmpty ? earlier?.quotation ?? "" : transcript.transcript.text[place.span]
    line.time = time
    line.proposals = place.reason == .orphaned ? "" : proposalHash
    let known = others.union(earlier.map { [$0.reviewer] } ?? [])
    // An orphan is closed by a note that replaces its decision, whoever made that.
    line.over = known.subtracting(place.reason == .orphaned ? [] : [reviewer]).sorted()
    return line
  }
}
