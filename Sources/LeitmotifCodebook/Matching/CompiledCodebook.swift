public import LeitmotifModel

/// A codebook made ready to match.
///
/// What a rule finds is explained in `docs/codebook-matching.md`. Copies share what they remember
/// of the language, and threads may use them at once.
public struct CompiledCodebook: Sendable {
  /// The codebook.
  public let codebook: Codebook

  /// Its rules, in the file's order.
  public let rules: [Rule]

  private let engine: MatchingEngine
  private let parts: PartialEngines

  /// Compiles all rules of a codebook.
  ///
  /// - Throws: Every error of every rule, each at the rule: a list or a cue set that is not there,
  ///   a regular expression that is wrong or does what rules may not, a stem in a language without
  ///   stems.
  public init(_ codebook: Codebook) throws(Diagnostics) {
    self.codebook = codebook
    rules = codebook.rules
    engine = try RuleCompiler.engine(for: codebook)
    parts = PartialEngines(of: codebook, ruleCount: rules.count)
  }

  /// All that a rule's result depends on besides the transcript, as text.
  ///
  /// The rule is given by its place in `rules`. Two rules with the same meaning find the same,
  /// whatever they are called and wherever they stand.
  public func meaning(ofRule index: Int) -> String {
    let rule = engine.rules[index]
    return RuleMeaning.text(of: rule.rule, attributes: rule.attributes, in: codebook)
  }

  /// The levels of segments that some rules need, these by their places in `rules`.
  public func levels(ofRules indices: [Int]) -> Set<SegmentLevel> {
    var levels: Set<SegmentLevel> = []
    for index in indices {
      levels.insert(rules[index].scope)
      if let evidence = rules[index].evidence { levels.insert(evidence) }
    }
    // A transcript has its turns, and is one: nobody has to cut it.
    return levels.subtracting([.transcript])
  }

  /// What some rules find in a transcript.
  ///
  /// A match's attributes are the code's defaults, with the rule's over them, and those of cues
  /// over these. Overlapping matches are all there: see `settleOverlap`.
  ///
  /// - Parameters:
  ///   - indices: Places in `rules`.
  ///   - transcript: The transcript, with the segments that the rules look at.
  ///   - comesOften: Whether the same rules will be asked for in many transcripts, so that it is worth to look for
  ///     their words alone; this is remembered of few choices of rules.
  ///   - report: Takes a warning about each rule that was given up (`rule-too-slow`).
  /// - Returns: For each of the rules its matches, sorted by span; `nil` for one that was given up.
  public func matches(
    ofRules indices: [Int], in transcript: SegmentedTranscript, comesOften: Bool = true,
    report: (Diagnostic) -> Void
  ) -> [[Match]?] {
    guard comesOften, let part = parts.engine(ofRules: indices) else {
      return engine.matches(ofRules: indices, in: transcript, report: report)
    }
    return part.matches(ofRules: Array(indices.indices), in: transcript, report: report)
  }
}
