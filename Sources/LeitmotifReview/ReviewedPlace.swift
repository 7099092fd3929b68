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

  /// The words of an orphan's decision, and who said them; `nil` for other items.
  private let lost: (text: String, speaker: String)?

  /// The hash of the proposals, which a decision remembers.
  public let proposalHash: String

  private let offsets: CodePointOffsets

  /// Looks an item up; `nil` when the study no longer has the transcript.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - about: The place as decisions name it.
  ///   - decided: The line of the decision that no longer fits, when the files have it.
  ///   - study: The study.
  ///   - coders: Its coders, by name.
  /// - Throws: What the study throws.
  init?(
    _ item: ReviewItem, about: DecisionLine.Place, decided: DecisionLine?,
    in study: any StudyReader, coders: [Identifier<Coder>: Coder]
  ) throws {
    guard let transcript = try study.transcript(item.place.transcript) else { return nil }
    self.item = item
    self.about = about
    self.transcript = transcript
    proposals = try study.codings(Set(item.place.proposals), in: item.place.transcript)
    earlier = try item.place.decision.flatMap { try study.decision($0) }
    proposalHash = LeitmotifModel.proposalHash(of: proposals, coders: coders)
    lost =
      item.place.reason == .orphaned
      ? (decided?.text ?? earlier?.quotation ?? "", decided?.speaker ?? "") : nil
    offsets = CodePointOffsets(transcript.transcript.text)
  }

  /// What can be decided on it: the words of an orphan are gone, so that it can be closed with a note or put off.
  public var verdicts: [DecisionLine.Verdict] {
    item.place.reason == .orphaned ? [.memo, .defer] : [.accept, .reject, .modify, .defer]
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
    line.time = time
    if let lost {
      // An orphan is still called by the words that are gone, and by who said them.
      (line.text, line.speaker) = (lost.text, lost.speaker)
    } else {
      line.text = transcript.transcript.text[place.span]
      line.speaker = speaker?.label ?? ""
      line.proposals = proposalHash
    }
    let known = others.union(earlier.map { [$0.reviewer] } ?? [])
    // An orphan is closed by a note that replaces its decision, whoever made that.
    line.over = known.subtracting(place.reason == .orphaned ? [] : [reviewer]).sorted()
    return line
  }
}
