import Foundation
import GRDB
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct OpeningTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("s.sqlite")
  }

  /// What is said, with the folder left out, when something cannot be done.
  private func message(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)".replacing(folder.path + "/", with: "")
    }
  }

  /// The id of the error, when something cannot be done.
  private func errorID(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? StoreError)?.diagnostic.id
    }
  }

  private func content(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  private static let nextStep = Migration(
    version: 4, sql: "ALTER TABLE run ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm';")

  @Test func `who only reads takes back what a killed writer left half done`() throws {
    func finishRun() throws {
      let store = try Store(at: path, access: .write)
      var study = GeneratedStudy(seed: 3)
      let run = try store.beginRun(study.start())
      try store.write([study.result("p1")], run: run)
      try store.finishRun(
        run, status: .succeeded, result: "r", counts: Run.Counts(), keeping: ["p1"])
      store.settleLog()
    }
    // Left behind, the store is closed.
    try finishRun()
    let copy = folder.path("copy.sqlite")
    try DatabaseMaker.interrupt(
      path,
      behind: """
        UPDATE run SET status = 'failed';
        WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO origin (name) SELECT 'o' || i FROM n;
        """, copyTo: copy)
    #expect(FileManager.default.fileExists(atPath: copy + "-journal"))
    #expect(try Store(at: copy, access: .read).reader().run.status == .succeeded)
  }

  @Test func `only the owner may read a store and the files beside it`() throws {
    let store = try Store(at: path, access: .write)
    var study = GeneratedStudy(seed: 1)
    let run = try store.beginRun(study.start())
    try store.write([study.result("p1")], run: run)
    #expect(try mode(path) == 0o600)
    let later = try Store(at: path, access: .write)
    let next = try later.beginRun(study.start())
    try later.write([study.result("p1")], run: next)
    for file in [path, path + "-wal", path + "-shm"] { #expect(try mode(file) == 0o600) }
  }

  @Test func `a new store says what it is`() throws {
    let store = try Store(at: path, access: .write)
    #expect(store.warnings == [])
    try store.read { db in
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x4C54_4D46)
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 3)
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      let lax = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
      #expect(lax == ["sqlite_schema", "sqlite_temp_schema"])
    }
    let settings = try store.database.writeWithoutTransaction { db in
      try ["synchronous", "foreign_keys", "busy_timeout"].map { name in
        try Int.fetchOne(db, sql: "PRAGMA \(name)")
      }
    }
    #expect(settings == [1, 1, 10_000])
  }

  @Test func `a store writes its first run once, and has a log from then on`() throws {
    func journal(_ store: Store) throws -> String? {
      try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    }
    var study = GeneratedStudy(seed: 1)
    let store = try Store(at: path, access: .write)
    #expect(try journal(store) == "delete")
    try store.run([study.result("p1")])
    #expect(try journal(store) == "wal")
    #expect(try journal(Store(at: path, access: .read)) == "wal")
  }

  @Test func `a store that is not there cannot be read`() {
    #expect(
      message { try Store(at: path, access: .read) } == """
        s.sqlite: error: there is no store [store-missing]
        help: 'leitmotif run' with the study's pipeline makes it
        """)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a store that a link leads to is its owner's alone`() throws {
    for (link, target) in [("a.sqlite", folder.path("far.sqlite")), ("b.sqlite", "near.sqlite")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(link), withDestinationPath: target)
      _ = try Store(at: folder.path(link), access: .write)
    }
    for name in ["far.sqlite", "near.sqlite"] {
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path(name))[
        .posixPermissions]
      #expect((mode as? Int) == 0o600, "\(name)")
    }
  }

  @Test func `an empty file becomes a store`() throws {
    try folder.write("", to: "s.sqlite")
    #expect(errorID { try Store(at: path, access: .read) } == "no-finished-run")
    #expect(try Store(at: path, access: .write).runs() == [])
  }

  @Test func `a file that is no store is refused and left as it was`() throws {
    try folder.write(String(repeating: "Dear diary, ", count: 100), to: "s.sqlite")
    let other = try DatabaseQueue(path: folder.path("other.sqlite"))
    try other.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try other.close()
    for name in ["s.sqlite", "other.sqlite"] {
      let before = try content(folder.path(name))
      for access in [Store.Access.read, .write] {
        #expect(
          message { try Store(at: folder.path(name), access: access) } == """
            \(name): error: the file is not a store of Leitmotif [not-a-store]
            help: give a study's store, such as study.sqlite, or name another file under a pipeline's 'store'; this one was left as it is
            """)
      }
      #expect(try content(folder.path(name)) == before)
      #expect(!FileManager.default.fileExists(atPath: folder.path(name) + "-wal"))
    }
  }

  @Test func `a store of a newer Leitmotif is refused and left as it was`() throws {
    do { _ = try Store(at: path, access: .write, migrations: Migration.all + [Self.nextStep]) }
    let before = try content(path)
    for access in [Store.Access.read, .write] {
      #expect(
        message { try Store(at: path, access: access) } == """
          s.sqlite: error: the store was written by a newer Leitmotif (schema 4; this one knows 3) \
          [store-too-new]
          help: install the newer Leitmotif, or use another store; this one was left as it is
          """)
    }
    #expect(try content(path) == before)
  }

  @Test func `an older store is copied, and then brought up to date`() throws {
    var study = GeneratedStudy(seed: 5)
    let result = study.result("p1")
    let expected: StoreContent
    do {
      let store = try Store(at: path, access: .write)
      try store.run([result])
      expected = try StoreContent(store.reader())
    }
    let steps = Migration.all + [Self.nextStep]
    #expect(
      message { try Store(at: path, access: .read, migrations: steps) } == """
        s.sqlite: error: the store was written by an older Leitmotif (schema 3; this one reads 4) \
        [store-too-old]
        help: 'leitmotif run' with the study's pipeline brings it up to date, and keeps a copy
        """)
    let store = try Store(at: path, access: .write, migrations: steps)
    #expect(try StoreContent(store.reader()) == expected)
    #expect(try store.read { try String.fetchAll($0, sql: "SELECT mood FROM run") } == ["calm"])
    let copy = path + ".before-v4"
    #expect(try mode(copy) == 0o600)
    #expect(try StoreContent(Store(at: copy, access: .read).reader()) == expected)
    #expect(!FileManager.default.fileExists(atPath: copy + ".part"))
  }

  @Test func `a step that fails leaves the store as it was`() throws {
    do { try Store(at: path, access: .write).run([]) }
    let broken = Migration(
      version: 4, sql: "CREATE TABLE mood (x); INSERT INTO nowhere VALUES (1);")
    let steps = Migration.all + [broken]
    #expect(
      errorID { try Store(at: path, access: .write, migrations: steps) } == "store-failed")
    let store = try Store(at: path, access: .write)
    #expect(try store.reader().run.id == 1)
    #expect(try store.read { try $0.tableExists("mood") } == false)
    // The next try goes well, though the copy is there.
    _ = try Store(at: path, access: .write, migrations: Migration.all + [Self.nextStep])
  }

  @Test func `a folder that is not there is said`() {
    #expect(
      message { try Store(at: folder.path("none/s.sqlite"), access: .write) } == """
        none/s.sqlite: error: the store cannot be opened: No such file or directory \
        [store-unreachable]
        help: check that its folder is there and that you may write in it
        """)
    #expect(errorID { try Store(at: folder.path, access: .write) } == "store-unreachable")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/sys/kernel")))
  func `a folder where nobody may write is said`() {
    #expect(errorID { try Store(at: "/sys/s.sqlite", access: .write) } == "store-unreachable")
  }

  // The system's administrator may write everywhere.
  @Test(.enabled(if: geteuid() != 0))
  func `a store in a folder that cannot be written is read, and not written`() throws {
    var study = GeneratedStudy(seed: 5)
    do { try Store(at: path, access: .write).run([study.result("p1")]) }
    chmod(path, 0o400)
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    #expect(try Store(at: path, access: .read).reader().transcripts == ["p1"])
    #expect(
      message { try Store(at: path, access: .write) } == """
        s.sqlite: error: the store cannot be written [store-read-only]
        help: make the file and its folder writable, or name another file under 'store'
        """)
  }

  @Test func `a store that was opened to be read cannot be written`() throws {
    do { try Store(at: path, access: .write).run([]) }
    let store = try Store(at: path, access: .read)
    var study = GeneratedStudy(seed: 1)
    #expect(errorID { try store.beginRun(study.start()) } == "store-read-only")
  }

  @Test func `a full disk is said, and the store stays as it was`() throws {
    var study = GeneratedStudy(seed: 5)
    let small = study.result("p1")
    do { try Store(at: path, access: .write).run([small]) }
    let pages = try #require(
      try Store(at: path, access: .read).read { try Int.fetchOne($0, sql: "PRAGMA page_count") })
    var expected: StoreContent?
    do {
      let store = try Store(
        at: path, access: .write, migrations: Migration.all, pageLimit: pages + 8)
      expected = try StoreContent(store.reader())
      let run = try store.beginRun(study.start())
      var large = study.result("p2")
      large.cellPacks = [
        .init(
          unit: Array(repeating: 1, count: 16), layout: 1, pack: .init(repeating: 7, count: 1 << 20)
        )
      ]
      #expect(
        message { try store.write([large], run: run) } == """
          s.sqlite: error: the disk is full; nothing was lost [store-full]
          help: free some space and run again: the run goes on from where it was
          """)
      #expect(try store.state(of: "p2") == nil)
    }
    let store = try Store(at: path, access: .write)
    #expect(try StoreContent(store.reader()) == expected)
    #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    try store.run([small, study.result("p2")])
    #expect(try store.reader().transcripts == ["p1", "p2"])
  }

  @Test func `a damaged store is said`() throws {
    var study = GeneratedStudy(seed: 5)
    do {
      try Store(at: path, access: .write).run((0..<30).map { study.result(Identifier("p\($0)")) })
    }
    var bytes = try content(path)
    for page in 1..<(bytes.count / 4096) {
      bytes.replaceSubrange(
        page * 4096..<page * 4096 + 64, with: Data(repeating: 0xA5, count: 64))
    }
    try bytes.write(to: URL(filePath: path))
    #expect(
      message { try StoreContent(Store(at: path, access: .read).reader()) } == """
        s.sqlite: error: the store is damaged [store-damaged]
        help: keep the file, and run the pipeline with a new store: your own files hold all that \
        people made
        """)
  }

  @Test(arguments: [
    ("reading", "turns", "[[7,0,1]]"), ("reading", "turns", "[[null,5,1]]"),
    ("reading", "turns", "[[null,5"), ("reading", "turns", "no"), ("reading", "metadata", "[1]"),
    ("segmentation", "segments", "[[[1]]]"), ("segmentation", "segments", "[[[-1,2]]]"),
  ])
  func `a column that holds something else is said, and no crash`(
    table: String, column: String, value: String
  ) throws {
    var study = GeneratedStudy(seed: 6)
    var result = study.result("p1")
    result.transcript = SegmentedTranscript(
      transcript: result.transcript.transcript, segments: [.turn: []])
    let store = try Store(at: path, access: .write)
    try store.run([result])
    try store.write { db, _ in
      try db.execute(sql: "UPDATE \(table) SET \(column) = ?", arguments: [value])
    }
    #expect(errorID { try store.reader().transcript("p1") } == "store-damaged")
  }

  @Test func `drives of other machines are known by their type`() {
    let mounts = """
      21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
      30 21 0:44 / /home rw - nfs4 server:/home rw,vers=4.2
      31 21 0:45 / /mnt/my\\040disk rw master:1 - fuse.sshfs me@there: rw
      """
    #expect(
      ["8:1", "0:44", "0:45", "0:4"].map { StoreFile.isRemote(device: $0, in: mounts) }
        == [false, true, true, false])
  }
}
