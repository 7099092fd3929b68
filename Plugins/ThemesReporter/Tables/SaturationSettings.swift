public import LeitmotifPlugin

/// When no more new codes are to be expected of further interviews.
///
/// - Source: G. Guest, E. Namey, M. Chen, "A simple method to assess and report thematic saturation in
///   qualitative research", PLOS ONE 15(5), 2020, doi:10.1371/journal.pone.0232076.
public struct SaturationSettings: StageConfiguration, Hashable {
  /// How many interviews make the base that new codes are compared with.
  public var base = 4
  /// How many interviews in a row are looked at together.
  public var run = 2
  /// Saturation is reached when a run brings at most so many new codes.
  ///
  /// - Unit: percent of the codes in the base.
  public var threshold = 5.0
  /// Over how many random orders of the interviews the curve is averaged.
  public var permutations = 500
  /// The seed of these orders.
  public var seed = 1

  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("base", \.base, "How many interviews make the base."),
    Setting("run", \.run, "How many interviews in a row are looked at together."),
    Setting(
      "threshold", \.threshold,
      "Saturation is reached when a run brings at most so many new codes, in percent of the base's."
    ),
    Setting("permutations", \.permutations, "Over how many orders the curve is averaged."),
    Setting("seed", \.seed, "The seed of these orders."),
  ]

  public func validate() -> [SettingProblem] {
    var problems: [SettingProblem] = []
    if base < 1 { problems.append(SettingProblem("base", "a base has an interview at least")) }
    if run < 1 { problems.append(SettingProblem("run", "a run has an interview at least")) }
    if !(0...100).contains(threshold) {
      problems.append(SettingProblem("threshold", "\(threshold) is no percentage"))
    }
    if !(0...100_000).contains(permutations) {
      problems.append(
        SettingProblem("permutations", "\(permutations) is not from 0 to 100000"))
    }
    return problems
  }
}
