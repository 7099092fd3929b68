import Foundation
import GRDB
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct CrashTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Copies a store as a power cut would leave it: the file, and the first bytes of its log.
  private func copy(_ path: String, to name: String, log: Data) throws -> String {
    let copy = folder.path(name)
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    try log.write(to: URL(filePath: copy + "-wal"))
    return copy
  }

  @Test func `a store whose log breaks off anywhere is whole, and the next run goes on`() throws {
    var study = GeneratedStudy(seed: 21)
    let before = (0..<6).map { study.result(Identifier("p\($0)")) }
    let after = (0..<6).map { study.result(Identifier("p\($0)")) }
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    try store.run(before)
    let expected = try StoreContent(store.reader())
    let run = try store.beginRun(study.start())
    for result in after { try store.write([result], run: run) }
    let log = try Data(contentsOf: URL(filePath: store.path + "-wal"))

    let undisturbed = try Store(at: folder.path("undisturbed.sqlite"), access: .write)
    try undisturbed.run(after)
    let wanted = try StoreContent(undisturbed.reader())
    var random = SeededNumbers(seed: 4)
    for number in 0..<50 {
      let path = try copy(
        store.path, to: "\(number).sqlite", log: log.prefix(random.below(log.count + 1)))
      let broken = try Store(at: path, access: .write)
      #expect(try broken.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
      #expect(try broken.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") } == [])
      #expect(try StoreContent(broken.reader()) == expected)
      try broken.run(after)
      #expect(try StoreContent(broken.reader()) == wanted)
    }
  }

  @Test func `a first run that breaks off amid a transaction keeps what it had finished`() throws {
    var study = GeneratedStudy(seed: 22)
    let results = (0..<4).map { study.result(Identifier("p\($0)")) }
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    let run = try store.beginRun(study.start())
    try store.write([results[0]], run: run)
    let kept = try store.states()
    try store.database.writeWithoutTransaction { db in
      // Two pages of memory: the rest is in the file before the transaction ends.
      try db.execute(
        sql: """
          PRAGMA cache_size = 2; BEGIN IMMEDIATE; DELETE FROM transcript_state;
          WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 100)
          INSERT INTO cell_pack (unit, layout_id, pack)
          SELECT randomblob(16), 1, randomblob(9000) FROM row
          """)
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: store.path + ending, toPath: folder.path("copy.sqlite" + ending))
      }
      try db.execute(sql: "ROLLBACK")
    }
    let broken = try Store(at: folder.path("copy.sqlite"), access: .write)
    #expect(try broken.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try broken.states() == kept)
    #expect(try broken.runs().map(\.status) == [.running])
    try broken.run(results)
    let undisturbed = try Store(at: folder.path("undisturbed.sqlite"), access: .write)
    try undisturbed.run(results)
    #expect(try StoreContent(broken.reader()) == StoreContent(undisturbed.reader()))
  }
}
