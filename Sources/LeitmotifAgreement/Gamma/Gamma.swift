/// γ: how far coders agree in units of a text, their places and categories, when units may overlap
/// and nest.
///
/// The coders' units are aligned as well as can be; chance is the same for lines drawn at random.
///
/// - Formula: 1 − δ_o/δ_e, δ_o the disorder of the best alignment, δ_e its mean over chance lines:
///   30 of them, then as many as bring δ_e within the wanted precision, (1.96 CV/precision)².
/// - Unit: none; at most 1, where 0 is chance. Places count from the text's beginning, wherever
///   that is.
/// - Missing: a coder without units marked nothing, and counts.
/// - Source: Y. Mathet, A. Widlöcher and J.-P. Métivier (2015), doi:10.1162/COLI_a_00227; γcat and
///   γk: Y. Mathet (2017), doi:10.1162/COLI_a_00296.
public struct Gamma: Sendable {
  /// What γ is worked out with.
  public struct Settings: Hashable, Sendable {
    /// The dissimilarity of units.
    public var dissimilarity = UnitDissimilarity()
    /// How chance marks a text.
    public var sampler = ChanceSampler.shuffle
    /// How many chance lines are drawn at least.
    public var samples = 30
    /// The relative error of δ_e that suffices; `nil` to draw no more than `samples`.
    public var precision: Double? = 0.02
    /// Where the random numbers start.
    public var seed: UInt64 = 1

    /// Creates the usual settings.
    public init() {}
  }

  /// The best alignment.
  public let alignment: UnitAlignment
  /// δ_o.
  public let observedDisorder: Double
  /// The disorders of the chance lines.
  public let chanceDisorders: [Double]
  /// Whether all alignments are proved to be the best.
  public let isExact: Bool

  private let continuum: Continuum
  private let chanceAlignments: [UnitAlignment]
  private let settings: Settings

  /// Aligns the coders' units, and those of chance.
  ///
  /// - Throws: The reason when there are too few coders, no units, or too many ways to align them.
  public init(
    _ continuum: Continuum, _ settings: Settings = Settings()
  ) throws(UndefinedReason) {
    guard !continuum.spans.isEmpty else { throw .noSpans }
    self.continuum = continuum
    self.settings = settings
    let dissimilarity = settings.dissimilarity
    let lines = continuum.coders.indices.map { Array(continuum.spans(of: $0)) }
    alignment = try UnitAlignment.best(lines, dissimilarity)
    observedDisorder = alignment.disorder(dissimilarity)
    var chance = ChanceContinua(continuum, settings.sampler, seed: settings.seed)
    var alignments: [UnitAlignment] = []
    var disorders: [Double] = []
    var wanted = max(2, settings.samples)
    while disorders.count < wanted {
      let sample = try UnitAlignment.best(chance.next(), dissimilarity)
      alignments.append(sample)
      disorders.append(sample.disorder(dissimilarity))
      if disorders.count == max(2, settings.samples), let precision = settings.precision {
        wanted = Self.wantedSamples(disorders, precision: precision)
      }
    }
    chanceAlignments = alignments
    chanceDisorders = disorders
    isExact = alignment.isBest && alignments.allSatisfy(\.isBest)
  }

  private static func wantedSamples(_ disorders: [Double], precision: Double) -> Int {
    let count = Double(disorders.count)
    let mean = disorders.reduce(0, +) / count
    let variance = disorders.reduce(0) { $0 + square($1 - mean) } / count
    guard mean > 0, precision > 0 else { return disorders.count }
    let wanted = square(variance.squareRoot() / mean * 1.96 / precision)
    // A wish for more than this is a slip of the pen.
    return min(Int(min(wanted.rounded(.up), 100_000)), 100_000)
  }

  /// δ_e.
  public var expectedDisorder: Double {
    chanceDisorders.reduce(0, +) / Double(chanceDisorders.count)
  }

  /// γ.
  public var value: Result<Double, UndefinedReason> {
    Self.agreement(observedDisorder, expectedDisorder)
  }

  /// γcat: how far coders agree in the categories of the units that were aligned; γk for one
  /// category.
  ///
  /// - Returns: Undefined when chance agrees completely.
  public func categoryValue(_ category: String? = nil) -> Result<Double, UndefinedReason> {
    var index: Int?
    if let category {
      index = continuum.categories.firstIndex(of: category)
      if index == nil { return .failure(.unknownCategory(category)) }
    }
    let observed = alignment.categoryDisorder(settings.dissimilarity, category: index)
    let expected =
      chanceAlignments.reduce(0) {
        $0 + $1.categoryDisorder(settings.dissimilarity, category: index)
      } / Double(chanceAlignments.count)
    return Self.agreement(observed, expected)
  }

  /// 1 − observed/expected.
  static func agreement(
    _ observed: Double, _ expected: Double
  ) -> Result<Double, UndefinedReason> {
    guard expected > 0 else { return observed == 0 ? .failure(.noVariation) : .failure(.notFinite) }
    return .success(1 - observed / expected)
  }
}
