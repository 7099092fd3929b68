public import LeitmotifModel
public import LeitmotifPlugin

/// Makes final codings out of proposals: by the reviewers' decisions, then by a policy, else by asking.
///
/// What a place is, who has a vote and what a final coding takes from its proposals: `README.md`.
public struct AdjudicateMerger: Merger {
  public static let name = "adjudicate"
  public static let summary =
    "Settles what coders proposed by decisions and a policy, and queues what neither settles."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// The files of decisions.
    public var decisions: [FileReference] = []
    /// The lines of the policy; empty for unanimity.
    public var policy: [PolicyLine] = []
    /// When two codings of one code are about one place.
    public var match = PlaceMatching.sentence

    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("decisions", \.decisions, "Files of decisions, JSON lines; later ones win."),
      Setting("policy", \.policy, "What settles a place; the first line that applies does."),
      Setting("match", \.match, "When two codings of one code are about one place."),
    ]

    public func validate() -> [SettingProblem] {
      guard
        let end = policy.firstIndex(where: { $0.when == .otherwise && $0.codes.contains(.any) }),
        end < policy.count - 1
      else { return [] }
      return [
        SettingProblem(
          "policy", "line \(end + 2) is never reached",
          help: "'when: otherwise' settles whatever is left; let it be the last line")
      ]
    }
  }

  let policy: Policy
  let matching: PlaceMatching
  let codebook: Codebook
  let exclusions: [Exclusion]
  private let written: [WrittenDecision]

  public init(configuration: Configuration, setup: StageSetup) throws {
    codebook = setup.codebook
    exclusions = setup.codebook.codes.compactMap { Exclusion(below: $0, in: setup.codebook) }
    matching = configuration.match
    policy = Policy(lines: configuration.policy, codebook: setup.codebook)
    var problems = Diagnostics(
      setup.codebook.errors(inPatterns: configuration.policy.flatMap(\.codes), of: "codes"))
    var written: [WrittenDecision] = []
    var stems: [String: String] = [:]
    for file in configuration.decisions {
      let source = try setup.read(file)
      if let other = stems.updateValue(file.written, forKey: source.stem) {
        problems.append(
          .error(
            "duplicate-decisions", "'\(other)' and '\(file.written)' have one name",
            help: "a decision is called by its file's name and its line: rename one of the files",
            at: SourceLocation(path: source.path)))
      }
      let reader = DecisionFileReader(source: source, codebook: setup.codebook)
      written += reader.decisions
      problems.append(contentsOf: reader.problems)
    }
    try problems.throwIfErrors()
    self.written = written
  }

  public func decisions(in study: any StudyOutline) throws -> [Decision] {
    try placed(written, in: study)
  }

  public func merge(_ proposals: Proposals, in context: StageContext) throws -> Merged {
    policy.reportUnknownCoders(among: proposals.coders, to: context)
    var settlement = Settlement(of: proposals, by: self)
    return settlement.result()
  }
}
