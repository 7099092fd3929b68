import ArgumentParser
import LeitmotifAgreement
import LeitmotifModel

/// The command `leitmotif agree`: how far coders agree, from a study's store or a plain table.
struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract:
      "Says how far coders agree: in a study, or in a table of ratings, spans or boundaries.",
    discussion: """
      leitmotif agree airnd.sqlite
        The study's people, its classifiers together (machine) and the merged result (final), code by code.
      leitmotif agree --ratings ratings.csv
        The first column is called 'unit', every other is a coder; a row is a unit. A blank cell is
        missing; 'a;b' are two codes in one cell, '{}' is none.
      leitmotif agree --spans spans.csv --length 5210 --coefficient u-alpha
        Columns coder,start,end,category: half-open code points.
      leitmotif agree --boundaries boundaries.csv --length 120 --coders ada,ben --coefficient pk
        Columns coder,position: how many units lie before the boundary.

      'leitmotif agree --list' says which coefficient is for what; docs/agreement.md says more.
      """)

  @Argument(
    help: "A study's store, such as airnd.sqlite; tables need none.",
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  @Flag(help: "List the coefficients, with a line on when to use each.")
  var list = false

  @Option(
    help:
      "A table with a row for each unit and a column for each coder; several are joined by unit.")
  var ratings: [String] = []

  @Option(help: "A table with a row for each span.")
  var spans: String?

  @Option(help: "A table with a row for each boundary.")
  var boundaries: String?

  @Option(help: "What to work out; may be given several times (see --list).")
  var coefficient: [String] = []

  @Flag(help: "Print one line of JSON for each coefficient.")
  var json = false

  @OptionGroup(title: "From a study") var study: StudyOptions
  @OptionGroup(title: "What is compared") var selection: Selection
  @OptionGroup(title: "How it is compared") var comparison: Comparison
  @OptionGroup(title: "How sure it is") var certainty: Certainty
  @OptionGroup(title: "How many units to code") var planning: PlanOptions
  @OptionGroup(title: "Gamma") var gamma: GammaOptions

  /// Which coders, categories and text.
  struct Selection: ParsableArguments {
    // Names may begin with a hyphen: a category may be -1.
    @Option(
      parsing: .unconditional,
      help: "The coders, separated by commas; for boundaries the reference first.")
    var coders: String?

    @Option(
      parsing: .unconditional, help: "The declared categories in their order, separated by commas.")
    var categories: String?

    @Option(
      parsing: .unconditional,
      help: "One category: its own form of the coefficient, or the one that says yes.")
    var category: String?

    @Option(help: "How many code points (spans) or units (boundaries) the text has.")
    var length: Int?

    @Option(help: "The text's first code point.")
    var begin = 0
  }

  /// What counts as near.
  struct Comparison: ParsableArguments {
    @Option(help: "Krippendorff's distance between categories, or a table with one's own.")
    var distance: NamedOrFile<NamedDistance>?

    @Option(help: "Gwet's weights between categories, or a table with one's own.")
    var weights: NamedOrFile<NamedWeights>?

    @Option(help: "What percent agreement is the mean over.")
    var averaging = PercentAgreement.Averaging.unit

    @Option(help: "The window of P_k and WindowDiff, in units; half the mean segment unless given.")
    var window: Int?

    @Option(help: "The distance from which a boundary is missed rather than near, in units.")
    var near = 2
  }

  /// The interval.
  struct Certainty: ParsableArguments {
    @Option(help: "How the interval is worked out.")
    var interval = NamedInterval.analytic

    @Option(help: "The level of confidence, between 0 and 1.")
    var confidence = 0.95

    @Option(help: "All units there are, when those coded are a sample from them.")
    var population: Int?

    @Option(help: "How often a bootstrap draws.")
    var replicates = 10_000

    @Option(help: "Where random numbers start: the same seed, the same result.")
    var seed: UInt64 = 1
  }

  /// What γ is worked out with.
  struct GammaOptions: ParsableArguments {
    @Option(help: "How much places count.")
    var alpha = 1.0

    @Option(help: "How much categories count.")
    var beta = 1.0

    @Option(help: "How chance marks a text.")
    var sampler = ChanceSampler.shuffle

    @Option(help: "How many texts chance marks at least.")
    var samples = 30

    @Option(help: "The relative error of chance's disorder that suffices; 0 for no more samples.")
    var precision = 0.02
  }

  func validate() throws {
    let sources = [store, ratings.first, spans, boundaries].count { $0 != nil }
    if list { return }
    guard sources == 1 || planning.plan && sources == 0 else {
      throw ValidationError(
        "give a store, or one of --ratings, --spans and --boundaries, or --list")
    }
    guard certainty.confidence > 0, certainty.confidence < 1 else {
      throw ValidationError("--confidence is a share between 0 and 1, such as 0.95")
    }
    guard certainty.population ?? 1 > 0 else {
      throw ValidationError("--population is a number of units above 0")
    }
    guard (1...10_000_000).contains(certainty.replicates) else {
      throw ValidationError("--replicates is from 1 to 10000000")
    }
    guard (1...10_000).contains(comparison.near) else {
      throw ValidationError("--near is from 1 to 10000")
    }
    guard comparison.window ?? 1 > 0 else { throw ValidationError("--window is 1 or more") }
    guard gamma.alpha >= 0, gamma.beta >= 0, (2...100_000).contains(gamma.samples) else {
      throw ValidationError("--alpha and --beta are 0 or more, --samples from 2 to 100000")
    }
    // Beyond this, lengths would not be exact.
    guard abs(Double(selection.begin)) < 0x1p52, selection.length ?? 1 < 1 << 52 else {
      throw ValidationError("--begin and --length are below 2 to the power of 52")
    }
    if planning.plan {
      guard ratings.isEmpty, spans == nil, boundaries == nil else {
        throw ValidationError("--plan is worked out by itself, or from a store")
      }
      try validatePlan()
      if store == nil { return try study.refuseAll() }
    }
    if store != nil { return try validateStudy() }
    try study.refuseAll()
    guard !ratings.isEmpty || selection.length ?? 0 > 0 else {
      throw ValidationError("--\(source.rawValue) needs --length: how long the text is, above 0")
    }
    if comparison.distance != nil, comparison.weights != nil {
      throw ValidationError(
        "give --distance or --weights, not both: each says how near categories are")
    }
    try refuseRepetition("--coders", selection.coders)
    try refuseRepetition("--categories", selection.categories)
    try validateNames()
  }

  func refuseRepetition(_ option: String, _ names: String?) throws {
    var seen: Set<String> = []
    for name in names?.namesBetweenCommas ?? [] where !seen.insert(name).inserted {
      throw ValidationError("\(option) names '\(name)' twice")
    }
  }

  private func validateNames() throws {
    for name in asked {
      guard let known = CoefficientName.all.first(where: { $0.name == name }) else {
        throw ValidationError(
          "there is no coefficient '\(name)'\n"
            + "help: "
            + helpForUnknown(
              name, known: CoefficientName.all.map(\.name), called: "coefficients"))
      }
      guard known.source == source else {
        throw ValidationError("'\(name)' is worked out from --\(known.source.rawValue)")
      }
      try validate(name)
    }
    try refuseUnused()
  }

  /// What the table holds.
  private var source: CoefficientName.Source {
    !ratings.isEmpty ? .ratings : spans != nil ? .spans : .boundaries
  }

  /// What is worked out from a table, by the names that `--list` has.
  var asked: [String] {
    guard coefficient.isEmpty else {
      return coefficient.map { CoefficientName.otherNames[$0] ?? $0 }
    }
    switch source {
    case .ratings:
      return selection.category == nil
        ? ["percent-agreement", "krippendorff-alpha", "gwet-ac1"]
        : ["positive-specific-agreement", "krippendorff-alpha"]
    case .spans:
      return selection.category == nil ? ["u-alpha", "u-alpha-binary", "cu-alpha"] : ["ku-alpha"]
    case .boundaries: return ["boundary-similarity"]
    }
  }

  func run() throws {
    if list {
      if json { printJSON(CoefficientName.json) } else { print(CoefficientName.overview) }
    } else if planning.plan {
      try runPlan()
    } else if let store {
      try runStore(store)
    } else if !ratings.isEmpty {
      try runRatings(ratings)
    } else if let spans {
      try runSpans(spans)
    } else if let boundaries {
      try runBoundaries(boundaries)
    }
  }
}

extension String {
  /// The names between commas, without blanks around them.
  var namesBetweenCommas: [String] {
    split(separator: ",").map { name in
      var name = name
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      return String(name)
    }
  }
}
