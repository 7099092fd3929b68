import LeitmotifCodebook
public import LeitmotifModel
public import LeitmotifPlugin

/// Codes what a codebook's `all`, `query` and `regex` rules find.
public struct RuleClassifier: Classifier {
  public typealias Configuration = NoSettings

  public static let name = "rules"
  public static let summary = "Codes what a codebook's 'all', 'query' and 'regex' rules find."
  public static let version = 1

  public let coder = Identifier<Coder>(name)
  public let levels: Set<SegmentLevel>
  public let operations: [Operation]

  private let codebook: CompiledCodebook
  /// For each operation its rule's place in the codebook.
  private let rules: [Int]

  /// Takes the `all`, `query` and `regex` rules of the pipeline's codebook.
  ///
  /// - Throws: `Diagnostics` when rules of the codebook cannot be run, whichever classifier would
  ///   run them.
  public init(configuration: NoSettings, setup: StageSetup) throws {
    let codebook = try setup.shared.value { try CompiledCodebook(setup.codebook) }
    let rules = codebook.rules.indices.filter {
      if case .any = codebook.rules[$0].body { false } else { true }
    }
    operations = rules.map {
      Operation(
        rule: codebook.rules[$0].id, code: codebook.rules[$0].code,
        meaning: codebook.meaning(ofRule: $0))
    }
    levels = codebook.levels(ofRules: rules)
    self.codebook = codebook
    self.rules = rules
  }

  public static func evidence(from old: String?, to new: String?) -> WordEvidence {
    RuleChange.evidence(from: old, to: new)
  }

  public func matches(
    of operations: [Int], in transcript: SegmentedTranscript, context: StageContext
  ) -> [[Match]?] {
    codebook.matches(
      ofRules: operations.map { rules[$0] }, in: transcript, report: context.report)
  }
}
