/// What a classifier found: evidence for a code, before it competes with what else was found.
public struct Match: Hashable, Sendable {
  /// The evidence.
  public var span: TextSpan

  /// The code, when the operation that found it may give several; `nil` for the operation's own.
  public var code: Identifier<Code>?

  /// The values of the code's attributes.
  public var attributes: Attributes

  /// Creates a match.
  public init(span: TextSpan, code: Identifier<Code>? = nil, attributes: Attributes = Attributes())
  {
    self.span = span
    self.code = code
    self.attributes = attributes
  }
}
