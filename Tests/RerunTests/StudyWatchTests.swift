import LeitmotifBuiltins
import LeitmotifPipeline
import LeitmotifTesting
import Testing

struct StudyWatchTests {
  @Test func `every file of a study is seen when it is saved, also lists and decisions`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: pipeline/1
      name: t
      store: t.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: [transcripts/*.txt]
        - segment: sentences
        - classify: keywords
        - merge: adjudicate
          settings: {decisions: decisions.jsonl}

      """, to: "pipeline.yaml")
    let book = """
      leitmotif: codebook/1
      codebook: t
      lists: {money: {file: lists/money.txt}}
      codes:
        - {code: cost, rules: [any: ["@money"]]}

      """
    try folder.write(book, to: "codebook.yaml")
    try folder.write("fee\n", to: "lists/money.txt")
    try folder.write("P1: The fee.\n", to: "transcripts/p1.txt")
    try folder.write("", to: "decisions.jsonl")
    var watch = StudyWatch(
      path: folder.path("pipeline.yaml"), registry: StageRegistry(builtinStages))
    func changes() -> [String] {
      watch.changes().map { $0.replacing(folder.path + "/", with: "") }
    }
    #expect(changes() == [])
    try folder.write("fee\nfees\n", to: "lists/money.txt")
    #expect(changes() == ["lists/money.txt"])
    try folder.write("P2: And fees.\n", to: "transcripts/p2.txt")
    #expect(changes() == ["transcripts/p2.txt"])
    try folder.write("\n", to: "decisions.jsonl")
    #expect(changes() == ["decisions.jsonl"])
    // While the codebook cannot be read, its lists are watched on.
    try folder.write(book + "codes: [\n", to: "codebook.yaml")
    #expect(changes() == ["codebook.yaml"])
    try folder.write("fee\nfees\nprice\n", to: "lists/money.txt")
    #expect(changes() == ["lists/money.txt"])
    try folder.write(book.replacing("money.txt", with: "more.txt"), to: "codebook.yaml")
    #expect(changes().contains("codebook.yaml"))
    try folder.write("dear\n", to: "lists/more.txt")
    #expect(changes() == ["lists/more.txt"])
  }
}
