import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import MarkupProjects
import Testing

/// What is written in a format and read again says the same, as far as the format can hold it.
struct RoundTripTests {
  private static let pieces = [
    "rain ", "It ", "😊", "e\u{301}", "👩‍🔬", "\n", "中文", "<&>\"'\\", "\u{A0}", "ROSA: ", ". ", "\t",
    "\u{2028}", "\u{85}", "\u{C}",
  ]

  private static func study(seed: UInt64) -> MemoryStudy {
    var numbers = SeededNumbers(seed: seed)
    var interviews: [SegmentedTranscript] = []
    var codings: [Coding] = []
    var coverage: [Coverage] = []
    for number in 0..<3 {
      let key = Identifier<Transcript>("p\(number)")
      let text = CanonicalText("x\(number)" + numbers.text(of: pieces, count: 60))
      interviews.append(
        SegmentedTranscript(
          transcript: Transcript(key: key, format: "text", text: text), segments: [:]))
      coverage += ["ada", "ben", "keywords"].map { Coverage(coder: $0, transcript: key) }
      let offsets = CodePointOffsets(text)
      var seen: Set<CodingID> = []
      for _ in 0..<numbers.below(20) {
        let start = numbers.below(offsets.count)
        let end = start + 1 + numbers.below(offsets.count - start)
        guard let span = offsets.span(ofCodePoints: start, end),
          text.bytes[span.start] != 0x0A, text.bytes[span.end - 1] != 0x0A
        else { continue }
        let coding = Coding(
          transcript: key, code: numbers.element(of: ["weather.rain", "mood"]),
          coder: numbers.element(of: ["ada", "ben", "keywords"]), span: span,
          memo: numbers.chance() ? "" : "wet & \"cold\"")
        if seen.insert(CodingID(coding)).inserted { codings.append(coding) }
      }
    }
    return MemoryStudy(
      codebook: Codebook(
        name: "harvest", version: "3",
        codes: [
          Code(id: "weather", name: "Weather"),
          Code(id: "weather.rain", parent: "weather", name: "rain"),
          Code(id: "mood", name: "Mood"),
        ]), participants: [], interviews: interviews, codings: codings
    ).covering(coverage)
  }

  private static func rows(of study: MemoryStudy, memos: Bool) -> [String] {
    study.codings.map { coding in
      let coder = coding.coder == "keywords" ? "keywords@3" : coding.coder.rawValue
      return
        "\(coding.transcript) \(coding.span.start)–\(coding.span.end) \(coding.code) \(coder) \(memos ? coding.memo : "")"
    }.sorted()
  }

  private static func rows(of placed: PlacedProject) -> [String] {
    placed.codings.map { each in
      let coding = placed.project.codings[each.coding]
      let path = placed.project.path(ofCode: coding.code ?? 0).joined(separator: ".")
      let name = stem(of: placed.project.sources[coding.source].name)
      return "\(name) \(each.span.start)–\(each.span.end) \(path) \(coding.coder) \(coding.memo)"
    }.sorted()
  }

  private func check(
    _ importer: some ProjectImporter, keepsMemos: Bool,
    _ write: (StudyContent) throws -> ExportedFiles
  ) throws {
    for seed in 1...25 {
      let study = Self.study(seed: UInt64(seed))
      let written = try write(StudyContent(of: study, name: "harvest"))
      let bytes = try #require(written.files.first?.bytes)
      let result = try placed(importer, bytes)
      #expect(result.remarks.isEmpty, "seed \(seed)")
      #expect(Self.rows(of: result) == Self.rows(of: study, memos: keepsMemos), "seed \(seed)")
      #expect(
        Set(finished(in: result).map { $0.replacing(".txt", with: "") })
          == Set(
            study.coverage.map {
              "\($0.coder == "keywords" ? "keywords@3" : $0.coder.rawValue) \($0.transcript)"
            }), "seed \(seed)")
      #expect(
        written.losses.contains { $0.what == "memos of codings" }
          == (!keepsMemos && study.codings.contains { !$0.memo.isEmpty }))
    }
  }

  @Test func `Label Studio`() throws {
    try check(
      LabelStudioImporter(configuration: .init(), setup: StageSetup()), keepsMemos: true,
      LabelStudioExport.files)
  }

  @Test func `doccano`() throws {
    try check(
      DoccanoImporter(configuration: .init(), setup: StageSetup()), keepsMemos: false,
      DoccanoExport.files)
  }

  @Test func `brat`() throws {
    try check(
      BratImporter(configuration: .init(), setup: StageSetup()), keepsMemos: true,
      BratExport.files)
  }

  @Test func `INCEpTION`() throws {
    try check(
      InceptionImporter(configuration: .init(), setup: StageSetup()), keepsMemos: true,
      InceptionExport.files)
  }
}

extension MemoryStudy {
  fileprivate func covering(_ coverage: [Coverage]) -> MemoryStudy {
    var study = self
    study.coverage = coverage
    return study
  }
}
