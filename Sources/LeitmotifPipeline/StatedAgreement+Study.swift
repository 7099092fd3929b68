import LeitmotifAgreement
public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifReliability

/// How far the people of a study agree, as reports state it: alpha and plain agreement, with intervals.
///
/// - Returns: Nothing when fewer than two people coded the same transcripts.
/// - Throws: What the study throws.
@Sendable public func statedAgreement(of study: any StudyReader) throws -> [StatedAgreement] {
  let people = try Voice.people(of: study.coders)
  guard let comparison = Comparison.together(people) else { return [] }
  let agreement = try CoderAgreement(of: study, AgreementQuestion(people))
  let ratings = agreement.ratings(of: .pooled, in: comparison)
  guard ratings.agreement(PercentAgreement()).basis.units > 0 else { return [] }
  let asked: [(String, any RatingCoefficient)] = [
    ("Krippendorff’s alpha", KrippendorffAlpha()), ("plain agreement", PercentAgreement()),
  ]
  return asked.map { name, coefficient in
    let result = ratings.agreement(coefficient, interval: IntervalRequest(.analytic))
    return StatedAgreement(
      name: name, value: result.value,
      interval: result.interval.flatMap { $0.lower <= $0.upper ? $0.lower...$0.upper : nil },
      reason: result.reason.map { "\($0)" } ?? "",
      units: "\(result.basis.units) sentences and codes by \(result.basis.coders) coders")
  }
}
