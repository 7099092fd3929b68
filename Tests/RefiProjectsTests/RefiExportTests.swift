import LeitmotifArchive
import LeitmotifExchange
import LeitmotifModel
import LeitmotifTesting
import RefiProjects
import Testing

struct RefiExportTests {
  /// What can stand in an interview.
  private static let pieces = [
    "rain ", "It ", "😊", "e\u{301}", "👩‍🔬", "\n", "中文", "<&>\"'", "\u{A0}", "ROSA: ", ". ",
    "\u{2028}",
  ]

  private static func study(seed: UInt64) -> MemoryStudy {
    var numbers = SeededNumbers(seed: seed)
    let codes = [
      Code(
        id: "weather", name: "Weather & sky", definition: "All of \"it\" <there>", include: "fog"),
      Code(id: "weather.rain", parent: "weather", name: "rain"),
      Code(id: "mood", uid: "8C9E6679-7425-40DE-944B-E07FC1F90AE7", name: "Mood 😊"),
    ]
    var interviews: [SegmentedTranscript] = []
    var codings: [Coding] = []
    for number in 0..<3 {
      let key = Identifier<Transcript>("p\(number)")
      let text = CanonicalText("x" + numbers.text(of: pieces, count: 60))
      interviews.append(
        SegmentedTranscript(
          transcript: Transcript(
            key: key, format: "text", text: text,
            speakers: [
              Speaker(label: "ROSA", role: .participant, participant: Identifier("r\(number)"))
            ]),
          segments: [:]))
      let offsets = CodePointOffsets(text)
      var seen: Set<CodingID> = []
      for _ in 0..<numbers.below(20) {
        let start = numbers.below(offsets.count)
        let end = start + 1 + numbers.below(offsets.count - start)
        guard let span = offsets.span(ofCodePoints: start, end) else { continue }
        let coding = Coding(
          transcript: key, code: numbers.element(of: codes).id,
          coder: numbers.element(of: ["ada", "ben", "keywords"]), span: span,
          memo: numbers.chance() ? "" : "wet & \"cold\"")
        if seen.insert(CodingID(coding)).inserted { codings.append(coding) }
      }
    }
    return MemoryStudy(
      codebook: Codebook(name: "harvest", version: "3", codes: codes),
      participants: ["r0", "r1", "r2"], interviews: interviews, codings: codings)
  }

  /// A coding without the terms of either side.
  private static func rows(of study: MemoryStudy) -> [String] {
    let names = [
      "weather": "Weather & sky", "weather.rain": "Weather & sky/rain", "mood": "Mood 😊",
    ]
    return study.codings.map { coding in
      let coder = coding.coder == "keywords" ? "keywords@3" : coding.coder.rawValue
      return
        "\(coding.transcript) \(coding.span.start)–\(coding.span.end) \(names[coding.code.rawValue] ?? "") \(coder) \(coding.memo)"
    }.sorted()
  }

  private static func rows(of placed: PlacedProject) -> [String] {
    placed.codings.map { each in
      let coding = placed.project.codings[each.coding]
      let path = placed.project.path(ofCode: coding.code ?? 0).joined(separator: "/")
      return
        "\(placed.project.sources[coding.source].name) \(each.span.start)–\(each.span.end) \(path) \(coding.coder) \(coding.memo)"
    }.sorted()
  }

  @Test(arguments: RefiExport.LineEnds.allCases)
  func `what is written is read again, whatever counts line ends`(
    lineEnds: RefiExport.LineEnds
  ) throws {
    for seed in 1...25 {
      let study = Self.study(seed: UInt64(seed))
      var export = RefiExport(StudyContent(of: study, name: "harvest"), lineEnds: lineEnds)
      let written = try export.project()
      #expect(written.codings == study.codings.count)
      let bytes = try #require(written.files.first?.bytes)
      #expect(try RefiCheck.problems(in: bytes, path: "x") == [])
      let result = try placed(bytes)
      #expect(result.remarks.isEmpty, "seed \(seed)")
      #expect(Self.rows(of: result) == Self.rows(of: study), "seed \(seed)")
      for (place, text) in result.texts.enumerated() {
        let key = Identifier<Transcript>(result.project.sources[place].name)
        #expect(text == study.transcript(key)?.transcript.text)
      }
      #expect(result.project.cases.map(\.name).sorted() == ["r0", "r1", "r2"])
    }
  }

