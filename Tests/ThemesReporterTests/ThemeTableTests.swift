import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// How themes are counted.
struct ThemeTableTests {
  private func theme(_ code: Identifier<Code>, of study: MemoryStudy = Sample.study) throws -> Theme
  {
    try #require(try ThemeTable(of: study)[code])
  }

  @Test func `k counts each participant once, with those of the codes below`() throws {
    #expect(try theme("limitation").participants == ["P1", "P2"])
    #expect(try theme("work").participants == ["P1", "P2", "P10"])
    #expect(try theme("work.run").participants == ["P1"])
    #expect(try theme("nobody").participants == [])
  }

  @Test func `someone who is no participant is quoted and not counted`() throws {
    let reliability = try theme("limitation.reliability")
    #expect(reliability.participants == ["P1", "P2"])
    #expect(reliability.quotations.map(\.speaker) == ["P1", "X", "P2"])
    #expect(reliability.quotations.map(\.participant) == ["P1", nil, "P2"])
  }

  @Test func `a participant counts once for each value of an attribute`() throws {
    #expect(try theme("limitation").attributeCounts == ["improves": ["yes": 1, "no": 1]])
    #expect(
      try theme("evaluation").attributeCounts == [
        "task": ["debugging": 1, "experiment": 1], "stance": ["optimistic": 1, "pessimistic": 2],
      ])
  }

  @Test func `the classifiers' own k stands beside the final one`() throws {
    #expect(try theme("work.run").byMachine == ["P1", "P10"])
    #expect(try theme("evaluation").byMachine == [])
  }

  @Test func `a participant without a transcript counts in n`() throws {
    let table = try ThemeTable(of: Sample.study)
    #expect(table.participants.map(\.participant.id) == ["P1", "P2", "P3", "P10"])
    #expect(table.participants.map(\.transcripts) == [["p1"], ["p2"], [], ["p10"]])
  }

  @Test func `codes that exclude each other for a participant are a conflict`() throws {
    #expect(
      try ThemeTable(of: Sample.study).conflicts == [
        ThemeTable.Conflict(
          parent: "evaluation", participant: "P2",
          codes: ["evaluation.significant", "evaluation.sceptical"])
      ])
  }

  @Test func `conflicts wait for a reviewer beside what the merge queued`() throws {
    let table = try ThemeTable(of: Sample.study)
    let told = table.queue.map { waiting in
      "\(waiting.item.transcript) \(waiting.item.code) \(waiting.item.reason) "
        + "\(waiting.conflicts == table.conflicts)"
    }
    #expect(
      told == [
        "p10 work.run disagreement false", "p2 evaluation.significant exclusive true",
        "p2 evaluation.sceptical exclusive true",
      ])
    // What reviewers decided of one of them stands.
    var study = Sample.study
    for place in study.finals.indices
    where study.finals[place].coding.code == "evaluation.sceptical" {
      study.finals[place].origin = .decision
    }
    let decided = try ThemeTable(of: study)
    #expect(decided.conflicts == table.conflicts)
    #expect(decided.queue.map(\.item.code) == ["work.run", "evaluation.significant"])
  }

  @Test func `conflicts are in the codebook's order, then in that of the participants`() throws {
    var study = Sample.study
    study.codebook.codes[0].exclusive = .participant
    let ada = Sample.interviews[2].coding(
      "Solving the other one", "evaluation.significant", by: "ada")
    study.codings.append(ada)
    study.finals.append(FinalCoding(coding: ada, origin: .single, sources: [CodingID(ada)]))
    let conflicts = try ThemeTable(of: study).conflicts
    #expect(conflicts.map(\.parent) == ["limitation", "evaluation", "evaluation"])
    #expect(conflicts.map(\.participant) == ["P2", "P2", "P10"])
  }

  @Test func `a quotation is the sentence around the evidence, at its place`() throws {
    let quotations = try ThemeTable(of: Sample.study).themes.flatMap(\.quotations)
    #expect(quotations.count == Sample.study.finals.count)
    for quotation in quotations {
      let text = try #require(Sample.study.transcript(quotation.transcript)).transcript.text
      let scalars = Array(text[text.span].unicodeScalars)
      let slice = { (range: Range<Int>) in
        String(String.UnicodeScalarView(scalars[range]))
      }
      #expect(slice(quotation.position) == quotation.text)
      #expect(slice(quotation.evidencePosition) == quotation.evidenceText)
    }
  }

  @Test func `a theme keeps as many quotations as asked for, of different people`() throws {
    let table = try ThemeTable(of: Sample.study, quotationsPerTheme: 2)
    let reliability = try #require(table["limitation.reliability"])
    #expect(reliability.quotations.map(\.participant) == ["P1", "P2"])
    #expect(reliability.codingCount == 3)
  }

  @Test func `an empty study has empty themes`() throws {
    let study = MemoryStudy(
      codebook: Sample.codebook, participants: [], interviews: [], codings: [])
    let table = try ThemeTable(of: study)
    #expect(table.n == 0)
    #expect(table.themes.allSatisfy { $0.participants.isEmpty })
    #expect(try !Sample.report(on: study).text.isEmpty)
  }

  @Test(arguments: [
    (["P10", "P2", "P1"], ["P1", "P2", "P10"]),
    (["b", "a10", "a9b", "a9"], ["a9", "a9b", "a10", "b"]),
    (["p01", "p1", "p001"], ["p001", "p01", "p1"]),
    (["9", "10", "", "x"], ["", "9", "10", "x"]),
  ])
  func `names are ordered as people order them`(names: [String], ordered: [String]) {
    let sorted = names.map { Identifier<Participant>($0) }.sorted(by: naturally)
    #expect(sorted.map(\.rawValue) == ordered)
  }

  @Test func `the table as JSON names every participant and what each figure rests on`() throws {
    guard case .object(let fields) = try ThemeTable(of: Sample.study).json,
      case .list(let themes)? = fields["themes"], case .object(let novelty) = themes[2]
    else {
      Issue.record("no themes")
      return
    }
    #expect(fields["participants"] == ["P1", "P2", "P3", "P10"])
    #expect(
      novelty == [
        "code": "limitation.novelty", "name": "Novelty", "k": 1, "participants": ["P2"],
        "machineOnlyK": 1, "attributes": ["improves": ["no": 1]],
        "quotations": [
          [
            "coding": "7e66c6b054d11b23", "code": "limitation.novelty", "transcript": "p2",
            "participant": "P2", "start": 20, "end": 73,
            "text": "Nothing new ever comes out of them — naïve 🙂 remixes.",
            "evidence": ["start": 20, "end": 31], "attributes": ["improves": "no"],
          ]
        ],
      ])
  }
}
