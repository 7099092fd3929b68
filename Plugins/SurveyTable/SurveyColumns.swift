import LeitmotifModel
import LeitmotifPlugin

/// What the columns of a table of answers are.
struct SurveyColumns {
  /// Who answers; `nil` where no column says it.
  let participant: Int?
  /// The answers.
  let answers: [Int]
  /// When each row begins and ends, in tables of what was said.
  let time: Int?
  let end: Int?

  /// Looks at a table: what the user says of it counts, and else the columns' names and how long their cells are.
  ///
  /// - Throws: `Diagnostics` with every column that the user names and the table has not.
  init(
    _ rows: SurveyRows, _ choice: SurveyIngester.Configuration, path: String
  ) throws(Diagnostics) {
    var missing = Diagnostics()
    func place(_ name: String) -> Int? {
      guard !name.isEmpty else { return nil }
      if let place = rows.columns.firstIndex(where: { $0 == name }) { return place }
      let line = name.lowercased()
      if let place = rows.columns.firstIndex(where: { $0.lowercased() == line }) { return place }
      missing.append(
        .error(
          "missing-column", "the table has no column '\(name)'",
          help: helpForUnknown(name, known: rows.columns.filter { !$0.isEmpty }, called: "columns"),
          at: SourceLocation(path: path, line: 1)))
      return nil
    }
    func known(_ names: Set<String>) -> Int? {
      rows.columns.firstIndex { names.contains($0.lowercased()) }
    }
    func knownTime(_ names: Set<String>) -> Int? {
      rows.columns.indices.first {
        names.contains(rows.columns[$0].lowercased()) && rows.areTimes($0)
      }
    }
    let participant = place(choice.participant) ?? known(Self.participants)
    let time = place(choice.time) ?? knownTime(Self.starts)
    let end = place(choice.end) ?? knownTime(Self.ends)
    let named = choice.answers.compactMap { place($0) }
    try missing.throwIfErrors()
    self.participant = participant
    self.time = time
    self.end = end
    guard choice.answers.isEmpty else {
      answers = named
      return
    }
    let others = rows.columns.indices.filter { ![participant, time, end].contains($0) }
    let words = others.filter { Self.words.contains(rows.columns[$0].lowercased()) }
    answers = words.isEmpty ? others.filter { rows.meanWords($0) >= Self.shortestAnswer } : words
  }

  /// An answer in words of its own has at least so many of them on average; a chosen one has fewer.
  private static let shortestAnswer = 4.0

  private static let participants: Set<String> = [
    "participant", "participants", "participant id", "participant_id", "participantid",
    "respondent", "respondent id", "respondent_id", "respondentid", "response id", "responseid",
    "interviewee", "pseudonym", "speaker", "name", "person", "id", "code", "case", "teilnehmer",
    "teilnehmerin", "befragte", "befragter", "sprecher", "participante", "participant·e",
    "encuestado", "entrevistado", "locuteur",
  ]

  private static let words: Set<String> = [
    "answer", "response", "text", "sentence", "utterance", "transcript", "transcription", "comment",
    "antwort", "äußerung", "réponse", "texte", "respuesta", "texto", "risposta", "testo",
  ]

  private static let starts: Set<String> = [
    "start", "start time", "starttime", "timestamp", "time stamp", "timecode", "time", "begin",
    "begin time", "onset", "in", "from",
  ]

  private static let ends: Set<String> = [
    "end", "end time", "endtime", "stop", "offset", "out", "to",
  ]
}