  @Test func `two exports are the same, byte by byte`() throws {
    let study = Self.study(seed: 3)
    var first = RefiExport(StudyContent(of: study, name: "harvest"))
    var second = RefiExport(StudyContent(of: study, name: "harvest"))
    #expect(try first.project().files[0].bytes == second.project().files[0].bytes)
  }

  @Test func `a code's own identity stays`() throws {
    let study = Self.study(seed: 3)
    var export = RefiExport(StudyContent(of: study, name: "harvest"))
    let text = String(decoding: try export.codebook().files[0].bytes, as: UTF8.self)
    #expect(text.contains("guid=\"8c9e6679-7425-40de-944b-e07fc1f90ae7\""))
    #expect(
      text.contains(
        "<Description>All of &quot;it&quot; &lt;there&gt;\nInclude: fog</Description>"))
  }

  @Test func `what the format cannot hold is counted`() throws {
    var study = Self.study(seed: 3)
    study.codings = [
      Coding(
        transcript: "p1", code: "mood", coder: "rules", rule: "mood/1",
        span: TextSpan(start: 0, end: 1),
        attributes: Attributes(["stance": "hopeful"]))
    ]
    study.coverage = [Coverage(coder: "rules", transcript: "p1")]
    var export = RefiExport(StudyContent(of: study, name: "harvest"))
    #expect(
      try export.project().losses.map { "\($0.count) \($0.what)" } == [
        "1 names of rules", "1 attributes of codings", "1 entries of what coders have finished",
      ])
  }

  /// An interview with two people, a coding of half a turn and one of a whole turn.
  private static let talk = SegmentedTranscript(
    interview: "talk", "I: So?\nP1: It 😊 rained.\nP2: It did.\nP1: All June.")

  @Test(arguments: RefiExport.LineEnds.allCases)
  func `whose each turn is comes back where several share a text`(
    lineEnds: RefiExport.LineEnds
  ) throws {
    let alone = SegmentedTranscript(interview: "alone", "I: So?\nP1: It poured.")
    var study = MemoryStudy(
      codebook: Codebook(name: "c", codes: [Code(id: "rain", name: "Rain")]),
      participants: ["P1", "P2", "P3"], interviews: [Self.talk, alone],
      codings: [
        Self.talk.coding("rained", "rain", by: "ada"),
        Self.talk.coding("All June.", "rain", by: "ada"),
        Self.talk.coding("All June.", "rain", by: "ben"),
      ])
    study.participants[1].attributes = ["age": "30"]
    var export = RefiExport(StudyContent(of: study, name: "harvest"), lineEnds: lineEnds)
    let written = try export.project()
    #expect(written.losses.map(\.what) == ["turns' times"])
    let bytes = try #require(written.files.first?.bytes)
    #expect(try RefiCheck.problems(in: bytes, path: "x") == [])
    let result = try placed(bytes)
    #expect(
      lines(of: result) == [
        "talk Rain ada: rained", "talk Rain ada: All June.", "talk Rain ben: All June.",
      ])
    #expect(
      result.partsOfCases(inSource: 1).map { "\($0.name): \(result.texts[1]?[$0.span] ?? "")" } == [
        "P1: It 😊 rained.", "P2: It did.", "P1: All June.",
      ])
    #expect(
      result.project.cases.map { "\($0.name) \($0.attributes) \($0.sources)" } == [
        "P1 [:] [0]", "P2 [\"age\": \"30\"] []", "P3 [:] []",
      ])
    #expect(result.project.losses == [])
    #expect(CaseOwners.losses(of: result.project) == [])
  }

  @Test func `a turn that is coded as a whole is one selection for its case and its codings`()
    throws
  {
    let study = MemoryStudy(
      codebook: Codebook(name: "c", codes: [Code(id: "rain", name: "Rain")]),
      participants: ["P1", "P2"], interviews: [Self.talk],
      codings: [Self.talk.coding("It did.", "rain", by: "ada")])
    var export = RefiExport(StudyContent(of: study, name: "harvest"))
    let archive = try Archive(try export.project().files[0].bytes, path: "x")
    let project = String(
      decoding: try #require(try archive.content(of: "project.qde")), as: UTF8.self)
    #expect(
      project.matches(of: #/<PlainTextSelection [^>]*startPosition="(\d+)" endPosition="(\d+)"/#)
        .map { "\($0.output.1)–\($0.output.2)" } == ["11–23", "28–35", "40–49"])
    #expect(project.matches(of: #/<SelectionRef /#).count == 3)
    #expect(!project.contains("<SourceRef "))
  }
}
