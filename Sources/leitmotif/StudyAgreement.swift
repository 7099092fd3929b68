import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability

/// How far the coders of one run agree, as it is shown.
struct StudyAgreement {
  let run: LeitmotifModel.Run
  let codebook: Codebook
  let agreement: CoderAgreement
  let coefficients: [CodedCoefficient]
  let interval: IntervalRequest
  /// How intervals are worked out, for people.
  let intervalName: String
  let showsRules: Bool

  /// The comparison whose codes are shown one by one.
  var leading: Comparison? { agreement.leading }

  /// The figures of a subject in a comparison.
  func figures(
    of subject: CoderAgreement.Subject, in comparison: Comparison
  ) -> AgreementFigures {
    AgreementFigures(
      agreement, of: subject, in: comparison, coefficients: coefficients, interval: interval)
  }

  /// The same without intervals, which may take thousands of replicates.
  func values(
    of subject: CoderAgreement.Subject, in comparison: Comparison
  ) -> AgreementFigures {
    AgreementFigures(agreement, of: subject, in: comparison, coefficients: coefficients)
  }
}

extension StudyAgreement {
  /// All figures as one object.
  var json: JSONValue {
    [
      "run": .integer(run.id),
      "codebook": [
        "name": .string(codebook.name), "version": .string(codebook.version),
        "hash": .string(run.codebook),
      ],
      "unit": .string(agreement.question.unit.rawValue),
      "categories": .list(CodedCoefficient.categories.map { .string($0) }),
      "coders": .list(zip(agreement.voices, agreement.basis).map(Self.json)),
      "codes": .list(agreement.codes.map { .string($0.rawValue) }),
      "codesGiven": .list(agreement.codesGiven.map { .string($0.rawValue) }),
      "leftOut": Self.json(of: agreement.leftOut),
      "comparisons": .list(agreement.comparisons.map(json)),
      "rules": .list(agreement.rules.map(json)),
    ]
  }

  private static func json(of voice: Voice, _ basis: VoiceBasis) -> JSONValue {
    [
      "name": .string(voice.name), "kind": .string(voice.kind.rawValue),
      "members": .list(voice.members.map { .string($0.rawValue) }),
      "transcripts": .integer(basis.transcripts), "codings": .integer(basis.codings),
      "codesWithoutRules": .list(basis.codesWithoutRules.map { .string($0.rawValue) }),
    ]
  }

  private static func json(of leftOut: LeftOut) -> JSONValue {
    [
      "codingsElsewhere": .integer(leftOut.codingsElsewhere),
      "codingsNotCovered": .integer(leftOut.codingsNotCovered),
      "openPlaces": .integer(leftOut.openPlaces),
      "transcriptsWithoutUnits": .integer(leftOut.transcriptsWithoutUnits),
      "transcriptsWithoutSentences": .integer(leftOut.transcriptsWithoutSentences),
      "namelessTurns": .integer(leftOut.namelessTurns),
    ]
  }

  private func json(of comparison: Comparison) -> JSONValue {
    [
      "name": .string(comparison.name), "kind": .string(comparison.kind.rawValue),
      "coders": .list(comparison.voices.map { .string(agreement.voices[$0].name) }),
      "pooled": json(of: figures(of: .pooled, in: comparison)),
      "topLevel": .list(
        agreement.topLevel.map { json(of: figures(of: .topLevel($0), in: comparison)) }),
      "codes": .list(
        agreement.codesGiven.map { json(of: figures(of: .code($0), in: comparison)) }),
    ]
  }

  /// The figures of one subject.
  func json(of figures: AgreementFigures) -> JSONValue {
    let prevalence = figures.prevalence.map { share -> JSONValue in
      share.map { [.integer($0.part), .integer($0.whole)] } ?? .null
    }
    let results = figures.results.map { coefficient, result -> JSONValue in
      .object(agreementFields(result, of: coefficient.name, interval: intervalName))
    }
    return [
      "code": .optional(figures.subject.code?.rawValue),
      "units": .integer(figures.units),
      "coded": .list(prevalence),
      "results": .list(results),
    ]
  }

  private func json(of rule: RuleAgreement) -> JSONValue {
    let confidence = interval.confidence
    func json(_ share: ObservedShare) -> JSONValue {
      [
        "value": .optional(share.value), "of": .integer(share.whole),
        "ci": Self.json(of: share.interval(confidence: confidence)),
      ]
    }
    return [
      "rule": .string(rule.rule.rawValue), "code": .string(rule.code.rawValue),
      "both": .integer(rule.counts.both), "missed": .integer(rule.counts.missed),
      "added": .integer(rule.counts.added), "precision": json(rule.counts.precision),
      "recall": json(rule.counts.recall),
      "f1": [
        "value": .optional(rule.counts.f1),
        "ci": Self.json(of: rule.counts.f1Interval(confidence: confidence)),
      ],
    ]
  }

  private static func json(of interval: ConfidenceInterval?) -> JSONValue {
    interval.map { [.number($0.lower), .number($0.upper)] } ?? .null
  }
}
