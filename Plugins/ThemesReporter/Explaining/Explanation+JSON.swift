public import LeitmotifModel

extension Explanation {
  /// The explanation for programs; places are code points of the transcript.
  public var json: JSONValue {
    [
      "coding": .string(id.description),
      "transcript": .string(coding.transcript.rawValue),
      "participant": .optional(speaker?.participant?.rawValue),
      "speaker": .optional(speaker?.label),
      "time": turn?.start.map { .number(Double($0) / 1000) } ?? .null,
      "start": .integer(codePoints(coding.span).lowerBound),
      "end": .integer(codePoints(coding.span).upperBound),
      "text": .string(words(coding.span)),
      "attributes": json(coding.attributes),
      "code": [
        "id": .string(coding.code.rawValue), "name": .optional(code?.name),
        "definition": .optional(code?.definition),
      ],
      "finals": .list(finals.map(json)),
      "sources": .list(sources.map(json)),
      "suppressed": .list(
        suppressed.map { match in
          [
            "rule": .string(match.rule.rawValue),
            "start": .integer(codePoints(match.span).lowerBound),
            "end": .integer(codePoints(match.span).upperBound),
          ]
        }),
      "decisions": .list(decisions.map(json)),
      "waiting": .list(waiting.map { .string($0.reason.rawValue) }),
      "codebook": [
        "name": .string(codebook.name), "version": .string(codebook.version),
        "hash": .string(run.codebook),
      ],
      "run": .integer(run.id),
    ]
  }

  private func json(_ final: FinalCoding) -> JSONValue {
    [
      "coding": .string(CodingID(final.coding).description),
      "origin": .string(final.origin.rawValue),
      "decision": .optional(final.decision?.rawValue),
      "sources": .list(final.sources.map { .string($0.description) }),
    ]
  }

  private func json(_ source: Coding) -> JSONValue {
    let rule = rule(of: source)
    return [
      "coding": .string(CodingID(source).description),
      "coder": .string(source.coder.rawValue),
      "kind": .string(source.isByMachine(among: coders) ? "machine" : "person"),
      "start": .integer(codePoints(source.span).lowerBound),
      "end": .integer(codePoints(source.span).upperBound),
      "attributes": json(source.attributes),
      "memo": .string(source.memo),
      "rule": source.rule.map { id in
        [
          "id": .string(id.rawValue), "source": .optional(rule?.source),
          "file": .optional(rule?.location?.path),
          "line": rule?.location?.line.map { .integer($0) } ?? .null,
        ]
      } ?? .null,
    ]
  }

  private func json(_ decision: Decision) -> JSONValue {
    [
      "id": .string(decision.id.rawValue), "reviewer": .string(decision.reviewer.rawValue),
      "time": .string(decision.time), "reason": .string(decision.reason),
    ]
  }

  private func json(_ attributes: Attributes) -> JSONValue {
    .object(attributes.dictionary.mapValues { .string($0) })
  }
}
