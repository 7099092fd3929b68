public import LeitmotifModel

/// Looks which words and phrases of a codebook stand in no transcript of a study.
///
/// Rules, roles, conditions and cues are left out of account: a word that nobody says can be found by no rule. Words
/// are compared with all folded that any rule folds.
public struct UnsaidTerms {
  private let file: CodebookFile
  private let compiled: CompiledCodebook
  /// For each word or phrase the number of the rule that looks for it alone.
  private let numbers: [String: Int]
  private let foldsCase: Bool
  /// The numbers of those that were not found so far.
  private var unsaid: [Int]
  private var transcripts = 0

  /// Begins with no transcript seen.
  ///
  /// - Parameter file: The codebook.
  /// - Throws: `Diagnostics` when a word cannot be looked for.
  public init(of file: CodebookFile) throws(Diagnostics) {
    self.file = file
    let rules = file.codebook.rules
    let folding =
      rules.isEmpty ? .standard : rules.reduce(into: Rule.Folding()) { $0.formUnion($1.folding) }
    foldsCase = folding.contains(.letterCase)
    var numbers: [String: Int] = [:]
    var patterns: [Pattern] = []
    for placed in file.outline.patterns {
      let term = placed.pattern.term(foldsCase: foldsCase)
      guard !placed.pattern.words.isEmpty, numbers[term] == nil else { continue }
      numbers[term] = patterns.count
      patterns.append(placed.pattern)
    }
    let anywhere = file.codebook.termsAnywhere
    let foldsAll = file.codebook.foldsCase
    var code = Code(id: "terms", lookingForEachOf: patterns, folding: folding)
    for (number, pattern) in patterns.enumerated()
    where anywhere.contains(pattern.term(foldsCase: foldsAll)) {
      code.rules[number].borders = .none
    }
    var codebook = Codebook(name: file.codebook.name, language: file.codebook.language)
    codebook.codes = [code]
    compiled = try CompiledCodebook(codebook)
    self.numbers = numbers
    unsaid = Array(patterns.indices)
  }

  /// Looks through one transcript more.
  public mutating func look(through transcript: SegmentedTranscript) {
    transcripts += 1
    guard !unsaid.isEmpty else { return }
    let found = compiled.matches(ofRules: unsaid, in: transcript, report: { _ in })
    unsaid = zip(unsaid, found).filter { $0.1?.isEmpty ?? false }.map(\.0)
  }

  /// A warning for each place of a word or phrase that was not found.
  ///
  /// - Parameter study: What the transcripts are of, for the message: a file's name.
  /// - Returns: The warnings, by place.
  public func warnings(about study: String) -> [Diagnostic] {
    let unsaid = Set(unsaid)
    return file.outline.patterns.compactMap { placed in
      guard let number = numbers[placed.pattern.term(foldsCase: foldsCase)],
        unsaid.contains(number)
      else { return nil }
      return placed.place.warning(
        "unsaid-term",
        "'\(placed.pattern.written)' stands in none of the \(transcripts) transcripts of \(study)",
        help: "look for a slip; or leave it for interviews to come")
    }
  }
}
