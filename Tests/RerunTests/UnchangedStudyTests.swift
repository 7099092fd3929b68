import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

/// Studies that nobody touched since their last run.
struct UnchangedStudyTests {
  private let folder: TemporaryFolder
  private let registry = StageRegistry(builtinStages)

  init() throws {
    folder = try TemporaryFolder()
    try RandomStudy(seed: 5).write(to: folder)
    // A file counts as touched for as long as its time of change might not tell.
    Thread.sleep(forTimeInterval: 2.1)
  }

  private func run() async throws -> RunOutcome {
    try await Pipeline(path: folder.path("p.yaml"), registry: registry)
      .run(RunOptions(), progress: Silence())
  }

  private var unchanged: UnchangedStudy? {
    UnchangedStudy(path: folder.path("p.yaml"), registry: registry)
  }

  @Test func `a second run says the same and opens nothing`() async throws {
    let first = try await run()
    let second = try #require(try unchanged?.run())
    #expect(second.run == 2)
    #expect(second.result == first.result)
    #expect(second.counts.computed == 0)
    #expect(second.counts.reused == first.counts.computed)
    #expect(second.counts.codings == first.counts.codings)
    #expect(second.reports.map(\.text) == first.reports.map(\.text))
    #expect(second.reports.map(\.files) == first.reports.map(\.files))
    let third = try #require(try unchanged?.run())
    #expect(third.run == 3)
    let store = try Store(at: folder.path("s.sqlite"), access: .read)
    #expect(try store.runs().map(\.status) == [.succeeded, .succeeded, .succeeded])
    #expect(try store.reader().run.result == first.result)
    #expect(try await run().result == first.result)
  }

  @Test(arguments: [
    "texts/t1.txt", "codebook.yaml", "coders.csv", "decisions.jsonl", "p.yaml", "out/index.html",
  ])
  func `whatever file is touched is noticed`(name: String) async throws {
    _ = try await run()
    #expect(unchanged != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
    let name = name.hasPrefix("out/") ? "out/\(try #require(names.sorted().first))" : name
    try folder.write(try folder.read(name) + "\n", to: name)
    #expect(unchanged == nil)
  }

  @Test func `a log that appears beside an untouched database is noticed`() async throws {
    let text = try folder.read("texts/t1.txt").replacing("'", with: "''")
    let made = try DatabaseMaker.bytes(
      """
      CREATE TABLE source (id INTEGER, name TEXT, fulltext TEXT);
      CREATE TABLE code_name (cid INTEGER, name TEXT);
      CREATE TABLE code_text (cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT);
      INSERT INTO source VALUES (1, 't1', '\(text)');
      INSERT INTO code_name VALUES (1, 'nobody knows it');
      """, andInLog: "INSERT INTO code_text VALUES (1, 1, NULL, 0, 2, 'ada');",
      at: folder.path("made.qda"))
    try folder.write(Data(made.database), to: "data.qda")
    let stage = """
        - import: qualcoder
          files: [data.qda]
          settings: {unknownCodes: leave-out}
        - merge:
      """
    try folder.write(try folder.read("p.yaml").replacing("  - merge:", with: stage), to: "p.yaml")
    try await Task.sleep(for: .seconds(2.1))
    _ = try await run()
    #expect(unchanged != nil)
    try folder.write(Data(made.log), to: "data.qda-wal")
    #expect(unchanged == nil)
    try await Task.sleep(for: .seconds(2.1))
    let second = try await run()
    #expect(second.warnings.map(\.id).contains("codings-left-out"))
    #expect(unchanged != nil)
    try FileManager.default.removeItem(atPath: folder.path("data.qda-wal"))
    #expect(unchanged == nil)
  }

  @Test func `a transcript that comes or goes is noticed`() async throws {
    _ = try await run()
    try folder.write("P1: Bus.\n", to: "texts/new.txt")
    #expect(unchanged == nil)
    _ = try await run()
    try FileManager.default.removeItem(atPath: folder.path("texts/new.txt"))
    #expect(unchanged == nil)
  }

  @Test func `a run that was stopped in between is noticed`() async throws {
    _ = try await run()
    let stopped = try await Pipeline(path: folder.path("p.yaml"), registry: registry)
      .run(RunOptions(isCancelled: { true }), progress: Silence())
    #expect(stopped.status == .interrupted || stopped.counts.computed == 0)
    if stopped.status == .interrupted { #expect(unchanged == nil) }
  }

  @Test func `reports that say the same are not written again`() async throws {
    _ = try await run()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).sorted().first)
    func inode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path("out/\(name)"))[
        .systemFileNumber] as? Int
    }
    let before = try inode()
    try folder.write(try folder.read("codebook.yaml"), to: "codebook.yaml")
    _ = try await run()
    #expect(try inode() == before)
  }
}
