import DatabaseProjects
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifSQLite
import LeitmotifTesting
import Testing

struct HostileDatabaseTests {
  private func ids(_ bytes: [UInt8]) -> [String] {
    do {
      _ = try TaguetteImporter(configuration: .init(), setup: StageSetup())
        .project(from: Source(path: "p.sqlite3", bytes: bytes))
      return []
    } catch let error as Diagnostics {
      return error.all.map(\.id)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `what is no database, or another program's, is refused`() throws {
    #expect(ids(Array("hello".utf8)) == ["not-a-database"])
    #expect(ids([]) == ["not-a-database"])
    #expect(ids(Array("SQLite format 3\0".utf8)) == ["database-broken"])
    #expect(try ids(database("CREATE TABLE t (a)")) == ["other-database"])
    #expect(try ids(database(QualCoderTests.schema)) == ["other-database"])
  }

  @Test func `a damaged file is refused, and never crashes`() throws {
    let bytes = try database(TaguetteTests.schema)
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<300 {
      var changed = bytes
      for _ in 0..<20 { changed[16 + numbers.below(bytes.count - 16)] = UInt8(numbers.below(256)) }
      _ = ids(changed)
    }
    #expect(ids(Array(bytes.prefix(5000))) != [])
  }

  @Test func `views in the place of tables are not looked at`() throws {
    let bytes = try database(
      """
      CREATE TABLE documents (id, name, contents); CREATE TABLE tags (id, path);
      CREATE TABLE highlight_tags (highlight_id, tag_id);
      CREATE VIEW highlights AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS id, 1 AS document_id, 0 AS start_offset, 1 AS end_offset, '' AS snippet FROM n;
      """)
    #expect(ids(bytes) == ["other-database"])
  }

  @Test func `columns that would compute run nothing that is not theirs`() throws {
    let bytes = try database(
      """
      CREATE TABLE documents (id INTEGER, name TEXT, contents TEXT);
      CREATE TABLE tags (id INTEGER, path TEXT);
      CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
      CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER,
        end_offset INTEGER, snippet TEXT);
      CREATE TRIGGER trap AFTER INSERT ON tags BEGIN DELETE FROM documents; END;
      """)
    #expect(ids(bytes) == [])
  }

  @Test func `a file in write-ahead mode is read without its log`() throws {
    var bytes = try database(TaguetteTests.schema)
    bytes[18] = 2
    bytes[19] = 2
    #expect(ids(bytes) == [])
  }

  @Test func `reading changes nothing`() throws {
    let bytes = try database(TaguetteTests.schema)
    let copy = bytes
    let foreign = try ForeignDatabase(bytes, path: "p")
    var names: [String] = []
    try foreign.forEachRow(["name", "missing"], of: "documents") { row in
      names.append(row.text(0) + (row.optionalText(1) ?? "-"))
    }
    #expect(names == ["p1.odt-"])
    #expect(bytes == copy)
  }
}
