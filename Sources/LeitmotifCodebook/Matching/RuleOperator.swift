/// One of the steps that rules are made of, with the version of its output.
///
/// The versions of the operators that a rule uses stand in the rule's meaning, and so in what its kept results
/// are known by. Whoever changes what an operator gives for some input raises its version here; the frozen
/// study in `Tests/RerunTests/Frozen` fails until that is done.
public enum RuleOperator: String, CaseIterable, Sendable {
  /// Words that may stand inside other words.
  case anywhere
  /// Words that change what a hit means.
  case cues
  /// Which letters are alike.
  case fold
  /// NEAR and BEFORE.
  case near
  /// Regular expressions.
  case regex
  /// Words with the same stem.
  case stem
  /// Words that take a hit away.
  case unless
  /// Words with `*` and `?`.
  case wildcard
  /// The smallest window that holds all parts.
  case window
  /// How text is cut into words.
  case words

  /// The version of its output: raised whenever the same input gives another result than before.
  public var version: Int {
    switch self {
    case .anywhere, .cues, .near, .regex, .stem, .unless, .wildcard: 1
    // Windows are measured by code points, not by bytes.
    case .window: 2
    // Marks of direction, and what tells how to draw a sign, never count; the iota below a letter is a mark in small
    // letters too.
    case .fold: 4
    // A web address is one word, and so are #topic and @name; a hyphen joins no words of East Asia; a syllable of Korean
    // is a word with anything unseen behind it.
    case .words: 4
    }
  }

  /// The name with its version, as meanings hold it: `near@1`.
  public var text: String { "\(rawValue)@\(version)" }

  /// The operators that a meaning names, with their versions, as it names them.
  public static func named(inMeaning meaning: String) -> [String] {
    let first = meaning.prefix { $0 != "\n" }
    guard first.hasPrefix("operators ") else { return [] }
    return first.dropFirst("operators ".count).split(separator: " ").map(String.init)
  }
}
