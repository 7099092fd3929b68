import LeitmotifCodebook
public import LeitmotifModel
public import LeitmotifPlugin

/// Codes what the words and phrases of a codebook's `any` rules find.
public struct KeywordClassifier: Classifier {
  public typealias Configuration = NoSettings

  public static let name = "keywords"
  public static let summary = "Codes what the words and phrases of a codebook's 'any' rules find."
  public static let version = 1

  public let coder = Identifier<Coder>(name)
  public let operations: [Operation]
  public var levels: Set<SegmentLevel> { rules.levels }

  private let rules: RuleSelection

  /// Takes the `any` rules of the pipeline's codebook.
  ///
  /// - Throws: `Diagnostics` when rules of the codebook cannot be run, whichever classifier would
  ///   run them.
  public init(configuration: NoSettings, setup: StageSetup) throws {
    let codebook = try setup.shared.value { try CompiledCodebook(setup.codebook) }
    let rules = RuleSelection(from: codebook) {
      if case .any = $0 { true } else { false }
    }
    operations = rules.rules.enumerated().map { place, rule in
      Operation(rule: rule.id, code: rule.code, meaning: rules.meaning(of: place))
    }
    self.rules = rules
  }

  public static func evidence(from old: String?, to new: String?) -> WordEvidence {
    RuleChange.evidence(from: old, to: new)
  }

  public func matches(
    of operations: [Int], in transcript: SegmentedTranscript, context: StageContext
  ) -> [[Match]?] {
    rules.matches(of: operations, in: transcript, report: context.report)
  }
}
