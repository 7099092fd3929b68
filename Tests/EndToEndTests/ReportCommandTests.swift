import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import leitmotif

/// `leitmotif report` and `leitmotif explain` over a study in memory.
struct ReportCommandTests {
  private var study: MemoryStudy {
    let interview = SegmentedTranscript(interview: "p1", "P1: It makes mistakes. It helps.")
    return MemoryStudy(
      codebook: Codebook(name: "small", codes: [Code(id: "limits", name: "Limits")]),
      participants: ["P1"], interviews: [interview],
      codings: [interview.coding("mistakes", "limits", by: "rules")])
  }

  private let pipeline = """
    {"leitmotif":"pipeline/1","name":"small","stages":[{"kind":"ingest","plugin":"text"},
    {"kind":"report","plugin":"themes","settings":{"title":"Two sentences","tables":[{"kind":"circles"}]}}]}
    """

  @Test func `the tables are the pipeline's`() throws {
    let text = try themesReport(
      on: study, settings: themesSettings(inPipeline: pipeline, of: "small.sqlite"), writingTo: nil,
      asJSON: false)
    #expect(
      text == """
        Two sentences
        1 participant · 1 transcript · 1 final coding · codebook small

        Who raised what
        ───────────────
                P1 k of 1   alone
        Limits  ●  1        1
            “It makes mistakes.” (P1, p1 4–22, 0:00:00, 27e3cca5b7f70f94)
        ● raised · alone: k of the classifiers alone

        """)
  }

  @Test(arguments: [
    "", "stages: []", "stages: [{kind: report, plugin: other}]",
  ])
  func `a pipeline that says nothing of it gets a list of all themes`(pipeline: String) throws {
    let text = try themesReport(
      on: study, settings: themesSettings(inPipeline: pipeline, of: "small.sqlite"), writingTo: nil,
      asJSON: false)
    #expect(text.contains("\nThemes\n──────\n"))
  }

  @Test(arguments: [
    "not: [a pipeline",
    "stages: [{kind: report, plugin: themes, settings: {privacy: {pseudonymsOnly: perhaps}}}]",
  ])
  func `settings that cannot be read are an error, for they may say what is not to be shown`(
    pipeline: String
  ) {
    #expect(throws: Diagnostics.self) {
      try themesSettings(inPipeline: pipeline, of: "small.sqlite")
    }
  }

  @Test func `the files are written where they are asked for`() throws {
    let folder = try TemporaryFolder()
    _ = try themesReport(
      on: study, settings: themesSettings(inPipeline: pipeline, of: "small.sqlite"),
      writingTo: folder.path("a/b"),
      asJSON: false)
    #expect(try folder.read("a/b/report.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try folder.read("a/b/report.txt").hasPrefix("Two sentences"))
    #expect(try folder.read("a/b/themes.csv").hasPrefix("code,name,"))
    #expect(try folder.read("a/b/quotations.csv").hasPrefix("coding,code,"))
  }

  @Test func `a folder that cannot be made is an error, and nothing is left`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "taken")
    #expect(throws: Diagnostics.self) {
      try themesReport(
        on: study, settings: themesSettings(inPipeline: pipeline, of: "small.sqlite"),
        writingTo: folder.path("taken"), asJSON: false)
    }
    #expect(try folder.read("taken") == "a file")
  }

  @Test func `for programs it is one object on one line`() throws {
    let text = try themesReport(
      on: study, settings: themesSettings(inPipeline: pipeline, of: "small.sqlite"), writingTo: nil,
      asJSON: true)
    #expect(
      text.hasPrefix(#"{"participants":["P1"],"themes":[{"attributes":{},"code":"limits","k":1,"#))
    #expect(text.filter { $0 == "\n" }.count == 1)
  }

  @Test func `a coding's number is read in either case`() throws {
    #expect(try codingNumber("4B11A0A9BA3A3A53") == CodingID("4b11a0a9ba3a3a53"))
    #expect(throws: Diagnostics.self) { try codingNumber("p1") }
  }
}
