public import LeitmotifAgreement
public import LeitmotifModel

/// How the coders of a study rated the units of what its participants say, ready to be compared.
///
/// A rating is about one unit and one code: coded, or not coded. A voice has ratings only where it finished its
/// work: a person in the transcripts that he finished, a classifier of the codes for which it has rules, the
/// merged result where anybody has and no place waits for a reviewer. The study is read transcript by transcript;
/// what is kept are counts.
public struct CoderAgreement: Sendable {
  /// What coders are asked about.
  public enum Subject: Hashable, Sendable {
    /// Every code that somebody gave; a unit is one piece and one code.
    case pooled
    /// A code at the top, given where it or a code below it is given.
    case topLevel(Identifier<Code>)
    /// A code by itself.
    case code(Identifier<Code>)
  }

  /// Who is compared, in what pieces, on which codes.
  public let question: AgreementQuestion

  /// Who is compared.
  public var voices: [Voice] { question.voices }

  /// Who is compared with whom: all together first, then each two.
  public let comparisons: [Comparison]

  /// The comparison to look at first: that of all people, else of everybody; `nil` for fewer than two voices.
  public var leading: Comparison? {
    let people = Comparison.firstWorks(of: voices).filter { voices[$0].kind == .person }
    return comparisons.first { $0.voices == people } ?? comparisons.first
  }

  /// The codes that are asked about, in the codebook's order.
  public let codes: [Identifier<Code>]

  /// Those of them that a voice gave where it finished its work: what is pooled.
  public let codesGiven: [Identifier<Code>]

  /// The codes at the top that have others of `codes` below them.
  public let topLevel: [Identifier<Code>]

  /// What each voice's ratings rest on.
  public let basis: [VoiceBasis]

  /// What does not enter the comparison.
  public let leftOut: LeftOut

  /// How each rule does against the people among the voices.
  public let rules: [RuleAgreement]

  private let tallies: [Identifier<Code>: UnitTally]
  private let rollUps: [RollUp]
  /// For each roll-up, for each code at the top.
  private let rolledUp: [[Identifier<Code>: UnitTally]]

  /// Reads the study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - question: Who is compared, in what pieces, on which codes.
  /// - Throws: Whatever the study throws.
  public init(of study: any StudyReader, _ question: AgreementQuestion) throws {
    self.question = question
    comparisons = Comparison.all(of: question.voices)
    let codebook = try study.codebook
    var reader = try RatingReader(of: study, question)
    let codes = reader.codes
    self.codes = codes
    rollUps = RollUp.all(
      for: comparisons, of: question.voices, codes: codes, coverage: reader.coverage)
    let tops = codes.map { RollUp.top(of: $0) }
    topLevel = codebook.codes.map(\.id).filter { top in
      zip(codes, tops).contains { $1 == top && $0 != top }
    }
    var counter = AgreementCounter(reader, rollUps: rollUps, rules: codebook.rules)
    let coverage = reader
    try reader.forEachTranscript { counter.count($0, coverage) }
    rules = counter.finish()
    tallies = counter.tallies
    rolledUp = counter.rolledUp
    basis = reader.basis
    leftOut = reader.leftOut
    codesGiven = codes.filter { [tallies] in
      tallies[$0]?.isGiven(byOneOf: .max) == true
    }
  }

  /// The ratings that a comparison rests on; the categories are those of `CodedCoefficient`.
  public func ratings(of subject: Subject, in comparison: Comparison) -> CountedRatings {
    switch subject {
    case .pooled:
      Self.ratings(codesGiven.compactMap { tallies[$0] }, comparison, voices)
    case .topLevel(let top):
      Self.ratings(
        zip(rollUps, rolledUp).filter { $0.0.comparisons.contains(comparison) }
          .compactMap { $1[top] },
        comparison, voices)
    case .code(let code):
      Self.ratings(tallies[code].map { [$0] } ?? [], comparison, voices)
    }
  }

  private static func ratings(
    _ tallies: [UnitTally], _ comparison: Comparison, _ voices: [Voice]
  ) -> CountedRatings {
    let mask = comparison.mask
    var clusters: [String: [RatingState: Int]] = [:]
    for tally in tallies {
      for (name, ways) in tally.clusters {
        for (state, count) in ways where state.covered & mask != 0 {
          let own = RatingState(covered: state.covered & mask, coded: state.coded & mask)
          clusters[name, default: [:]][own, default: 0] += count
        }
      }
    }
    let ways = Set(clusters.values.flatMap(\.keys)).sorted {
      ($0.covered, $0.coded) < ($1.covered, $1.coded)
    }
    let names = clusters.keys.sorted { $0.precedesBytewise($1) }
    return Self.ratings(
      of: ways, clusters: names.map { name in ways.map { clusters[name]?[$0] ?? 0 } },
      coders: comparison.voices.map { ($0, voices[$0].name) })
  }

  /// Ratings that were counted by what was said of units.
  ///
  /// - Parameters:
  ///   - ways: What was said, each once.
  ///   - clusters: For each cluster how many units of each way.
  ///   - coders: The voices' bits and names.
  /// - Returns: The ratings, with the categories of `CodedCoefficient`.
  static func ratings(
    of ways: [RatingState], clusters: [[Int]], coders: [(bit: Int, name: String)]
  ) -> CountedRatings {
    let cells = ways.flatMap { state in
      coders.map { coder -> Int32 in
        let bit: UInt64 = 1 << UInt64(coder.bit)
        return state.covered & bit == 0 ? Ratings.missing : state.coded & bit == 0 ? 0 : 1
      }
    }
    do {
      return try CountedRatings(
        ways: Ratings(
          coders: coders.map(\.name), categories: CodedCoefficient.categories, cells: cells),
        clusters: clusters)
    } catch {
      preconditionFailure("each way has a cell for each coder: \(error)")
    }
  }
}
