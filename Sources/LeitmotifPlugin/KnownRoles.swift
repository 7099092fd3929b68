public import LeitmotifModel

/// The role that a label names by itself, such as `INTERVIEWER 2`, `Q` or `Moderatorin`.
///
/// - Parameters:
///   - label: The label as printed; case, a number behind it and full stops do not matter.
///   - others: All labels of the transcript: some letters mean a question only beside their answer.
/// - Returns: `nil` for a label that says no role.
public func knownRole(ofLabel label: String, among others: Set<String> = []) -> Role? {
  let word = roleWord(of: label)
  if let role = rolesByWord[word] { return role }
  guard others.count == 2 else { return nil }
  let letters = Set(others.map { $0.lowercased() })
  let pair = questionsAndAnswers.first { Set($0) == letters }
  return pair.map { label.lowercased() == $0[0] ? .interviewer : .participant }
}

/// A label in lower case, without full stops and without what numbers several of a kind.
private func roleWord(of label: String) -> String {
  var words = label.lowercased().split { $0 == " " || $0 == "_" || $0 == "." }.map(String.init)
  if words.count > 1, let last = words.last, last.count == 1 || Int(last) != nil {
    words.removeLast()
  }
  var word = words.joined(separator: " ")
  while let last = word.unicodeScalars.last, ("0"..."9").contains(last) { word.removeLast() }
  return word.isEmpty ? label.lowercased() : word
}

/// First the letter of a question, then that of its answer, where one alone would say nothing.
private let questionsAndAnswers = [["p", "r"], ["f", "a"], ["d", "r"], ["v", "o"]]

private let rolesByWord: [String: Role] = {
  let words: [Role: [String]] = [
    .interviewer: [
      "interviewer", "interviewers", "int", "intv", "iv", "ivr", "i", "q", "question", "questioner",
      "researcher", "host", "interviewerin", "interviewende", "interviewende person", "frage",
      "intervieweur", "intervieweuse", "enquêteur", "enquêtrice", "question de l'enquêteur",
      "entrevistador", "entrevistadora", "pregunta", "pergunta", "intervistatore",
      "intervistatrice", "domanda", "vraag", "интервьюер", "вопрос", "问", "問", "采访者", "記者",
    ],
    .participant: [
      "participant", "respondent", "interviewee", "informant", "resp", "a", "answer", "befragte",
      "befragter", "befragte person", "antwort", "enquêté", "enquêtée", "réponse", "entrevistado",
      "entrevistada", "respuesta", "resposta", "intervistato", "intervistata", "risposta",
      "geïnterviewde", "antwoord", "ответ", "респондент", "答", "受访者",
    ],
    .moderator: [
      "moderator", "mod", "moderators", "facilitator", "chair", "chairman", "chairwoman",
      "chairperson", "moderatorin", "moderation", "modérateur", "modératrice", "animateur",
      "animatrice", "moderador", "moderadora", "moderatore", "moderatrice", "модератор", "主持人",
    ],
    .other: [
      "translator", "interpreter", "transcriber", "observer", "technician", "audience", "narrator",
      "dolmetscher", "dolmetscherin", "interprète", "intérprete",
    ],
  ]
  return Dictionary(words.flatMap { role, words in words.map { ($0, role) } }) { first, _ in first }
}()
