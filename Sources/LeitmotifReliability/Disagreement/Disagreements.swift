import LeitmotifAgreement
public import LeitmotifModel

/// Where the voices of a comparison differ, the patterns first that cost the most agreement.
public struct Disagreements: Sendable {
  /// Who differs.
  public let comparison: Comparison

  /// The names of the question's voices.
  public let voices: [String]

  /// The patterns, sorted by what settling them would do for agreement.
  public let groups: [DisagreementGroup]

  /// The places, in the patterns' order, then in that of the texts or participants.
  public let all: [Disagreement]

  /// For each pair of codes, in how many units one voice gave the first and another, later in the comparison, the
  /// second; equal codes where both gave it.
  ///
  /// Where voices share one code and differ over others, only those over which they differ are paired.
  public let confusion: [ConfusionCell: Int]

  /// Krippendorff's alpha over all codes as it is; `nil` where it has no value.
  public let alpha: Double?

  /// Reads the study once more and lists where voices differ.
  ///
  /// - Parameters:
  ///   - agreement: How far they agree.
  ///   - comparison: Who is compared.
  ///   - study: The study that it is of.
  /// - Throws: Whatever the study throws.
  public init(
    of agreement: CoderAgreement, in comparison: Comparison, study: any StudyReader
  ) throws {
    var finder = DisagreementFinder(agreement, comparison, queue: try study.openPlaces.map(\.item))
    var reader = try RatingReader(of: study, agreement.question)
    let coverage = reader
    try reader.forEachTranscript { finder.find(in: $0, coverage) }
    finder.findOverParticipants()
    self.comparison = comparison
    voices = agreement.voices.map(\.name)
    confusion = finder.confusion
    let settling = Settling(agreement.ratings(of: .pooled, in: comparison), comparison)
    alpha = settling.alpha(settling: [:])
    let groups = finder.groups(settling)
    self.groups = groups
    let order = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { ($1.pattern, $0) })
    // The finder went through the texts in order, which a stable order of patterns keeps.
    all = finder.found.enumerated().sorted {
      (order[$0.element.pattern] ?? 0, $0.offset) < (order[$1.element.pattern] ?? 0, $1.offset)
    }.map(\.element)
  }
}

/// What alpha would be, had voices agreed in some units.
struct Settling {
  private let counts: [RatingState: Int]
  private let comparison: Comparison

  init(_ ratings: CountedRatings, _ comparison: Comparison) {
    self.comparison = comparison
    var counts: [RatingState: Int] = [:]
    for way in 0..<ratings.ways.unitCount {
      var state = RatingState(covered: 0, coded: 0)
      for (place, voice) in comparison.voices.enumerated() {
        guard let rating = ratings.ways[unit: way, coder: place] else { continue }
        state.covered |= 1 << UInt64(voice)
        if rating == 1 { state.coded |= 1 << UInt64(voice) }
      }
      counts[state, default: 0] += ratings.counts[way]
    }
    self.counts = counts
  }

  /// Alpha, had everybody who looked given the code in some units.
  ///
  /// - Parameter settled: How many units of each way are settled.
  /// - Returns: `nil` where alpha has no value.
  func alpha(settling settled: [RatingState: Int]) -> Double? {
    var counts = counts
    for (state, count) in settled {
      counts[state, default: 0] -= count
      counts[RatingState(covered: state.covered, coded: state.covered), default: 0] += count
    }
    let states = counts.filter { $0.value > 0 }.sorted {
      ($0.key.covered, $0.key.coded) < ($1.key.covered, $1.key.coded)
    }
    let ratings = CoderAgreement.ratings(
      of: states.map(\.key), clusters: [states.map(\.value)],
      coders: comparison.voices.map { ($0, String($0)) })
    return ratings.agreement(KrippendorffAlpha()).value
  }
}
