import LeitmotifModel

/// A coefficient as the command line names it.
struct CoefficientName {
  /// The option that its data come with.
  enum Source: String, CaseIterable {
    case ratings, spans, boundaries
  }

  let name: String
  let source: Source
  /// When to use it.
  let use: String

  private init(_ name: String, _ source: Source, _ use: String) {
    self.name = name
    self.source = source
    self.use = use
  }

  static let all: [CoefficientName] = ratings + spans + boundaries

  /// Other names of some, as collections of published values have them.
  static let otherNames = [
    "alpha": "krippendorff-alpha", "alphau-1995": "alpha-u-1995",
    "segmentation-agreement": "segmentation-pi",
  ]

  private static let ratings: [CoefficientName] = [
    CoefficientName(
      "krippendorff-alpha", .ratings,
      "The one to report: any number of coders, gaps, any --distance; --category for one category."),
    CoefficientName(
      "percent-agreement", .ratings, "Raw agreement: report it beside the others, never alone."),
    CoefficientName(
      "cohen-kappa", .ratings, "Two coders, as most papers report it; --weights for scales."),
    CoefficientName(
      "gwet-ac1", .ratings,
      "When nearly all units are of one category and kappa and alpha collapse."),
    CoefficientName("gwet-ac2", .ratings, "AC1 for scales: needs --weights."),
    CoefficientName(
      "fleiss-kappa", .ratings,
      "Any number of coders who are interchangeable; --category for one category."),
    CoefficientName(
      "conger-kappa", .ratings, "Any number of coders who are the same for every unit."),
    CoefficientName("light-kappa", .ratings, "The mean of Cohen's kappa over all pairs of coders."),
    CoefficientName("scott-pi", .ratings, "Two coders who are interchangeable."),
    CoefficientName(
      "brennan-prediger", .ratings, "When chance is an even choice among the declared --categories."
    ),
    CoefficientName("bennett-s", .ratings, "Brennan-Prediger for two coders, by its older name."),
    CoefficientName(
      "randolph-kappa", .ratings, "Brennan-Prediger for any number of coders, by its other name."),
    CoefficientName(
      "pabak", .ratings, "Kappa adjusted for prevalence and bias: Brennan-Prediger for two coders."),
    CoefficientName(
      "holsti", .ratings, "For comparison with older content analyses; no correction for chance."),
    CoefficientName(
      "positive-specific-agreement", .ratings,
      "Of the ratings of --category, how many are shared: for rare codes."),
    CoefficientName(
      "negative-specific-agreement", .ratings, "The same for the --category that says no."),
    CoefficientName(
      "precision", .ratings,
      "The second coder against the first, who is taken to be right; --category."),
    CoefficientName("recall", .ratings, "What the second coder found of the first's --category."),
    CoefficientName(
      "f1", .ratings, "Precision and recall in one, the same whoever is right; --category."),
    CoefficientName(
      "prevalence-index", .ratings,
      "How far two coders' ratings lean to --category: why kappa is low."),
    CoefficientName(
      "bias-index", .ratings,
      "How much more often the first coder chose --category than the second."),
    CoefficientName(
      "kappa-max", .ratings, "The largest Cohen's kappa that the coders' habits allow."),
    CoefficientName(
      "mv-alpha", .ratings,
      "Alpha for several codes a unit ('a;b'), without rewarding popular sets."),
    CoefficientName(
      "cohen-kappa-se-null", .ratings,
      "Standard error under chance: only to test whether kappa is 0."),
    CoefficientName(
      "fleiss-kappa-se-null", .ratings,
      "Standard error under chance: only to test whether kappa is 0."),
  ]

  private static let spans: [CoefficientName] = [
    CoefficientName(
      "u-alpha", .spans, "Spans that coders found themselves: places and categories together."),
    CoefficientName(
      "u-alpha-binary", .spans, "Only which text is worth marking, whatever the category."),
    CoefficientName(
      "cu-alpha", .spans, "Only the categories, in the text that coders both marked."),
    CoefficientName("ku-alpha", .spans, "One --category, in the text that coders both marked."),
    CoefficientName(
      "gamma", .spans, "Spans that overlap or nest, or whose number differs: aligned first."),
    CoefficientName(
      "gamma-cat", .spans, "The categories of the spans that gamma aligned; --category for one."),
    CoefficientName(
      "gamma-observed-disorder", .spans, "The disorder of gamma's alignment, before chance."),
    CoefficientName(
      "gamma-expected-disorder", .spans, "The mean disorder of what chance marks."),
    CoefficientName(
      "gamma-cat-disorder", .spans, "The categories' disorder in gamma's alignment, before chance."),
    CoefficientName(
      "alpha-u-1995", .spans, "To compare with INCEpTION and DKPro; withdrawn by its author."),
  ]

  private static let boundaries: [CoefficientName] = [
    CoefficientName(
      "boundary-similarity", .boundaries, "Two segmentations alike; near boundaries count in part."),
    CoefficientName(
      "segmentation-similarity", .boundaries, "S: the same by places; high for long segments."),
    CoefficientName(
      "segmentation-pi", .boundaries, "All coders beyond chance, with boundary similarity (pi)."),
    CoefficientName(
      "segmentation-kappa", .boundaries, "The same, each coder with habits of his own (kappa)."),
    CoefficientName(
      "window-diff", .boundaries,
      "A penalty: how often a window holds another number of boundaries."),
    CoefficientName(
      "pk", .boundaries, "A penalty: how often a window's ends are wrongly together or apart."),
  ]

  /// All names with their source and use.
  static var json: JSONValue {
    [
      "coefficients": .list(
        all.map {
          [
            "name": .string($0.name), "from": .string($0.source.rawValue), "use": .string($0.use),
          ]
        })
    ]
  }

  /// All names by source, with their use.
  static var overview: String {
    let width = all.map(\.name.count).max() ?? 0
    let lines = Source.allCases.map { source in
      let head = "From --\(source.rawValue):"
      let rows = all.filter { $0.source == source }.map { coefficient in
        let blanks = String(repeating: " ", count: width - coefficient.name.count + 2)
        return "  \(coefficient.name)\(blanks)\(coefficient.use)"
      }
      return ([head] + rows).joined(separator: "\n")
    }
    return lines.joined(separator: "\n\n")
  }
}
