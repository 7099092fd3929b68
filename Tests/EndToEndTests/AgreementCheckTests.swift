import LeitmotifTesting
import Testing

/// Checks of agreement: whose, in what pieces, over which codes.
struct AgreementCheckTests {
  private static let codebook = """
    leitmotif: codebook/1
    codebook: small
    codes:
      - code: mood
        definition: A mood.
        rules: [{id: words, any: [alone], evidence: sentence}]
      - code: loss
        definition: A loss.
    """

  /// Runs a study of four sentences that two people coded and returns what its checks say.
  private func failures(of checks: String) throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write(
      "INT: Tell me.\nP1: I was alone. It was dark. Mother was gone.\nINT: And?\nP1: No more.\n",
      to: "p1.txt")
    try folder.write(Self.codebook, to: "codebook.yaml")
    try folder.write("transcript,code,start,end\np1,mood,18,30\np1,loss,44,60\n", to: "ada.csv")
    try folder.write("transcript,code,start,end\np1,mood,18,30\np1,loss,31,43\n", to: "ben.csv")
    try folder.write(
      """
      leitmotif: pipeline/1
      name: small
      store: small.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: [p1.txt]
          settings:
            speakers: [{match: "INT*", role: interviewer}, {match: "P*", role: participant}]
        - segment: turns
        - segment: sentences
        - classify: keywords
        - import: codings
          files: [ada.csv, ben.csv]
        - merge: adjudicate
      checks:
      \(checks)
      """, to: "pipeline.yaml")
    return try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path)
  }

  // Four sentences and two codes: they differ on "loss" in two sentences, and never on "mood".
  @Test(arguments: [
    ("{that: agreement.percent_agreement >= 0.75}", 0),
    ("{that: agreement.percent_agreement >= 0.76}", 1),
    ("{that: agreement.percent_agreement >= 0.76, severity: warn}", 0),
    ("{that: agreement.cohen_kappa == 1, codes: [mood]}", 0),
    ("{that: agreement.cohen_kappa == 1, codes: [loss]}", 1),
    ("{that: agreement.f1 == 1, of: [ada, machine], codes: [mood]}", 0),
    ("{that: agreement.krippendorff-alpha >= 0.9, of: [ada, ben]}", 1),
    // In the turn as a whole both gave both.
    ("{that: agreement.krippendorff-alpha >= 0.9, of: [ada, ben], unit: turn}", 0),
  ])
  func `a check of agreement holds or fails the run`(check: String, status: Int32) throws {
    let result = try failures(of: "  - \(check)")
    #expect(result.status == status, "\(result.error)")
    let fails = status == 1 || check.contains("warn")
    #expect(result.error.contains("[check-failed]") == fails)
    #expect(
      result.error.contains(" |   - \(check)\n     |            ^") == fails, "\(result.error)")
  }

  @Test(arguments: [
    ("{that: agreement.cohen_kappa >= 0.6, of: [ada, bne]}", "the study has no coder 'bne'"),
    ("{that: agreement.cohen_kappa >= 0.6, of: [ada]}", "one coder is none to compare"),
    ("{that: agreement.cohen_kappa >= 0.6, of: [ada, ben, machine]}", "it is undefined, for "),
  ])
  func `a check without a value says why`(check: String, words: String) throws {
    let result = try failures(of: "  - \(check)")
    #expect(result.status == 1)
    #expect(result.error.contains(words), "\(result.error)")
  }

  @Test(arguments: [
    ("{that: agreement.gamma >= 0.6}", "'agreement.gamma' cannot be measured"),
    ("{that: agreement.cohen_kappa >= 0.6, unit: word}", "unit"),
    ("{that: agreement.cohen_kappa >= 0.6, codes: [nothing]}", "no code fits"),
    ("{that: queue == 0, of: [ada]}", "of"),
    ("{that: codigns >= 1}", "help: did you mean 'codings'?"),
    ("{that: agreement.kohen_kappa >= 0.6}", "help: did you mean 'agreement.cohen_kappa'?"),
  ])
  func `a check that cannot be read is an error before anything runs`(
    check: String, words: String
  ) throws {
    let result = try failures(of: "  - \(check)")
    #expect(result.status == 2)
    #expect(result.error.contains(words), "\(result.error)")
  }
}
