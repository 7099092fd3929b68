import LeitmotifModel
import LeitmotifTesting

/// Two interviews that two people and the classifiers coded, small enough to count by hand.
enum SmallStudy {
  static let first = SegmentedTranscript(
    interview: "p1",
    """
    I: How was it?
    P1: I was alone. I was afraid. Nobody came. It passed.
    P1: Then a friend came. I was glad.
    """)

  static let second = SegmentedTranscript(
    interview: "p2",
    """
    P2: I felt alone, naïve 🙂 and afraid. Mother died. I slept.
    """)

  static let codebook = Codebook(
    name: "small", version: "1",
    codes: [
      Code(id: "mood", name: "Mood"),
      Code(
        id: "mood.lonely", parent: "mood", name: "Lonely",
        rules: [rule("mood.lonely/words", .any([.word(WordPattern("alone"))]))]),
      Code(
        id: "mood.fear", parent: "mood", name: "Fear",
        rules: [rule("mood.fear/query", .query(.or([])))]),
      Code(id: "loss", name: "Loss"),
      Code(id: "joy", name: "Joy"),
    ])

  private static func rule(_ id: String, _ body: Rule.Body) -> Rule {
    Rule(
      id: Identifier(id), code: Identifier(String(id.prefix { $0 != "/" })), body: body)
  }

  /// Ada finished both interviews, Ben the first; the classifiers saw both.
  static var study: MemoryStudy {
    var study = MemoryStudy(
      codebook: codebook, participants: ["P1", "P2"], interviews: [first, second],
      codings: [
        first.coding("I was alone", "mood.lonely", by: "ada"),
        first.coding("Nobody came", "mood.lonely", by: "ada"),
        first.coding("afraid", "mood.fear", by: "ada"),
        first.coding("alone. I was", "mood.lonely", by: "ben"),
        first.coding("I was glad", "joy", by: "ben"),
        second.coding("alone", "mood.lonely", by: "ada"),
        second.coding("Mother died", "loss", by: "ada"),
        machine(first, "alone", "mood.lonely/words", by: "keywords"),
        machine(first, "How was it", "mood.lonely/words", by: "keywords"),
        machine(first, "afraid", "mood.fear/query", by: "rules"),
        machine(second, "alone", "mood.lonely/words", by: "keywords"),
        machine(second, "afraid", "mood.fear/query", by: "rules"),
      ], finals: [])
    study.coverage = [
      Coverage(coder: "ada", transcript: "p1"), Coverage(coder: "ada", transcript: "p2"),
      Coverage(coder: "ben", transcript: "p1"),
      Coverage(coder: "keywords", transcript: "p1"), Coverage(coder: "keywords", transcript: "p2"),
      Coverage(coder: "rules", transcript: "p1"), Coverage(coder: "rules", transcript: "p2"),
    ]
    return study
  }

  private static func machine(
    _ interview: SegmentedTranscript, _ words: String, _ rule: String, by coder: String
  ) -> Coding {
    var coding = interview.coding(words, String(rule.prefix { $0 != "/" }), by: coder)
    coding.rule = Identifier(rule)
    return coding
  }
}
