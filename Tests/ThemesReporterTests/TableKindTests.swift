import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// The kinds of tables beyond circles, splits and lists.
struct TableKindTests {
  private func text(_ table: String, of study: MemoryStudy = Sample.study) throws -> String {
    let text = try Sample.report(on: study, "{formats: text, tables: [\(table)]}").text
    let parts = text.split(separator: "\n\n", maxSplits: 1)
    return parts.count > 1 ? String(parts[1]) : text
  }

  @Test func `linked themes count those who raised both`() throws {
    #expect(
      try text("{kind: linked, codes: [limitation.reliability, limitation.novelty, work.run]}")
        .hasPrefix(
          """
          Themes that go together
          ───────────────────────
          of those who raised  k  also Reliability  also Novelty  also Running
          Reliability          2                 –             1             1
          Novelty              1                 1             –             0
          Running              1                 1             0             –
          """))
  }

  @Test func `each participant stands once among codes that exclude each other`() throws {
    #expect(
      try text("{kind: exclusive, codes: \"evaluation.*\", quotations: 0}").hasPrefix(
        """
        Where each participant stands
        ─────────────────────────────
        theme             participants  share  who
        Significant                  0    0 %
        Sceptical                    1   25 %  P10
        several of these             1   25 %  P2
        none of these                2   50 %  P1 P3
        all                          4  100 %
        """))
  }

  @Test func `participants whose attribute is not known have a column of their own`() throws {
    var study = Sample.study
    study.participants[0].attributes = ["sector": "academia"]
    study.participants[1].attributes = ["sector": ""]
    #expect(
      try text("{kind: attributes, codes: [limitation, work], attribute: sector}", of: study)
        .hasPrefix(
          """
          Themes by kind of participant
          ─────────────────────────────
          theme          academia (1)    unknown (3)         k of 4
          Limitations  1 of 1 (100 %)  1 of 3 (33 %)  2 of 4 (50 %)
          Work         1 of 1 (100 %)  2 of 3 (67 %)  3 of 4 (75 %)
          """))
  }

  @Test func `an attribute that nobody has is warned of`() throws {
    let context = StageContext()
    _ = try Sample.report("tables: [{kind: attributes, attribute: age}]", context: context)
    #expect(context.diagnostics.map(\.id) == ["unknown-attribute"])
  }

  @Test func `a theme belongs to the question that was asked last`() throws {
    #expect(
      try text(
        """
        {kind: questions, codes: [limitation.reliability, work.read], questions: [
          {name: way, match: [stands in the way]}, {name: you, match: ["for y*"]}]}
        """
      ).hasPrefix(
        """
        Themes by question
        ──────────────────
        theme        way  you  before any of these  k of 4
        Reliability    1    1                    0       2
        Reading        1    1                    1       3
        """))
  }

  @Test func `codes stand together in a turn, a transcript, a sentence`() throws {
    let table = { (within: String) in
      try text(
        "{kind: cooccurrence, codes: [limitation.reliability, work.read], within: \(within)}"
      )
      .split(separator: "\n").dropFirst(3).prefix(2).map(String.init)
    }
    #expect(
      try table("turn") == [
        "Reliability            3        1", "Reading                1        3",
      ])
    #expect(
      try table("segment") == [
        "Reliability            3        0", "Reading                0        3",
      ])
    #expect(
      try table("transcript") == [
        "Reliability            3        3", "Reading                3        3",
      ])
  }

  @Test func `codes of other columns stand together with those of the rows`() throws {
    let table = try text(
      "{kind: cooccurrence, codes: limitation.reliability, with: work.read, within: transcript}")
    #expect(
      table.split(separator: "\n").dropFirst(2).prefix(2).map(String.init) == [
        "code         Reading", "Reliability        3",
      ])
  }

  @Test func `a coding over two turns is in both`() throws {
    let interview = SegmentedTranscript(
      interview: "t", "P1: I read papers. We saw.\nP2: I run it. Yes.")
    let study = MemoryStudy(
      codebook: Sample.codebook, participants: ["P1", "P2"], interviews: [interview],
      codings: [
        interview.coding("We saw.\nP2: I run", "work.read", by: "ada"),
        interview.coding("run it", "work.run", by: "rules"),
      ])
    let report = try Sample.report(
      on: study, "tables: [{kind: cooccurrence, codes: [work.read, work.run], within: turn}]")
    #expect(
      report.text.split(separator: "\n").filter { $0.hasPrefix("R") }.prefix(2) == [
        "Reading        2        1", "Running        1        1",
      ])
  }

  @Test func `a transcript that a timeline names and the study lacks is warned of`() throws {
    let context = StageContext()
    _ = try Sample.report("tables: [{kind: timeline, transcripts: [p1, p99]}]", context: context)
    #expect(
      context.diagnostics.map(\.message) == [
        "a timeline names 'p99', which is no transcript"
      ])
  }

  @Test func `a saturation curve counts new codes, and says when its rule holds`() throws {
    let rows: [(transcript: Identifier<Transcript>, codes: [Int: CodingID])] = [
      ("t1", [0: CodingID(rawValue: 1), 1: CodingID(rawValue: 2)]),
      ("t2", [1: CodingID(rawValue: 3), 2: CodingID(rawValue: 4)]),
      ("t10", [0: CodingID(rawValue: 5)]), ("t3", [2: CodingID(rawValue: 6)]),
    ]
    var settings = TableSettings()
    settings.saturation.base = 2
    settings.saturation.run = 2
    settings.saturation.threshold = 0
    let table = try ThemeTable(of: Sample.study)
    let curve = SaturationCurve(rows, settings: settings, table: table)
    #expect(curve.steps.map(\.transcript) == ["t1", "t2", "t3", "t10"])
    #expect(curve.steps.map(\.new.count) == [2, 1, 0, 0])
    #expect(curve.steps.map(\.total) == [2, 3, 3, 3])
    #expect(curve.stop == 4)
    // The mean of the last is the same in every order, and it never falls.
    #expect(curve.steps.last?.meanTotal == 3)
    #expect(zip(curve.steps, curve.steps.dropFirst()).allSatisfy { $0.meanTotal <= $1.meanTotal })
    // Behind each number of codes so far stand so many codes.
    #expect(curve.grid(table).rows.map { $0.cells[1].evidence.codes.count } == [2, 3, 3, 3])
  }

  /// New codes by interview, the rule, and where it stops.
  struct StopCase: Sendable {
    let new: [Int]
    let base: Int
    let run: Int
    let threshold: Double
    let stop: Int?
  }

  static let stopCases = [
    StopCase(new: [3, 2, 1, 0, 0], base: 2, run: 2, threshold: 5, stop: 5),
    StopCase(new: [3, 2, 1, 0, 0], base: 2, run: 2, threshold: 20, stop: 4),
    StopCase(new: [3, 2], base: 2, run: 2, threshold: 5, stop: nil),
    StopCase(new: [0, 0, 0], base: 1, run: 1, threshold: 5, stop: nil),
    StopCase(new: [4, 0], base: 1, run: 1, threshold: 0, stop: 2),
    StopCase(new: [4, 4, 4], base: 1, run: 1, threshold: 99, stop: nil),
  ]

  @Test(arguments: stopCases)
  func `the stop rule is that of Guest, Namey and Chen`(expected: StopCase) {
    var settings = SaturationSettings()
    settings.base = expected.base
    settings.run = expected.run
    settings.threshold = expected.threshold
    #expect(SaturationCurve.stop(expected.new, settings) == expected.stop)
  }

  @Test func `without a run before, nothing has changed`() throws {
    #expect(try text("{kind: changes}").contains(ChangeTable.nothingBefore.text.prefix(40)))
  }

  @Test func `Graphviz's plain format is read, whatever else it says`() throws {
    let plain = """
      graph 1 2.5 1
      node n0 0.5 0.5 1 0.5 "" solid box black lightgrey
      node n1 2 0.5 1 0.5 "" solid box black lightgrey
      edge n0 n1 4 1 0.5 1.1 0.5 1.3 0.5 1.5 0.5 solid black
      stop
      """
    let layout = try #require(GraphLayout.read(plain))
    #expect(layout.width == 180)
    #expect(layout.boxes[1]?.x == 144)
    #expect(layout.boxes[0]?.y == 36)
    #expect(layout.arrows.first?.points.count == 4)
    #expect(GraphLayout.read("graph 1 x y") == nil)
    #expect(GraphLayout.read("edge n0 n1 999999999999 1") == nil)
    #expect(GraphLayout.read("") == nil)
  }

  @Test func `without Graphviz the figure stands in the codebook's order and says so`() throws {
    let table = try ThemeTable(of: Sample.study)
    let run = try #require(table["work.run"])
    let read = try #require(table["work.read"])
    let drawing = WorkflowDrawing(
      workflow: Part.Workflow(steps: [(read, []), (run, [])], arrows: [(0, 1)]), table: table,
      links: Links(table: table), title: "W", programs: ["/nowhere/dot"])
    #expect(drawing.html.text.contains("Graphviz is not installed"))
    let broken = WorkflowDrawing(
      workflow: Part.Workflow(steps: [(read, []), (run, [])], arrows: [(0, 1)]), table: table,
      links: Links(table: table), title: "W", programs: ["/bin/false"])
    #expect(broken.html.text.contains("Graphviz is not installed"))
  }

  @Test func `all counts of participants are one count`() throws {
    let study = Sample.study
    let table = try ThemeTable(of: study)
    for theme in table.themes {
      #expect(try study.holders(of: theme.code.id) == Set(theme.participants), "\(theme.code.id)")
    }
  }
}
