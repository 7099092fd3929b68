/// A theme to look for, and what belongs to it.
public struct Code: Hashable, Sendable {
  /// Where the codes below a code exclude each other.
  public enum Exclusivity: String, CaseIterable, Hashable, Sendable {
    /// One of them in a segment.
    case segment
    /// One of them in a transcript.
    case transcript
    /// One of them for a participant.
    case participant
  }

  /// An example that runs as a test of the codebook.
  public struct Example: Hashable, Sendable {
    /// What is said.
    public var text: String
    /// The attributes to be found; `nil` when the text must not be coded.
    public var expected: Attributes?
    /// The words to be found as evidence; empty for any.
    public var evidence: String
    /// The rule that is to find it, without its code; empty for any.
    public var rule: String
    /// Who says it.
    public var role: Role
    /// Why it is or is not coded; empty when not said.
    public var why: String
    /// Where it stands in the codebook.
    public var location: SourceLocation?

    /// Creates an example.
    public init(
      text: String, expected: Attributes?, evidence: String = "", rule: String = "",
      role: Role = .participant, why: String = "", location: SourceLocation? = nil
    ) {
      self.text = text
      self.expected = expected
      self.evidence = evidence
      self.rule = rule
      self.role = role
      self.why = why
      self.location = location
    }
  }

  /// An attribute that a coding of the code carries.
  public struct AttributeDeclaration: Hashable, Sendable {
    /// The attribute's name.
    public var name: String
    /// The values that it may have; empty when any text will do.
    public var values: [String]
    /// The value of a coding that says none; `nil` when it then has none.
    public var defaultValue: String?

    /// Creates a declaration.
    public init(name: String, values: [String] = [], defaultValue: String? = nil) {
      self.name = name
      self.values = values
      self.defaultValue = defaultValue
    }
  }

  /// The dotted path of its keys: `limitation.reliability`.
  public var id: Identifier<Code>

  /// The identity that outlives renaming; `nil` until `codebook fmt` has written one.
  public var uid: String?

  /// The code above it; `nil` at the top.
  public var parent: Identifier<Code>?

  /// The name that people read.
  public var name: String

  /// What the code means.
  public var definition: String

  /// What belongs to it.
  public var include: String

  /// What does not.
  public var exclude: String

  /// What its authors noted.
  public var memo: String

  /// The attributes of its codings: its own and those it inherits from the codes above.
  public var attributes: [AttributeDeclaration]

  /// Where the codes below it exclude each other; `nil` when they do not.
  public var exclusive: Exclusivity?

  /// How it is found; empty for a code that only people give.
  public var rules: [Rule]

  /// The tests of its rules.
  public var examples: [Example]

  /// The codes that follow from it in the figure of a workflow (`leads_to`).
  public var leadsTo: [Identifier<Code>]

  /// Where it stands in the codebook.
  public var location: SourceLocation?

  /// Creates a code.
  public init(
    id: Identifier<Code>, uid: String? = nil, parent: Identifier<Code>? = nil, name: String,
    definition: String = "", include: String = "", exclude: String = "", memo: String = "",
    attributes: [AttributeDeclaration] = [], exclusive: Exclusivity? = nil, rules: [Rule] = [],
    examples: [Example] = [], leadsTo: [Identifier<Code>] = [], location: SourceLocation? = nil
  ) {
    self.id = id
    self.uid = uid
    self.parent = parent
    self.name = name
    self.definition = definition
    self.include = include
    self.exclude = exclude
    self.memo = memo
    self.attributes = attributes
    self.exclusive = exclusive
    self.rules = rules
    self.examples = examples
    self.leadsTo = leadsTo
    self.location = location
  }

  /// The attributes that a coding has when nobody says otherwise.
  public var defaultAttributes: Attributes {
    var result = Attributes()
    for attribute in attributes { result[attribute.name] = attribute.defaultValue }
    return result
  }
}

extension Identifier<Code> {
  /// Whether the code is another one, or stands below it: its id is that one's, or that one's and a dot and more.
  public func isWithin(_ other: Self) -> Bool {
    let (own, others, dot) = (rawValue.utf8, other.rawValue.utf8, UInt8(ascii: "."))
    return own.starts(with: others) && own.dropFirst(others.count).first ?? dot == dot
  }

  /// The id after a code that it is within was renamed or moved.
  ///
  /// - Parameters:
  ///   - old: What that code was called.
  ///   - new: What it is called now.
  /// - Returns: The id itself when it is not within the code.
  public func moved(from old: Self, to new: Self) -> Self {
    guard isWithin(old) else { return self }
    let rest = rawValue.utf8.dropFirst(old.rawValue.utf8.count)
    return Self(new.rawValue + String(decoding: rest, as: UTF8.self))
  }
}
