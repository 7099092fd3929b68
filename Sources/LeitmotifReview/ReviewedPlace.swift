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

  /// The codes that the item's code was split into: which is meant has to be said; empty when it was not.
  public let choices: [Identifier<Code>]

  /// The decision that no longer fits, or that reviewers disagree about; `nil` when there was none.
  public let earlier: Decision?

  /// What the reviewer of that decision saw, where it is another thing than what is proposed now.
  public let seen: SeenProposals?

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
  ///   - choices: The codes that its code was split into.
  /// - Throws: What the study throws.
  init?(
    _ item: ReviewItem, about: DecisionLine.Place, decided: DecisionLine?,
    in study: any StudyReader, coders: [Identifier<Coder>: Coder], choices: [Identifier<Code>]
  ) throws {
    guard let transcript = try study.transcript(item.place.transcript) else { return nil }
    self.item = item
    self.about = about
    self.transcript = transcript
    self.choices = choices
    proposals = try study.codings(Set(item.place.proposals), in: item.place.transcript)
    earlier = try item.place.decision.flatMap { try study.decision($0) }
    proposalHash = LeitmotifModel.proposalHash(of: proposals, coders: coders)
    seen =
      item.place.reason == .stale
      ? try decided.flatMap { try SeenProposals(by: $0, in: study, coders: coders) } : nil
    lost =
      item.place.reason == .orphaned
      ? (decided?.text ?? earlier?.quotation ?? "", decided?.speaker ?? "") : nil
    offsets = CodePointOffsets(transcript.transcript.text)
  }

  /// What can be decided on it.
  ///
  /// The words of an orphan are gone, so that it can be closed with a note or put off, besides being moved; a code
  /// that was split cannot be accepted.
  public var verdicts: [DecisionLine.Verdict] {
    if isOrphan { return [.memo, .defer] }
    return choices.isEmpty ? [.accept, .reject, .modify, .defer] : [.modify, .reject, .defer]
  }

  /// Whether the words of its decision are gone.
  public var isOrphan: Bool { item.place.reason == .orphaned }

  /// Who speaks at the place; `nil` where the file names nobody.
  public var speaker: Speaker? {
    transcript.transcript.speaker(at: item.place.span.start)
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
    line.over = known.subtracting(isOrphan ? [] : [reviewer]).sorted()
    return line
  }
}

extension ReviewedPlace {
  /// Why the note closes an orphan whose decision was moved.
  static let moved = "moved"

  /// The lines that move the decision of an orphan to other words: a note that closes it, and the decision anew.
  ///
  /// What confirmed proposals is a coding of the reviewer's own where nobody proposes the code.
  ///
  /// - Parameters:
  ///   - words: The place of the words, in code points.
  ///   - reviewer: Who moves it.
  ///   - time: When: ISO 8601.
  ///   - isProposed: Whether anybody proposes the code there.
  /// - Returns: `nil` when the item is no orphan, or the words lie outside the text.
  func moved(
    to words: Range<Int>, by reviewer: Identifier<Coder>, at time: String,
    isProposed: Bool
  ) -> [DecisionLine]? {
    guard isOrphan, let earlier, let span = span(ofCodePoints: words) else { return nil }
    var closing = decision(.memo, by: reviewer, at: time)
    closing.reason = Self.moved
    var verdict = earlier.verdict.line
    var code = item.place.code
    var change: DecisionLine.Change?
    var attributes = earlier.attributes
    if case .modify(let replacement) = earlier.verdict {
      change = .init(code: replacement.code, attributes: replacement.attributes)
      // Its words were changed, and nothing else: the words that were just selected are those.
      if change == .init() { (change, verdict) = (nil, .accept) }
      if !isProposed {
        (code, attributes, change) = (replacement.code ?? code, replacement.attributes, nil)
        verdict = .add
      }
    }
    if verdict == .accept, !isProposed { verdict = .add }
    var line = DecisionLine(
      verdict, transcript: item.place.transcript, code: code, place: words, reviewer: reviewer)
    let transcript = transcript.transcript
    line.text = transcript.text[span]
    line.speaker = transcript.speaker(at: span.start)?.label ?? ""
    (line.change, line.attributes) = (change, attributes)
    (line.reason, line.time) = (earlier.reason, time)
    return [closing, line]
  }
}
