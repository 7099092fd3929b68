import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

/// Stores of every schema version that ever landed are brought up to date, and say what they said.
struct MigrationTests {
  private static let folder = "Tests/RerunTests"

  /// The versions of which a store is kept; one is added when a version lands.
  private static let versions: [Int] = {
    let stores = Command.projectFolder.appending(path: "\(folder)/Stores").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: stores)) ?? []
    return names.compactMap { $0.wholeMatch(of: /v(\d+)\.sqlite/).flatMap { Int($0.1) } }.sorted()
  }()

  @Test func `a store of every version before this one is kept`() {
    #expect(
      Array(1..<Migration.all.newestVersion)
        == Self.versions.filter { $0 < Migration.all.newestVersion })
  }

  /// A copy of the frozen study with a store of some version.
  private static func study(version: Int) throws -> TemporaryFolder {
    let scratch = try TemporaryFolder()
    let root = Command.projectFolder.appending(path: folder)
    try FileManager.default.copyItem(
      atPath: root.appending(path: "Frozen").path, toPath: scratch.path("study"))
    try FileManager.default.copyItem(
      atPath: root.appending(path: "Stores/v\(version).sqlite").path,
      toPath: scratch.path("study/frozen.sqlite"))
    return scratch
  }

  private static func lines(of reader: StoreReader) throws -> [String] {
    var lines: [String] = []
    try reader.forEachCoding {
      lines.append("\($0.transcript) \($0.code) \($0.coder) \($0.span.range)")
    }
    try reader.forEachFinalCoding { lines.append("final \($0.coding.code) \($0.origin.rawValue)") }
    lines += try reader.decisions.map { "\($0.id) \($0.code) \($0.reviewer)" }
    lines += try reader.coverage.map { "\($0.coder) \($0.transcript)" }
    return lines + [reader.run.result ?? ""]
  }

  @Test(arguments: versions)
  func `a store of each version is copied, brought up to date, and says what it said`(
    version: Int
  ) async throws {
    let scratch = try Self.study(version: version)
    let path = scratch.path("study/frozen.sqlite")
    let isOlder = version < Migration.all.newestVersion
    if isOlder { #expect(throws: StoreError.self) { try Store(at: path, access: .read) } }
    let migrated = try Store(at: path, access: .write)
    try migrated.checkIntegrity()
    let said = try Self.lines(of: migrated.reader())
    #expect(said.count > 40)

    let copies = try FileManager.default.contentsOfDirectory(atPath: scratch.path("study"))
      .filter { $0.contains(".before-v") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
    #expect(copies.count == (isOlder ? 1 : 0), "a copy of the store as it was is kept")
    for copy in copies {
      let untouched = try Store(at: scratch.path("study/\(copy)"), access: .write)
      #expect(try Self.lines(of: untouched.reader()) == said)
    }

    let pipeline = try Pipeline(
      path: scratch.path("study/pipeline.yaml"), registry: StageRegistry(builtinStages))
    let outcome = try await pipeline.run(RunOptions(writesReports: false), progress: Silence())
    let fresh = try await pipeline.run(
      RunOptions(store: scratch.path("fresh.sqlite"), writesReports: false), progress: Silence())
    #expect(outcome.result == fresh.result)
    let again = try await pipeline.run(RunOptions(writesReports: false), progress: Silence())
    #expect(again.counts.computed == 0)
    let first = try Store(at: path, access: .read).reader(ofRun: 1)
    #expect(try Self.lines(of: first) == said)
  }

  @Test func `what an interrupted beginning leaves is empty, and never an older store`() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("s.sqlite")
    let broken = Migration.all + [Migration(version: 99, sql: "CREATE TABLE broken (")]
    #expect(throws: (any Error).self) { try Store(at: path, access: .write, migrations: broken) }
    #expect(try Store(at: path, access: .write).runs() == [])
  }

  @Test func `clearing up keeps what people made and what the newest runs show`() async throws {
    let scratch = try Self.study(version: 1)
    let path = scratch.path("study/frozen.sqlite")
    func run() async throws -> RunOutcome {
      try await Pipeline(
        path: scratch.path("study/pipeline.yaml"), registry: StageRegistry(builtinStages)
      ).run(RunOptions(writesReports: false), progress: Silence())
    }
    let codebook = try scratch.read("study/codebook.yaml")
    for word in ["bus", "taxi", "waited"] {
      try scratch.write(
        codebook.replacing("any: [bus]", with: "any: [\(word)]"), to: "study/codebook.yaml")
      _ = try await run()
    }
    let store = try Store(at: path, access: .write)
    let newest = try store.reader()
    let said = try Self.lines(of: newest)
    let cleared = try store.clear(keepingRuns: 2, use: store.keptUse())
    #expect(cleared.forgottenRuns == [1, 2])
    #expect(try Self.lines(of: store.reader()) == said)
    #expect(throws: StoreError.self) { try store.reader(ofRun: 1) }
    let third = try store.reader(ofRun: 3)
    #expect(third.run.id == 3)
    #expect(try third.previous == nil)
    #expect(try store.reader().previous?.run.id == 3)
    try store.checkIntegrity()
    #expect(try await run().counts.computed == 0)
  }
}
