import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

/// Rows that somebody changed or took away behind the program's back: `verify` sees each of them.
struct AlteredStoreTests {
  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: small
      version: "2"
      codes:
        - code: cost
          definition: It is dear.
          rules: [{id: words, any: [bill]}]
          examples: [{text: "The bill came.", expect: {}}]
      """, to: "codebook.yaml")
    try folder.write("P: The bill is high.\nP: And we pay.\n", to: "p1.txt")
    try folder.write("id,site\nP,north\n", to: "people.csv")
    try folder.write("transcript,code,start,end,memo\np1,cost,24,30,late\n", to: "ada.csv")
    try folder.write(
      """
      {"decision":"modify","transcript":"p1","code":"cost","start":7,"end":11,"to":{"start":3,"end":11},"reviewer":"eva","reason":"all of it"}
      {"decision":"defer","transcript":"p1","code":"cost","start":24,"end":30,"text":"And we","reviewer":"eva"}

      """, to: "eva.jsonl")
    try folder.write(
      """
      leitmotif: pipeline/1
      name: small
      store: s.sqlite
      codebook: codebook.yaml
      participants: {table: people.csv, key: id}
      stages:
        - ingest: text
          files: ["p*.txt"]
          settings: {speakers: [{match: "P*", role: participant, participant: "$label"}]}
        - segment: turns
        - segment: sentences
        - classify: keywords
        - import: codings
          files: [ada.csv]
        - merge: adjudicate
          settings: {decisions: eva.jsonl}
        - report: themes
          to: out
      """, to: "p.yaml")
    let outcome = try await run()
    #expect(outcome.queued == 1 && outcome.counts.codings == 1)
  }

  private func pipeline() throws -> Pipeline {
    try Pipeline(path: folder.path("p.yaml"), registry: StageRegistry(builtinStages))
  }

  @discardableResult
  private func run(keepsWork: Bool = true) async throws -> RunOutcome {
    try await pipeline().run(RunOptions(keepsWork: keepsWork), progress: Silence())
  }

  /// What differs and where, a line each.
  private func verify(replay: Bool = false) async throws -> [String] {
    try await pipeline().verify(replay: replay, RunOptions(), progress: Silence())
      .differences.map { "\($0.what) in \($0.place)" }
  }

  private func change(_ sql: String) throws {
    try DatabaseMaker.change(folder.path("s.sqlite"), by: sql)
  }

  /// Statements that change a row, with what is said of it without and with a replay.
  static let changes: [(sql: String, compared: String, replayed: String)] = [
    (
      "UPDATE segmentation SET segments = '[[[3,2]]]' WHERE level = 'sentence'", "reading in p1",
      "reading in p1"
    ),
    ("DELETE FROM segmentation WHERE level = 'turn'", "reading in p1", "reading in p1"),
    ("UPDATE reading SET format = 'tei'", "reading in p1", "reading in p1"),
    ("UPDATE reading SET metadata = '{\"title\":\"x\"}'", "reading in p1", "reading in p1"),
    ("UPDATE text SET is_ascii = 0", "text in p1", "text in p1"),
    ("UPDATE decision SET verdict = 'accept'", "decision in eva:1", "decision in eva:1"),
    ("UPDATE decision SET reason = ''", "decision in eva:1", "decision in eva:1"),
    ("DELETE FROM decision WHERE verdict = 'defer'", "decision in eva:2", "decision in eva:2"),
    ("DELETE FROM queue_item", "result in result/transcript/p1", "queue in p1"),
    ("UPDATE queue_item SET decision = 'eva:1'", "row beside the result in p1", "queue in p1"),
    ("DELETE FROM coverage", "result in result/transcript/p1", "coverage in p1"),
    ("UPDATE coding SET key = 1 WHERE rule_id IS NULL", "id of a coding in p1 at byte 24", ""),
    ("UPDATE coding SET memo = NULL", "result in result/transcript/p1", "coding in p1"),
    ("UPDATE final_coding SET key = 1", "id of a coding in p1 at byte 3", ""),
    (
      "UPDATE final_coding SET decision = 'eva:2'", "row beside the result in p1",
      "final coding in p1"
    ),
    ("DELETE FROM input WHERE path = 'codebook.yaml'", "input in codebook.yaml", ""),
    ("UPDATE input SET bytes = 1", "input in ada.csv", ""),
    ("UPDATE run_coder SET kind = 'machine'", "coder in ada", ""),
    ("UPDATE pipeline SET name = 'x'", "pipeline in name", ""),
    (
      "UPDATE pipeline SET text = replace(text, '\"match\":\"sentence\"', '\"match\":\"turn\"')",
      "pipeline in stage merge: settings.match", ""
    ),
    ("UPDATE codebook SET version = '3'", "codebook in version", ""),
    ("UPDATE codebook SET source = ''", "codebook in source", ""),
    ("UPDATE codebook_code SET examples = '[]'", "codebook in cost", ""),
    ("UPDATE codebook_rule SET source = 'any: [bills]'", "codebook in cost", ""),
    ("UPDATE run SET codings = 7", "count in codings", ""),
    (
      "UPDATE lock_text SET content = 'leitmotif-lock 1'", "lock of run 1 in codebook/cost/words",
      ""
    ),
  ]

  @Test(arguments: changes.indices)
  func `whatever was changed is seen`(number: Int) async throws {
    let (sql, compared, replayed) = Self.changes[number]
    #expect(try await verify(replay: true) == [])
    try change(sql)
    #expect(try await verify().first == compared)
    let all = try await verify(replay: true)
    #expect(all.contains(replayed.isEmpty ? compared : replayed), "\(all)")
  }

  @Test func `a run that keeps nothing puts rows right, and the run before stays as it is`()
    async throws
  {
    try change(
      """
      DELETE FROM queue_item; DELETE FROM decision;
      UPDATE coding SET end_byte = end_byte - 1 WHERE rule_id IS NULL;
      UPDATE segmentation SET segments = '[[[3,2]]]' WHERE level = 'sentence';
      """)
    // Nothing was touched that a run looks at.
    #expect(try await run().queued == 1)
    #expect(try await verify() != [])
    let mended = try await run(keepsWork: false)
    #expect(mended.counts.computed == 1)
    #expect(try await verify(replay: true) == [])
    let store = try Store(at: folder.path("s.sqlite"), access: .read)
    #expect(try store.reader().queue.map(\.reason) == [.deferred])
    #expect(try store.reader(ofRun: 1).queue == [])
    // What it kept nothing of is kept again.
    #expect(try await run().counts.computed == 1)
    #expect(try await run().counts.computed == 0)
  }
}
