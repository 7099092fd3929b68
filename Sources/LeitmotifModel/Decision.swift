/// What a reviewer said of the codings of one code at one place: a line of a decisions file.
///
/// Decisions are data: append-only, kept in git, replayed by every run. The latest for its place wins.
public struct Decision: Hashable, Sendable {
  /// What the reviewer decided.
  public enum Verdict: Hashable, Sendable {
    /// The proposals stand.
    case accept
    /// They do not.
    case reject
    /// They stand in another form.
    case modify(Replacement)
    /// Nobody proposed it, and it is a coding all the same.
    case add
    /// To be decided later; the item stays in the queue.
    case `defer`
    /// No decision: a note on the place.
    case memo
  }

  /// The form in which a modified coding stands; what is `nil` stays as it was proposed.
  public struct Replacement: Hashable, Sendable {
    /// The code instead.
    public var code: Identifier<Code>?
    /// The evidence instead.
    public var span: TextSpan?
    /// The attributes laid over the proposed ones.
    public var attributes: Attributes

    /// Creates a replacement.
    public init(
      code: Identifier<Code>? = nil, span: TextSpan? = nil, attributes: Attributes = Attributes()
    ) {
      self.code = code
      self.span = span
      self.attributes = attributes
    }
  }

  /// The decision's name: its file's stem and line, or what the review page gave it.
  public var id: Identifier<Decision>

  /// The transcript.
  public var transcript: Identifier<Transcript>

  /// The code that was decided on.
  public var code: Identifier<Code>

  /// The place.
  public var span: TextSpan

  /// What was decided.
  public var verdict: Verdict

  /// The attributes of an added coding; empty otherwise.
  public var attributes: Attributes

  /// The words at the place when it was decided, for finding it again in a corrected transcript.
  public var quotation: String

  /// Who decided.
  public var reviewer: Identifier<Coder>

  /// When, as the file says it (ISO 8601); no order or hash depends on it.
  public var time: String

  /// Why; empty when nothing was said.
  public var reason: String

  /// The hash of the proposals that the reviewer saw; empty when it was not noted.
  public var proposals: String

  /// The other reviewers whose decision on the place this one knowingly replaces; not kept in the store.
  public var over: [Identifier<Coder>]

  /// Creates a decision.
  public init(
    id: Identifier<Decision>, transcript: Identifier<Transcript>, code: Identifier<Code>,
    span: TextSpan, verdict: Verdict, attributes: Attributes = Attributes(), quotation: String = "",
    reviewer: Identifier<Coder>, time: String = "", reason: String = "", proposals: String = "",
    over: [Identifier<Coder>] = []
  ) {
    self.id = id
    self.transcript = transcript
    self.code = code
    self.span = span
    self.verdict = verdict
    self.attributes = attributes
    self.quotation = quotation
    self.reviewer = reviewer
    self.time = time
    self.reason = reason
    self.proposals = proposals
    self.over = over
  }
}
