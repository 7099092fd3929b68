import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import MarkupProjects
import Testing

/// Names that no file can have are written so that our own import reads the archive.
struct MemberNamesTests {
  private static let study: MemoryStudy = {
    let talks = ["a\tb", "a_b", "c\nd", "e/f"].map {
      SegmentedTranscript(
        interview: $0, "I: Yes?\nP1: It rained in \($0.count) and \($0.utf8.last ?? 0).")
    }
    return MemoryStudy(
      codebook: Codebook(name: "c", codes: [Code(id: "rain", name: "Rain")]), participants: ["P1"],
      interviews: talks,
      codings: talks.flatMap { talk in
        ["ada\r\nL.", "ada:"].map { talk.coding("rained", "rain", by: $0) }
      })
  }()

  private func check(
    _ importer: some ProjectImporter, _ write: (StudyContent) throws -> ExportedFiles,
    texts: [String], losses: [String]
  ) throws {
    let written = try write(StudyContent(of: Self.study, name: "harvest"))
    let result = try placed(importer, try #require(written.files.first?.bytes))
    #expect(result.counts.values.reduce(0, +) == 8)
    #expect(Set(result.project.coders) == ["ada__L.", "ada_"])
    #expect(result.project.sources.map { transcriptName(of: $0.name) }.sorted() == texts)
    #expect(
      written.losses.filter { $0.what.hasPrefix("names") }
        .map { "\($0.count) \($0.what): \($0.reason)" }.sorted() == losses.sorted())
  }

  private let texts = ["a_b", "a_b-2", "c_d", "e_f"]
  private let losses = [
    "2 names of coders: a file cannot be called so", "3 names of texts: a file cannot be called so",
    "1 names of texts: another file is called so",
  ]

  @Test func `brat`() throws {
    try check(
      BratImporter(configuration: .init(), setup: StageSetup()), BratExport.files, texts: texts,
      losses: losses)
  }

  @Test func `INCEpTION`() throws {
    try check(
      InceptionImporter(configuration: .init(), setup: StageSetup()), InceptionExport.files,
      texts: texts, losses: losses)
  }

  @Test func `doccano, which names files after coders alone`() throws {
    try check(
      DoccanoImporter(configuration: .init(), setup: StageSetup()), DoccanoExport.files,
      texts: ["a\tb", "a_b", "c\nd", "f"], losses: [losses[0]])
  }
}
