import LeitmotifAgreement
public import LeitmotifModel
public import LeitmotifPlugin

/// How far the people of a study agree, as reports state it: alpha and plain agreement, with intervals.
///
/// - Returns: Nothing when fewer than two people coded the same transcripts.
/// - Throws: What the study throws.
@Sendable public func statedAgreement(of study: any StudyReader) throws -> [StatedAgreement] {
  try CoderAgreement(reader: study).stated()
}

/// Agreement among the people who coded, for a pipeline's checks.
///
/// A unit is one code in one sentence (where transcripts are not cut into sentences, in one turn) of a
/// participant, in a transcript that at least two people finished; its categories are "coded" and "not coded".
/// Every code that somebody gave is asked. A person who did not finish a transcript has no ratings there.
struct CoderAgreement {
  let reader: any StudyReader

  /// The coefficients that a check can name.
  static let coefficients: [String: any RatingCoefficient] = [
    "cohen_kappa": CohenKappa(), "fleiss_kappa": FleissKappa(), "gwet_ac1": GwetAC(),
    "krippendorff_alpha": KrippendorffAlpha(), "percent_agreement": PercentAgreement(),
  ]

  /// The value of a coefficient.
  ///
  /// - Parameter name: One of `coefficients`.
  /// - Returns: `nil` where it is undefined, for example with fewer than two coders.
  /// - Throws: Whatever the reader throws.
  func value(of name: String) throws -> Double? {
    guard let coefficient = Self.coefficients[name], let ratings = try ratings() else { return nil }
    return ratings.agreement(coefficient).value
  }

  /// What a methods section states.
  fileprivate func stated() throws -> [StatedAgreement] {
    guard let ratings = try ratings() else { return [] }
    let asked: [(String, any RatingCoefficient)] = [
      ("Krippendorff’s alpha", KrippendorffAlpha()), ("plain agreement", PercentAgreement()),
    ]
    return asked.map { name, coefficient in
      let result = ratings.agreement(
        coefficient, interval: IntervalRequest(.analytic, confidence: 0.95))
      return StatedAgreement(
        name: name, value: result.value,
        interval: result.interval.flatMap { $0.lower <= $0.upper ? $0.lower...$0.upper : nil },
        reason: result.reason.map { "\($0)" } ?? "",
        units: "\(result.basis.units) sentences and codes by \(result.basis.coders) coders")
    }
  }

  private func ratings() throws -> Ratings? {
    let people = try reader.coders.filter { $0.kind == .person }.map(\.id)
    guard people.count >= 2 else { return nil }
    let finished = Dictionary(grouping: try reader.coverage, by: \.transcript)
      .mapValues { Set($0.map(\.coder)).intersection(people) }.filter { $0.value.count >= 2 }
    var given: [Identifier<Transcript>: [Coding]] = [:]
    var codes: Set<Identifier<Code>> = []
    try reader.forEachCoding { coding in
      guard finished[coding.transcript]?.contains(coding.coder) == true else { return }
      given[coding.transcript, default: []].append(coding)
      codes.insert(coding.code)
    }
    var cells: [Int32] = []
    for key in finished.keys.sorted() {
      guard let transcript = try reader.transcript(key) else { continue }
      let units = Self.units(of: transcript)
      for code in codes.sorted() {
        let codings = given[key]?.filter { $0.code == code } ?? []
        for unit in units {
          for person in people {
            guard finished[key]?.contains(person) == true else {
              cells.append(Ratings.missing)
              continue
            }
            cells.append(codings.contains { $0.coder == person && $0.span.overlaps(unit) } ? 1 : 0)
          }
        }
      }
    }
    return try? Ratings(
      coders: people.map(\.rawValue), categories: ["not coded", "coded"], cells: cells)
  }

  /// The sentences of participants, or their turns where there are no sentences.
  private static func units(of segmented: SegmentedTranscript) -> [TextSpan] {
    let transcript = segmented.transcript
    let layer = segmented.segments[.sentence] ?? segmented.segments[.turn] ?? []
    return layer.filter {
      transcript.speaker(of: transcript.turns[$0.turn])?.role == .participant
    }.map(\.span)
  }
}
