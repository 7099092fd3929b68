import LeitmotifModel
import LeitmotifSQLite
import LeitmotifTesting
import Testing

struct ForeignDatabaseTests {
  @Test func `tables are listed with their columns, views and virtual tables are not`() throws {
    let bytes = try DatabaseMaker.bytes(
      "CREATE TABLE t (a INTEGER, b TEXT); CREATE VIEW v AS SELECT 1 AS c;"
        + "INSERT INTO t VALUES (1, 'x'), (2.6, NULL)")
    let database = try ForeignDatabase(bytes, path: "f")
    #expect(database.tables == ["t": ["a", "b"]])
    #expect(database.has("t", "a", "b"))
    #expect(!database.has("v", "c"))
    var rows: [String] = []
    try database.forEachRow(["a", "b", "c"], of: "t", by: "a") { row in
      rows.append(
        "\(row.number(0) ?? -1) \(row.optionalText(1) ?? "-") \(row.optionalText(2) ?? "-")")
    }
    #expect(rows == ["1 x -", "3 - -"])
  }
}
