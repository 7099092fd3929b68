public import LeitmotifModel

/// Some rules of a codebook, as one classifier runs them.
public struct RuleSelection: Sendable {
  /// The rules, in the file's order.
  public let rules: [Rule]

  /// The levels of segments that they need.
  public let levels: Set<SegmentLevel>

  private let codebook: CompiledCodebook
  /// For each rule its place in the codebook.
  private let places: [Int]

  /// Chooses rules by what they look for.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - isChosen: Whether the classifier runs such a rule.
  public init(from codebook: CompiledCodebook, where isChosen: (Rule.Body) -> Bool) {
    self.codebook = codebook
    places = codebook.rules.indices.filter { isChosen(codebook.rules[$0].body) }
    rules = places.map { codebook.rules[$0] }
    levels = codebook.levels(ofRules: places)
  }

  /// All that a rule's result depends on besides the transcript, as text; the rule is given by its
  /// place in `rules`.
  public func meaning(of rule: Int) -> String {
    codebook.meaning(ofRule: places[rule])
  }

  /// What some of the rules find in a transcript.
  ///
  /// - Parameters:
  ///   - rules: Places in `rules`.
  ///   - transcript: The transcript, with the segments that the rules look at.
  ///   - report: Takes a warning about each rule that was given up.
  /// - Returns: For each of the rules its matches, sorted by span; `nil` for one that was given up.
  public func matches(
    of rules: [Int], in transcript: SegmentedTranscript, report: (Diagnostic) -> Void
  ) -> [[Match]?] {
    codebook.matches(ofRules: rules.map { places[$0] }, in: transcript, report: report)
  }
}
