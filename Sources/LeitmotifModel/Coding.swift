/// One code on one span by one coder.
public struct Coding: Hashable, Sendable {
  /// The transcript that is coded.
  public var transcript: Identifier<Transcript>

  /// The code.
  public var code: Identifier<Code>

  /// Who coded.
  public var coder: Identifier<Coder>

  /// The rule that matched; `nil` for people.
  public var rule: Identifier<Rule>?

  /// The evidence; the enclosing segment is what a report quotes.
  public var span: TextSpan

  /// The values of the code's attributes.
  public var attributes: Attributes

  /// What the coder noted; empty when nothing.
  public var memo: String

  /// Creates a coding.
  public init(
    transcript: Identifier<Transcript>, code: Identifier<Code>, coder: Identifier<Coder>,
    rule: Identifier<Rule>? = nil, span: TextSpan, attributes: Attributes = Attributes(),
    memo: String = ""
  ) {
    self.transcript = transcript
    self.code = code
    self.coder = coder
    self.rule = rule
    self.span = span
    self.attributes = attributes
    self.memo = memo
  }
}

extension Coding: Comparable {
  /// Orders codings by transcript, span, code, coder, rule and attributes: the order of every output.
  public static func < (lhs: Coding, rhs: Coding) -> Bool {
    if lhs.transcript != rhs.transcript { return lhs.transcript < rhs.transcript }
    if lhs.span != rhs.span { return lhs.span < rhs.span }
    if lhs.code != rhs.code { return lhs.code < rhs.code }
    if lhs.coder != rhs.coder { return lhs.coder < rhs.coder }
    if lhs.rule != rhs.rule { return (lhs.rule ?? "") < (rhs.rule ?? "") }
    return lhs.attributes < rhs.attributes
  }
}

/// What the merge made of the codings of one place: a coding that reports count.
public struct FinalCoding: Hashable, Sendable {
  /// Why the coding is final.
  public enum Origin: String, CaseIterable, Hashable, Sendable {
    /// A reviewer's decision.
    case decision
    /// Everyone who covered the transcript agrees.
    case unanimous
    /// As many people as the policy asks for agree.
    case majority
    /// A coder whom the policy puts first.
    case priority
    /// One coder alone: nobody else looked, or the policy takes that coder's word.
    case single
  }

  /// The coding itself: transcript, code, span and attributes as merged; `coder` is `FinalCoding.coder`
  /// unless one proposal was taken as it is.
  public var coding: Coding

  /// Why it is final.
  public var origin: Origin

  /// The proposals that it rests on, sorted.
  public var sources: [CodingID]

  /// The decision behind it, when there is one.
  public var decision: Identifier<Decision>?

  /// The name in the coder's place when the coding is not one coder's own.
  public static let coder: Identifier<Coder> = "final"

  /// Creates a final coding.
  public init(
    coding: Coding, origin: Origin, sources: [CodingID], decision: Identifier<Decision>? = nil
  ) {
    self.coding = coding
    self.origin = origin
    self.sources = sources
    self.decision = decision
  }
}
