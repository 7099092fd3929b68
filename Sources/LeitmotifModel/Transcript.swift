/// What a speaker does in an interview.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// Asks the questions.
  case interviewer
  /// Answers them: a case of the study.
  case participant
  /// Leads a group's talk.
  case moderator
  /// Anyone else who is heard.
  case other
}

/// A label in one transcript, with the role of the person behind it.
public struct Speaker: Hashable, Sendable {
  /// The label as the transcript prints it.
  public var label: String

  /// What the speaker does in the interview.
  public var role: Role

  /// The participant who speaks; `nil` for one who is no case of the study, or not mapped yet.
  public var participant: Identifier<Participant>?

  /// Creates a speaker.
  public init(label: String, role: Role, participant: Identifier<Participant>? = nil) {
    self.label = label
    self.role = role
    self.participant = participant
  }
}

/// What one speaker says until another does.
public struct Turn: Hashable, Sendable {
  /// The speaker's place in the transcript's `speakers`; `nil` where the file names none.
  public var speaker: Int?

  /// The speech, without label and time.
  public var span: TextSpan

  /// When the turn begins, where the file says it.
  ///
  /// - Unit: milliseconds from the recording's start.
  public var start: Int?

  /// When the turn ends, where the file says it.
  ///
  /// - Unit: milliseconds from the recording's start.
  public var end: Int?

  /// Creates a turn.
  public init(speaker: Int?, span: TextSpan, start: Int? = nil, end: Int? = nil) {
    self.speaker = speaker
    self.span = span
    self.start = start
    self.end = end
  }
}

/// One interview as it was read: its text, and who says what in it.
///
/// - Invariant: turns are in the order of the text and do not overlap; each turn's speaker is in `speakers`.
public struct Transcript: Hashable, Sendable {
  /// The transcript's name in the study: its file's stem.
  public var key: Identifier<Transcript>

  /// The format it was read from, as `inspect` names it: `text`, `tei`, ….
  public var format: String

  /// The encoding of the file: `utf-8`, `utf-16le`, ….
  public var encoding: String

  /// The text that all offsets refer to.
  public var text: CanonicalText

  /// The labels, in the order in which they first speak.
  public var speakers: [Speaker]

  /// The turns, in the order of the text.
  public var turns: [Turn]

  /// What the file says about itself besides speech (title, date, …), by name.
  public var metadata: [String: String]

  /// What was odd in the file, though it could be read.
  public var warnings: [Diagnostic]

  /// Creates a transcript.
  public init(
    key: Identifier<Transcript>, format: String, encoding: String = "utf-8", text: CanonicalText,
    speakers: [Speaker] = [], turns: [Turn] = [], metadata: [String: String] = [:],
    warnings: [Diagnostic] = []
  ) {
    self.key = key
    self.format = format
    self.encoding = encoding
    self.text = text
    self.speakers = speakers
    self.turns = turns
    self.metadata = metadata
    self.warnings = warnings
  }

  /// The speaker of a turn; `nil` where the file names none.
  public func speaker(of turn: Turn) -> Speaker? {
    turn.speaker.map { speakers[$0] }
  }

  /// Who speaks at an offset; `nil` between turns, and where the file names nobody.
  public func speaker(at offset: Int) -> Speaker? {
    turn(at: offset).flatMap { speaker(of: turns[$0]) }
  }

  /// The turn that holds an offset, by bisection.
  ///
  /// - Returns: `nil` for an offset between turns (a label, a heading).
  public func turn(at offset: Int) -> Int? {
    let turn = turns.partitioningIndex { $0.span.end > offset }
    return turn < turns.count && turns[turn].span.start <= offset ? turn : nil
  }
}
