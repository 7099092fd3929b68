public import LeitmotifModel

extension ThemeTable {
  /// The table as `leitmotif report --json` prints it.
  ///
  /// A theme's quotations are those of its code and of the codes below it: those that its k rests on. Places
  /// are code points of the transcript.
  public var json: JSONValue {
    [
      "participants": .list(participants.map { .string($0.participant.id.rawValue) }),
      "themes": .list(themes.map(json)),
      "unsettled": .object([
        "conflicts": .list(
          shownConflicts.map { conflict in
            [
              "participant": .string(conflict.participant.rawValue),
              "codes": .list(conflict.codes.map { .string($0.rawValue) }),
            ]
          }),
        "queue": .integer(queue.count),
      ]),
    ]
  }

  private func json(of theme: Theme) -> JSONValue {
    let participants = named(theme)
    let counts = theme.attributeCounts.mapValues { values in
      JSONValue.object(values.mapValues { shown($0) })
    }
    return [
      "code": .string(theme.code.id.rawValue),
      "name": .string(theme.code.name),
      "k": shown(theme.participants.count),
      "participants": .list(participants.map { .string($0.rawValue) }),
      "machineOnlyK": shown(theme.byMachine.count),
      "attributes": .object(counts),
      "quotations": .list(
        quotations(of: theme.code.id).map { $0.json(from: name(of: $0.transcript)) }),
    ]
  }
}

extension ThemeTable {
  /// A count, or null where it is kept back.
  private func shown(_ count: Int) -> JSONValue {
    privacy.shows(count) ? .integer(count) : .null
  }
}

extension Quotation {
  fileprivate func json(from transcript: String) -> JSONValue {
    [
      "coding": .string(coding.description),
      "code": .string(code.rawValue),
      "transcript": .string(transcript),
      "participant": .optional(participant?.rawValue),
      "start": .integer(position.lowerBound),
      "end": .integer(position.upperBound),
      "text": .string(text),
      "evidence": [
        "start": .integer(evidencePosition.lowerBound),
        "end": .integer(evidencePosition.upperBound),
      ],
      "attributes": .object(shownAttributes.dictionary.mapValues { .string($0) }),
    ]
  }
}
