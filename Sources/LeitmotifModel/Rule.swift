/// One way to find a code.
///
/// Language and meaning: `docs/codebook.md`.
public struct Rule: Hashable, Sendable {
  /// What a rule looks for.
  public enum Body: Hashable, Sendable {
    /// One of the patterns: each hit is a coding. Run by `classify: keywords`.
    case any([Pattern])
    /// All of the patterns in one segment.
    case all([Pattern])
    /// A query with AND, OR, NOT, NEAR and BEFORE.
    case query(Query)
    /// A regular expression of a linear-time subset.
    case regex(String)
  }

  /// Takes a hit away when one of some words is near.
  public struct Unless: Hashable, Sendable {
    /// The words.
    public var near: [Pattern]
    /// How many words may stand between, in either direction.
    public var within: Int

    /// Creates a condition.
    public init(near: [Pattern], within: Int) {
      self.near = near
      self.within = within
    }
  }

  /// What a cue of one set does to a hit.
  public struct CueUse: Hashable, Sendable {
    /// The effect of a cue that reaches the hit.
    public enum Effect: Hashable, Sendable {
      /// The hit is no coding.
      case drop
      /// The hit is a coding only with a cue.
      case require
      /// The coding gets these attributes.
      case set(Attributes)
    }

    /// The cue set's name.
    public var cue: String
    /// What it does.
    public var effect: Effect

    /// Creates a use of a cue set.
    public init(cue: String, effect: Effect) {
      self.cue = cue
      self.effect = effect
    }
  }

  /// How hits compete where they overlap: those of one code, or those of all codes.
  public enum Overlap: String, CaseIterable, Hashable, Sendable {
    /// The longest stays; among equals the earlier, then the one whose rule stands first.
    case longest
    /// All stay.
    case all
    /// As `longest`, and a hit inside a longer hit of another code that says the same does not stay.
    case codebook
  }

  /// Where a word that a rule looks for may begin and end.
  public enum Borders: String, CaseIterable, Hashable, Sendable {
    /// Where a word of the text does.
    case words
    /// Anywhere, also inside words.
    case none
  }

  /// What is folded before letters are compared.
  public struct Folding: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Upper and lower case are alike (Unicode simple case folding).
    public static let letterCase = Folding(rawValue: 1)
    /// Marks on letters do not count: `é` is `e`.
    public static let diacritics = Folding(rawValue: 2)
    /// Curly and straight quotes and apostrophes are alike.
    public static let quotes = Folding(rawValue: 4)
    /// The kinds of hyphen are alike.
    public static let hyphens = Folding(rawValue: 8)
    /// What a rule folds when its codebook says nothing.
    public static let standard: Folding = [.letterCase, .diacritics, .quotes, .hyphens]
  }

  /// The code's id and the rule's own, with a slash between: `access.cost/words`.
  public var id: Identifier<Rule>

  /// The code that a hit gets.
  public var code: Identifier<Code>

  /// What it looks for.
  public var body: Body

  /// What takes a hit away; `nil` for nothing.
  public var unless: Unless?

  /// The cue sets that it asks, in the order of the file.
  public var context: [CueUse]

  /// The attributes that a hit gives its coding, laid over the code's defaults.
  public var attributes: Attributes

  /// The piece of text that it looks at.
  public var scope: SegmentLevel

  /// What it marks as evidence: the hit (`nil`), or the segment of this level around it.
  public var evidence: SegmentLevel?

  /// Whose speech it looks at.
  public var roles: Set<Role>

  /// What is folded before letters are compared.
  public var folding: Folding

  /// Where the words of `any` may begin and end; `words` for a rule of another kind.
  public var borders: Borders

  /// How its hits compete with those of the code's other rules.
  public var overlap: Overlap

  /// The rule as its author wrote it, for `explain`.
  public var source: String

  /// Where it stands in the codebook.
  public var location: SourceLocation?

  /// Creates a rule.
  public init(
    id: Identifier<Rule>, code: Identifier<Code>, body: Body, unless: Unless? = nil,
    context: [CueUse] = [], attributes: Attributes = Attributes(), scope: SegmentLevel = .sentence,
    evidence: SegmentLevel? = nil, roles: Set<Role> = [.participant], folding: Folding = .standard,
    borders: Borders = .words, overlap: Overlap = .longest, source: String = "",
    location: SourceLocation? = nil
  ) {
    self.id = id
    self.code = code
    self.body = body
    self.unless = unless
    self.context = context
    self.attributes = attributes
    self.scope = scope
    self.evidence = evidence
    self.roles = roles
    self.folding = folding
    self.borders = borders
    self.overlap = overlap
    self.source = source
    self.location = location
  }
}

/// What a word of a rule stands for.
public enum Pattern: Hashable, Sendable {
  /// One word, perhaps with wildcards.
  case word(WordPattern)
  /// Several words in a row, at least two.
  case phrase([WordPattern])
  /// Whatever a list holds.
  case list(String)
}

/// One word as a rule writes it.
public struct WordPattern: Hashable, Sendable {
  /// How a word of the text is compared with it.
  public enum Matching: Hashable, Sendable {
    /// The word itself, letters folded.
    case folded
    /// The word in exactly these letters (`=Word`).
    case exact
    /// A word with the same stem (`~word`), by Snowball for the codebook's language.
    case stem
    /// A word that fits wildcards: `*` is any letters or none, `?` is one letter.
    case wildcard
  }

  /// The letters, with wildcards, without `=` or `~`.
  public var text: String
  /// How a word is compared with them.
  public var matching: Matching

  /// Creates a word pattern.
  public init(_ text: String, matching: Matching = .folded) {
    self.text = text
    self.matching = matching
  }
}

/// A query as a tree.
public indirect enum Query: Hashable, Sendable {
  /// A word, a phrase or a list.
  case pattern(Pattern)
  /// A regular expression.
  case regex(String)
  /// Every part, in one segment; at least one part is no `not`.
  case and([Query])
  /// At least one part.
  case or([Query])
  /// The part is nowhere in the segment; only inside `and`.
  case not(Query)
  /// Both parts with at most so many words between, in either order.
  case near(Query, Query, within: Int)
  /// Both parts with at most so many words between, the first one first.
  case before(Query, Query, within: Int)
}
