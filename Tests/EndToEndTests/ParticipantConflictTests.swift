import Foundation
import LeitmotifTesting
import Testing

/// Codes that exclude each other over a participant, from the run to the queue and back, with the built command.
struct ParticipantConflictTests {
  /// A study in which the rules find two codes in one participant, in two transcripts.
  private func study(match: String = "sentence") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: pipeline/1
      name: test
      store: test.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: ["*.txt"]
          settings:
            speakers:
              - {match: P, role: participant, participant: "$label"}
              - {match: Q, role: participant, participant: "$label"}
        - segment: turns
        - segment: sentences
        - classify: keywords
        - merge: adjudicate
          settings: {decisions: decisions.jsonl, match: \(match)}
        - report: themes
      """, to: "pipeline.yaml")
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: test
      codes:
        - code: outlook
          definition: What they expect.
          exclusive: participant
          codes:
            - code: bright
              definition: The best.
              rules: [{any: [helps]}]
            - code: dark
              definition: The worst.
              rules: [{any: [fails]}]
      """, to: "codebook.yaml")
    try folder.write("P: It helps, and helps again. It helps.\n", to: "p1.txt")
    try folder.write("P: It fails.\nQ: Mine helps.\n", to: "p2.txt")
    try folder.write("", to: "decisions.jsonl")
    try run(folder)
    return folder
  }

  private func run(_ folder: TemporaryFolder) throws {
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path)
    try #require(run.status == 0, "\(run.error)")
    // What the run says is what the queue holds, and what a second look at everything finds is the same.
    #expect(try Study.object(run.output)["queued"] as? Int == queue(folder).count)
    let verified = try Command.run(["verify", "pipeline.yaml"], in: folder.path)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
  }

  /// The rows of the queue's table.
  private func queue(_ folder: TemporaryFolder) throws -> [String] {
    let out = try Command.run(["review", "export", "test.sqlite"], in: folder.path)
    try #require(out.status == 0, "\(out.error)")
    return out.output.split(separator: "\n").dropFirst().map(String.init)
  }

  /// The transcripts and codes of the queue.
  private func places(_ folder: TemporaryFolder) throws -> [String] {
    try queue(folder).map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[1]) \(cells[3])"
    }.sorted()
  }

  /// Fills the table's cells from `decision` to `reason` for a code, and runs the pipeline again.
  private func decide(
    _ cells: String, on code: String, in folder: TemporaryFolder
  ) throws {
    let out = try Command.run(["review", "export", "test.sqlite"], in: folder.path)
    let filled = out.output.split(separator: "\n").map(String.init).map { row in
      row.contains(",\(code),") ? row.replacing(",,,,,p-", with: ",\(cells),p-") : row
    }
    try folder.write(filled.joined(separator: "\n") + "\n", to: "queue.csv")
    let read = try Command.run(
      ["review", "import", "test.sqlite", "queue.csv", "--reviewer", "eva"], in: folder.path)
    try #require(read.status == 0, "\(read.error)")
    try run(folder)
  }

  private func unsettled(_ folder: TemporaryFolder) throws -> [String: Any] {
    let report = try Command.run(["report", "test.sqlite", "--json"], in: folder.path)
    return try Study.object(report.output)["unsettled"] as? [String: Any] ?? [:]
  }

  @Test func `wait in the queue, in the report and in explanations`() throws {
    let folder = try study()
    #expect(
      try places(folder) == ["p1 outlook.bright", "p1 outlook.bright", "p2 outlook.dark"])
    for row in try queue(folder) {
      #expect(
        row.contains(
          "\"exclusive: P has outlook.bright and outlook.dark, of which only one can hold\""))
    }
    let told = try unsettled(folder)
    #expect(told["queue"] as? Int == 3)
    #expect((told["conflicts"] as? [[String: Any]])?.map { $0["participant"] as? String } == ["P"])
    // They are no rows of the store.
    let rows = try Command.run(
      ["query", "test.sqlite", "--sql", "SELECT count(*) AS n FROM queue", "--csv"],
      in: folder.path)
    #expect(rows.output == "n\n0\n")
    let dark = try Command.run(
      ["query", "test.sqlite", "--sql", "SELECT coding FROM codings WHERE text = 'fails'"],
      in: folder.path)
    let id = try #require(dark.output.split(whereSeparator: \.isWhitespace).last)
    let explained = try Command.run(["explain", "test.sqlite", String(id)], in: folder.path)
    #expect(
      explained.output.contains("but it waits for a reviewer (codes that exclude each other)"))
  }

  @Test(arguments: ["sentence", "overlap", "exact", "turn"])
  func `what reviewers decide settles them, whatever a place is`(match: String) throws {
    let folder = try study(match: match)
    let bright = try places(folder).dropLast()
    #expect(bright.count == ["sentence": 2, "overlap": 3, "exact": 3, "turn": 1][match])
    // What was accepted stands, and the others go on to wait.
    try decide("accept,,,", on: "outlook.dark", in: folder)
    #expect(try places(folder) == Array(bright))
    // People who decided on both have to say which they mean.
    try decide("accept,,,", on: "outlook.bright", in: folder)
    #expect(try places(folder) == bright + ["p2 outlook.dark"])
    try decide("reject,,,", on: "outlook.bright", in: folder)
    #expect(try places(folder) == [])
    #expect((try unsettled(folder)["conflicts"] as? [Any])?.isEmpty == true)
    let finals = try Command.run(
      ["query", "test.sqlite", "--sql", "SELECT text, origin FROM final_codings", "--csv"],
      in: folder.path)
    #expect(
      finals.output.split(separator: "\n").sorted() == [
        "fails,decision", "helps,single", "text,origin",
      ])
  }

  @Test func `another code settles them, too`() throws {
    let folder = try study()
    try decide("modify,outlook.bright,,", on: "outlook.dark", in: folder)
    #expect(try places(folder) == [])
  }
}
