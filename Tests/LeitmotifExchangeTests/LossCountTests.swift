import LeitmotifExchange
import LeitmotifModel
import LeitmotifTesting
import Testing

/// What is counted of what other formats have no place for.
struct LossCountTests {
  private func losses(of transcript: Transcript) -> [String] {
    var count = LossCount()
    count.add(transcript)
    return count.all.map { "\($0.count) \($0.what)" }
  }

  @Test func `who speaks is lost where the text does not say it`() {
    let text = CanonicalText("We wait.\nFor what?\nFor rain.\nAnd for ROSA.")
    let lines = [0..<8, 9..<18, 19..<28, 29..<42]
    var transcript = Transcript(
      key: "p1", format: "tei", text: text,
      speakers: [
        Speaker(label: "ROSA", role: .participant), Speaker(label: "INT", role: .interviewer),
      ],
      turns: zip([0, 1, 0, 0], lines).map { speaker, line in
        Turn(speaker: speaker, span: TextSpan(start: line.lowerBound, end: line.upperBound))
      })
    // The last turn goes on where the one before it ended.
    #expect(losses(of: transcript) == ["3 turns' speakers"])
    transcript.turns[1].speaker = nil
    transcript.turns[2].start = 4_000
    #expect(losses(of: transcript) == ["2 turns' speakers", "1 turns' times"])
  }

  @Test func `nothing is lost of a text that says who speaks`() {
    var transcript = SegmentedTranscript(
      interview: "p1", "I: What is it for?\nP1: For the rain.\nI: And when?"
    ).transcript
    for turn in transcript.turns.indices { transcript.turns[turn].start = nil }
    #expect(losses(of: transcript).isEmpty)
  }

  @Test(arguments: [
    (true, StudyContent.Selection.proposals, ["3 entries of what coders have finished"]),
    (
      false, .proposals,
      ["1 entries of what coders have finished", "2 participants with their attributes"]
    ),
    (
      false, .final,
      ["3 entries of what coders have finished", "2 participants with their attributes"]
    ),
  ])
  func `who has finished is kept where each coder has a text, and people where there are cases`(
    isProject: Bool, selection: StudyContent.Selection, expected: [String]
  ) throws {
    var study = MemoryStudy(
      codebook: Codebook(name: "c", codes: []), participants: ["P1", "P2"], interviews: [],
      codings: [])
    study.coverage = [
      Coverage(coder: "ada", transcript: "p1"), Coverage(coder: "ben", transcript: "p1"),
      Coverage(coder: "ben", transcript: "p2", code: "rain"),
    ]
    var count = LossCount()
    try count.addStudy(
      StudyContent(of: study, name: "c", selection: selection), isProject: isProject)
    #expect(count.all.map { "\($0.count) \($0.what)" } == expected)
  }
}
