import LeitmotifModel
import LeitmotifSQLite
import LeitmotifTesting
import Testing

struct WriteAheadLogTests {
  /// A database of three rows, of which the second and the third stand in the log only.
  private func files(_ more: String = "") throws -> (database: [UInt8], log: [UInt8]) {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    return try DatabaseMaker.bytes(
      "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'one');",
      andInLog: "INSERT INTO t VALUES (2, 'two'); INSERT INTO t VALUES (3, 'three');" + more,
      at: folder.path("data.qda"))
  }

  private func rows(_ database: [UInt8], log: [UInt8]) throws -> [String] {
    var rows: [String] = []
    try ForeignDatabase(database, log: log, path: "f").forEachRow(["b"], of: "t", by: "a") {
      rows.append($0.text(0))
    }
    return rows
  }

  @Test func `rows that stand in the log only are read`() throws {
    let (database, log) = try files()
    #expect(try rows(database, log: []) == ["one"])
    #expect(try rows(database, log: log) == ["one", "two", "three"])
  }

  @Test func `a log may make the file longer, and bring tables`() throws {
    let long = String(repeating: "x", count: 100_000)
    let (database, log) = try files(
      "CREATE TABLE u (c TEXT); INSERT INTO u VALUES ('\(long)');")
    let opened = try ForeignDatabase(database, log: log, path: "f")
    #expect(opened.tables.keys.sorted() == ["t", "u"])
    var found: [String] = []
    try opened.forEachRow(["c"], of: "u") { found.append($0.text(0)) }
    #expect(found == [long])
  }

  @Test func `what was not written to its end is passed over, as SQLite does`() throws {
    let (database, log) = try files()
    for length in stride(from: 0, to: log.count, by: 97) {
      let found = try rows(database, log: Array(log.prefix(length)))
      #expect([["one"], ["one", "two"], ["one", "two", "three"]].contains(found))
    }
    var damaged = log
    damaged[damaged.count - 1] ^= 1
    #expect(try rows(database, log: damaged) == ["one", "two"])
  }

  @Test func `what is no log changes nothing`() throws {
    let (database, _) = try files()
    #expect(try rows(database, log: Array("hello".utf8)) == ["one"])
    #expect(try rows(database, log: Array(repeating: 0, count: 5000)) == ["one"])
  }

  @Test func `damaged logs are read, passed over or refused, and nothing worse`() throws {
    let (database, log) = try files()
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<300 {
      var damaged = log
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<damaged.count, using: &numbers)] = .random(
          in: 0...255, using: &numbers)
      }
      _ = try? rows(database, log: damaged)
    }
  }
}
