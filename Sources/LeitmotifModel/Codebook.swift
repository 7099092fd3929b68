/// The codes of a study with what each means and how a machine finds it.
///
/// - Invariant: `codes` are in the file's order, a parent before its children; ids are unique.
public struct Codebook: Hashable, Sendable {
  /// The codebook's name.
  public var name: String

  /// The version that its authors gave it; empty when none.
  public var version: String

  /// The language of the transcripts, as BCP 47 has it: `en`, `de`, …; `und` when not said.
  public var language: String

  /// The codes.
  public var codes: [Code]

  /// The word lists by name, with what they hold.
  public var lists: [WordList]

  /// The cue sets by name.
  public var cues: [CueSet]

  /// What became of codes, the earliest first.
  public var steps: [CodeStep]

  /// Creates a codebook.
  public init(
    name: String, version: String = "", language: String = "und", codes: [Code] = [],
    lists: [WordList] = [], cues: [CueSet] = [], steps: [CodeStep] = []
  ) {
    self.name = name
    self.version = version
    self.language = language
    self.codes = codes
    self.lists = lists
    self.cues = cues
    self.steps = steps
  }

  /// The code with an id; `nil` when there is none.
  public subscript(id: Identifier<Code>) -> Code? {
    codes.first { $0.id == id }
  }

  /// All rules, in the file's order.
  public var rules: [Rule] { codes.flatMap(\.rules) }
}

/// Words under a name that rules use as `@name`.
public struct WordList: Hashable, Sendable {
  /// The name, without `@`.
  public var name: String
  /// What it holds; a list may hold other lists, but not itself.
  public var patterns: [Pattern]

  /// Creates a list.
  public init(name: String, patterns: [Pattern]) {
    self.name = name
    self.patterns = patterns
  }
}

/// Words that change what a match near them means: negation, another person, ….
///
/// - Source: W. W. Chapman and others, "A simple algorithm for identifying negated findings and diseases in
///   discharge summaries", J Biomed Inform 34 (2001), doi:10.1006/jbin.2001.1029; H. Harkema and others,
///   "ConText", J Biomed Inform 42 (2009), doi:10.1016/j.jbi.2009.05.002.
public struct CueSet: Hashable, Sendable {
  /// The set's name.
  public var name: String
  /// Cues that reach the words behind them.
  public var forward: [Pattern]
  /// Cues that reach the words before them.
  public var backward: [Pattern]
  /// Phrases that hide a cue inside them ("not only").
  public var pseudo: [Pattern]
  /// Words and marks that end a cue's reach ("but", ";").
  public var stop: [Pattern]
  /// How many words a cue reaches.
  public var reach: Int

  /// Creates a cue set.
  public init(
    name: String, forward: [Pattern] = [], backward: [Pattern] = [], pseudo: [Pattern] = [],
    stop: [Pattern] = [], reach: Int = 6
  ) {
    self.name = name
    self.forward = forward
    self.backward = backward
    self.pseudo = pseudo
    self.stop = stop
    self.reach = reach
  }
}
