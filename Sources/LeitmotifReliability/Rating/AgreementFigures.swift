public import LeitmotifAgreement
public import LeitmotifModel

/// What some coefficients come to for one subject of one comparison, and what they rest on.
public struct AgreementFigures: Sendable {
  /// What coders were asked about.
  public let subject: CoderAgreement.Subject

  /// Who is compared.
  public let comparison: Comparison

  /// Each coefficient with its value, or the reason why there is none.
  public let results: [(coefficient: CodedCoefficient, result: AgreementResult)]

  /// For each compared voice, how many of the shared units it coded; `nil` where it has no rating of a shared unit.
  public let prevalence: [ObservedShare?]

  /// How many units at least two of the compared voices rated.
  public let units: Int

  /// The raw agreement of two ratings of a unit; `nil` without shared units.
  public let observed: Double?

  /// Works out coefficients.
  ///
  /// - Parameters:
  ///   - agreement: The ratings.
  ///   - subject: What coders were asked about.
  ///   - comparison: Who is compared.
  ///   - coefficients: What is worked out.
  ///   - interval: The kind of interval.
  public init(
    _ agreement: CoderAgreement, of subject: CoderAgreement.Subject, in comparison: Comparison,
    coefficients: [CodedCoefficient], interval: IntervalRequest = .none
  ) {
    let ratings = agreement.ratings(of: subject, in: comparison)
    self.subject = subject
    self.comparison = comparison
    results = coefficients.map { ($0, $0.value(of: ratings, interval: interval)) }
    let raw = ratings.agreement(PercentAgreement())
    units = raw.basis.units
    observed = raw.value
    prevalence = comparison.voices.indices.map { voice in
      var (coded, rated) = (0, 0)
      for way in 0..<ratings.ways.unitCount {
        let given = comparison.voices.indices.count { ratings.ways[unit: way, coder: $0] != nil }
        guard given >= 2, let rating = ratings.ways[unit: way, coder: voice] else { continue }
        rated += ratings.counts[way]
        coded += rating == 1 ? ratings.counts[way] : 0
      }
      return rated == 0 ? nil : ObservedShare(coded, of: rated)
    }
  }
}

extension CoderAgreement.Subject {
  /// The code that it is about; `nil` when it is about all.
  public var code: Identifier<Code>? {
    switch self {
    case .pooled: nil
    case .topLevel(let code), .code(let code): code
    }
  }
}
