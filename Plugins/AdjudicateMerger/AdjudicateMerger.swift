public import LeitmotifModel
public import LeitmotifPlugin

/// Makes final codings out of proposals: by the reviewers' decisions, then by a policy, else by asking.
///
/// What a place is, who has a vote and what a final coding takes from its proposals: `README.md`.
public struct AdjudicateMerger: Merger {
  public static let name = "adjudicate"
  public static let summary =
    "Settles what coders proposed by decisions and a policy, and queues what neither settles."
  public static let version = 6

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// The files of decisions.
    public var decisions: [FileReference] = []
    /// The lines of the policy; empty for unanimity.
    public var policy: [PolicyLine] = []
    /// When two codings of one code are about one place.
    public var match = PlaceMatching.sentence
    /// The least share of two spans that has to be in both, with `match: overlap`.
    public var share = 0.0
    /// What the span of several people's codings is.
    public var span = SpanRule.intersection
    /// The table of measured reliability that `when: weighted` needs.
    public var reliability = FileReference.none

    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("decisions", \.decisions, "Files of decisions, JSON lines; later ones win."),
      Setting("policy", \.policy, "What settles a place; the first line that applies does."),
      Setting("match", \.match, "When two codings of one code are about one place."),
      Setting("share", \.share, "The least share of both spans in common, with 'match: overlap'."),
      Setting("span", \.span, "What of several people's spans becomes the final span."),
      Setting(
        "reliability", \.reliability, "The table of reliability that 'when: weighted' needs."),
    ]

    public func validate() -> [SettingProblem] {
      var problems: [SettingProblem] = []
      let ends = policy.indices.filter {
        policy[$0].when == .otherwise && policy[$0].isAboutAll && policy[$0].attributes.isEmpty
      }
      if let end = ends.first,
        let late = policy.indices.first(where: { $0 > end && policy[$0].attributes.isEmpty })
      {
        problems.append(
          SettingProblem(
            "policy", "line \(late + 1) is never reached",
            help: "'when: otherwise' settles whatever is left; let it be the last line"))
      }
      if policy.contains(where: { $0.when == .weighted }), reliability == .none {
        problems.append(
          SettingProblem(
            "policy", "'when: weighted' has to know how reliable the coders are",
            help: "name a table with 'reliability: FILE'; README.md of merge: adjudicate shows one")
        )
      }
      if !(0...1).contains(share) || (share > 0 && match != .overlap) {
        problems.append(
          SettingProblem(
            "share",
            share > 0 ? "a share of \(share) needs 'match: overlap'" : "\(share) is no share",
            help: "write 'match: overlap' and a share between 0 and 1, such as 0.5"))
      }
      return problems
    }
  }

  let policy: Policy
  let placeRule: PlaceRule
  let spanRule: SpanRule
  let codebook: Codebook
  let exclusions: [Exclusion]
  /// The codes that were split: what people said of them waits until a reviewer says which part is meant.
  let splitCodes: Set<Identifier<Code>>
  private let written: [WrittenDecision]
  /// What is to be said of decisions whose codes are retired.
  let setAside: [Diagnostic]

  public init(configuration: Configuration, setup: StageSetup) throws {
    codebook = setup.codebook
    exclusions = setup.codebook.codes.compactMap { Exclusion(below: $0, in: setup.codebook) }
    splitCodes = Set(setup.codebook.splits.keys)
    placeRule = PlaceRule(matching: configuration.match, share: configuration.share)
    spanRule = configuration.span
    let reliability =
      configuration.reliability == .none
      ? ReliabilityTable()
      : try ReliabilityTable(
        reading: setup.read(configuration.reliability), codebook: setup.codebook)
    policy = Policy(
      lines: configuration.policy, reliability: reliability, codebook: setup.codebook)
    var problems = Diagnostics(
      setup.codebook.errors(inPatterns: configuration.policy.flatMap(\.codes), of: "codes"))
    var written: [WrittenDecision] = []
    var setAside: [Diagnostic] = []
    var stems: [String: String] = [:]
    for file in configuration.decisions {
      let source = try Self.source(of: file, setup)
      if let other = stems.updateValue(file.written, forKey: source.stem) {
        problems.append(
          .error(
            "duplicate-decisions", "'\(other)' and '\(file.written)' have one name",
            help: "a decision is called by its file's name and its line: rename one of the files",
            at: SourceLocation(path: source.path)))
      }
      let reader = DecisionFileReader(source: source, codebook: setup.codebook)
      written += reader.decisions
      setAside += reader.setAside
      problems.append(contentsOf: reader.problems)
    }
    try problems.throwIfErrors()
    self.written = written
    self.setAside = setAside
  }

  /// A file of decisions; nobody can know yet how to make the first one.
  private static func source(of file: FileReference, _ setup: StageSetup) throws -> Source {
    do {
      return try setup.read(file, countsByTranscript: true)
    } catch let problems as Diagnostics {
      throw Diagnostics(
        problems.all.map { problem in
          guard problem.id == "missing-file" else { return problem }
          var problem = problem
          problem.message = "the file of decisions '\(file.written)' is not there"
          problem.help =
            "the review page makes it with the first decision; until then leave the setting out, or make an empty file"
          return problem
        })
    }
  }

  public func decisions(in study: any StudyOutline) throws -> [Decision] {
    try placed(written, in: study)
  }

  public func merge(_ proposals: Proposals, in context: StageContext) throws -> Merged {
    var settlement = Settlement(of: proposals, by: self)
    return settlement.result()
  }
}

extension PlaceMatching: SettingChoice {}
