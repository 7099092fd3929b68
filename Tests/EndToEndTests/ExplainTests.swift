import LeitmotifTesting
import Testing

/// `leitmotif explain` on what the built command coded.
struct ExplainTests {
  @Test func `what is not coded beside a longer match is named`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: small
      codes:
        - code: cost
          definition: It is dear.
          rules:
            - {id: word, any: [cost]}
            - {id: phrase, query: '"cost of living"'}
            - {id: living, any: [living], overlap: all}
      """, to: "codebook.yaml")
    try folder.write("P: The cost of living is high.\nP: And we pay.\n", to: "p1.txt")
    try folder.write(
      """
      leitmotif: pipeline/1
      name: small
      store: small.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: ["p1.txt"]
        - segment: sentences
        - classify: keywords
        - classify: rules
        - merge: adjudicate
      """, to: "pipeline.yaml")
    #expect(try Command.run(["run", "pipeline.yaml"], in: folder.path).status == 0)
    let rows = try Command.run(["export", "small.sqlite", "--codings"], in: folder.path).output
    let row = rows.split(separator: "\n").first { $0.contains("cost/phrase") }
    let number = try #require(row?.split(separator: ",").last)
    let told = try Command.run(["explain", "small.sqlite", String(number)], in: folder.path)
    #expect(told.output.contains("not coded   “cost”"), "\(told.output)")
    #expect(told.output.contains("cost/word"))
    let json = try Command.run(
      ["explain", "small.sqlite", String(number), "--json"], in: folder.path)
    let suppressed = try #require(
      Study.object(json.output)["suppressed"] as? [[String: Any]])
    #expect(suppressed.map { $0["start"] as? Int } == [7])
  }
}
