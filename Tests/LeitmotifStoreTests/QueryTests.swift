import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

/// Queries that read, and those that would do more.
struct QueryTests {
  private func store() throws -> (TemporaryFolder, Store) {
    let folder = try TemporaryFolder()
    let path = folder.path("s.sqlite")
    _ = try Store(at: path, access: .write)
    return (folder, try Store(at: path, access: .read))
  }

  private func problem(_ sql: String, timeout: Duration = .seconds(30)) throws -> String {
    let (folder, store) = try store()
    defer { withExtendedLifetime(folder) {} }
    do {
      try store.query(sql, timeout: timeout) { _, _ in }
      return "none"
    } catch let diagnostics as Diagnostics {
      return diagnostics.all.map(\.id).joined()
    }
  }

  @Test func `a query gives columns and values of every type`() throws {
    let (folder, store) = try store()
    defer { withExtendedLifetime(folder) {} }
    var rows: [[QueryValue]] = []
    let columns = try store.query(
      "SELECT 1 AS a, 2.5 AS b, 'naïve' AS c, NULL AS d, x'00ff' AS e, :code AS f -- done",
      values: ["code": "x'); DROP TABLE run", "unused": "y"]
    ) { _, row in rows.append(row) }
    #expect(columns == ["a", "b", "c", "d", "e", "f"])
    #expect(
      rows == [
        [
          .integer(1), .number(2.5), .text("naïve"), .null, .blob([0, 255]),
          .text("x'); DROP TABLE run"),
        ]
      ])
  }

  @Test(arguments: [
    "DELETE FROM run", "DROP TABLE run", "CREATE TABLE x (a)", "UPDATE run SET status = 'failed'",
    "INSERT INTO run DEFAULT VALUES", "ATTACH DATABASE '/tmp/other' AS o",
    "PRAGMA user_version = 3",
    "PRAGMA journal_mode = DELETE", "SELECT load_extension('x')", "BEGIN", "VACUUM",
    "SELECT 1; SELECT 2", "WITH a AS (SELECT 1) DELETE FROM run", "DETACH main", "REINDEX",
  ])
  func `what does more than read is refused`(sql: String) throws {
    #expect(try problem(sql) == "query-refused")
  }

  @Test(arguments: [
    "SELEC 1", "SELECT nothing FROM themes", "", " -- only a comment", "SELECT (",
    "UPDATE sqlite_master SET sql = ''",
  ])
  func `what SQLite does not understand is said`(sql: String) throws {
    #expect(try problem(sql) == "query-syntax")
  }

  @Test func `what takes too long is stopped`() throws {
    let sql =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    #expect(try problem(sql, timeout: .milliseconds(50)) == "query-timeout")
  }

  @Test func `the store can still be read after a query was refused`() throws {
    let (folder, store) = try store()
    defer { withExtendedLifetime(folder) {} }
    #expect(throws: Diagnostics.self) { try store.query("DROP TABLE run") { _, _ in } }
    #expect(try store.runs().isEmpty)
    var count = 0
    try store.query("SELECT 1") { _, _ in count += 1 }
    #expect(count == 1)
  }

  @Test(arguments: SavedQuery.all)
  func `every saved query is one that can be asked`(query: SavedQuery) throws {
    let (folder, store) = try store()
    defer { withExtendedLifetime(folder) {} }
    let values = Dictionary(query.parameters.map { ($0, "x") }) { first, _ in first }
    let columns = try store.query(query.sql, values: values) { _, _ in }
    #expect(!columns.isEmpty)
    // A name is no pattern: "_" in it is no other letter.
    #expect(!query.sql.contains("LIKE"))
    for parameter in query.parameters { #expect(query.sql.contains(":\(parameter)")) }
  }

  @Test func `there are a dozen at least, each under a name of its own`() {
    #expect(SavedQuery.all.count >= 12)
    #expect(Set(SavedQuery.all.map(\.name)).count == SavedQuery.all.count)
  }
}
