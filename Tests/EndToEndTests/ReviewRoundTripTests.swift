import Foundation
import LeitmotifTesting
import Testing

/// The queue taken to a spreadsheet and back, with the built command.
struct ReviewRoundTripTests {
  /// A study in which one coding of a person waits for a reviewer.
  private func study(store: String = "test.sqlite") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: pipeline/1
      name: test
      store: \(store)
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: ["*.txt"]
        - segment: sentences
        - classify: keywords
        - import: codings
          files: ["ada.csv"]
        - merge: adjudicate
          settings: {decisions: decisions.jsonl, policy: [{when: otherwise, queue: true}]}
      """, to: "pipeline.yaml")
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: test
      codes:
        - code: cost
          definition: It is dear.
          rules: [{any: [bill]}]
      """, to: "codebook.yaml")
    try folder.write("P: =The bill, it is “high”\nP: And we pay.\n", to: "p1.txt")
    try folder.write("transcript,code,start,end\np1,cost,30,40\n", to: "ada.csv")
    try folder.write("", to: "decisions.jsonl")
    let run = try Command.run(["run", "pipeline.yaml"], in: folder.path)
    try #require(run.status == 0, "\(run.error)")
    return folder
  }

  @Test func `a workbook that was written and not filled in is read as open`() throws {
    let folder = try study()
    let out = try Command.run(
      ["review", "export", "test.sqlite", "--out", "queue.xlsx", "--json"], in: folder.path)
    #expect(
      out.output == #"{"file":"queue.xlsx","format":"xlsx","rows":2}"# + "\n", "\(out.error)")
    let bytes = try Data(contentsOf: URL(filePath: folder.path("queue.xlsx")))
    #expect(bytes.starts(with: [0x50, 0x4B]))
    let read = try Command.run(
      ["review", "import", "test.sqlite", "queue.xlsx", "--reviewer", "eva", "--json"],
      in: folder.path)
    #expect(
      read.output == "{\"known\":0,\"open\":2,\"settled\":0,\"written\":0}\n", "\(read.error)")
  }

  @Test func `the page says what is wrong with a study as every command does`() throws {
    let folder = try study()
    let page = try Command.run(["review", "none.sqlite", "--no-open"], in: folder.path)
    let export = try Command.run(["review", "export", "none.sqlite"], in: folder.path)
    #expect(page.error == export.error && page.error.contains("[store-missing]"))
    #expect(page.status == 2 && export.status == 2)
    // The name of a further command is no store.
    #expect(try Command.run(["review", "export"], in: folder.path).status == 64)
  }

  @Test func `what was filled in settles the next run`() throws {
    let folder = try study()
    let out = try Command.run(["review", "export", "test.sqlite"], in: folder.path)
    let rows = out.output.split(separator: "\n").map(String.init)
    try #require(rows.count == 3)
    let filled = [rows[0]] + rows[1...].map { $0.replacing(",,,,,p-", with: ",reject,,,,p-") }
    try folder.write(filled.joined(separator: "\n"), to: "queue.csv")
    let read = try Command.run(
      ["review", "import", "test.sqlite", "queue.csv", "--reviewer", "eva", "--json"],
      in: folder.path)
    #expect(
      read.output == "{\"known\":0,\"open\":0,\"settled\":0,\"written\":2}\n", "\(read.error)")
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path)
    #expect(try Study.object(run.output)["queued"] as? Int == 0)
  }

  @Test(arguments: [false, true])
  func `decisions go where the pipeline reads them, wherever the store is`(
    isLinked: Bool
  ) throws {
    let folder = try TemporaryFolder()
    for name in ["results", "elsewhere"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
    if isLinked {
      try folder.write("", to: "elsewhere/test.sqlite")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("results/test.sqlite"),
        withDestinationPath: folder.path("elsewhere/test.sqlite"))
    }
    let study = try study(store: "\(folder.path)/results/test.sqlite")
    let store = folder.path("results/test.sqlite")
    let rows = try Command.run(["review", "export", store], in: folder.path)
      .output.split(separator: "\n").map(String.init)
    let filled = [rows[0]] + rows[1...].map { $0.replacing(",,,,,p-", with: ",reject,,,,p-") }
    try folder.write(filled.joined(separator: "\n"), to: "queue.csv")
    let read = try Command.run(
      ["review", "import", store, "queue.csv", "--reviewer", "eva"], in: folder.path)
    #expect(read.status == 0, "\(read.error)")
    #expect(try study.read("decisions.jsonl").split(separator: "\n").count == 2)
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: study.path)
    #expect(try Study.object(run.output)["queued"] as? Int == 0)
  }

  @Test func `a decision whose words were corrected stays, and one whose words are gone waits`()
    throws
  {
    let folder = try study()
    try folder.write(
      """
      {"decision":"add","transcript":"p1","code":"cost","start":3,"end":13,"text":"=The bill, it is “high”","reviewer":"eva"}
      {"decision":"add","transcript":"p1","code":"cost","start":27,"end":40,"text":"no such words here","reviewer":"eva"}

      """, to: "decisions.jsonl")
    try folder.write("P: So. =The bill, it is “hight”\nP: And we pay.\n", to: "p1.txt")
    try folder.write("transcript,code,start,end\n", to: "ada.csv")
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path)
    #expect(try Study.object(run.output)["queued"] as? Int == 1, "\(run.error)")
    let finals = try Command.run(
      ["query", "test.sqlite", "--sql", "SELECT text FROM final_codings", "--csv"],
      in: folder.path)
    #expect(finals.output.contains("The bill, it is “hight”"), "\(finals.output)\(finals.error)")
    let out = try Command.run(["review", "export", "test.sqlite"], in: folder.path)
    #expect(out.output.contains("orphaned"))
    let rows = out.output.split(separator: "\n").map(String.init)
    try #require(rows.count == 2)
    let closed = [rows[0], rows[1].replacing(",,,,,p-", with: ",close,,,gone,p-")]
    try folder.write(closed.joined(separator: "\n"), to: "queue.csv")
    let read = try Command.run(
      ["review", "import", "test.sqlite", "queue.csv", "--reviewer", "ben"], in: folder.path)
    #expect(read.status == 0, "\(read.error)")
    let again = try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path)
    #expect(try Study.object(again.output)["queued"] as? Int == 0, "\(again.error)")
  }
}
