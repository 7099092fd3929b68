import DatabaseProjects
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import Testing

struct TaguetteTests {
  static let schema = """
    CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created TEXT);
    CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT,
      created TEXT, project_id INTEGER, text_direction TEXT, contents TEXT);
    CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
    CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,
      end_offset INTEGER, snippet TEXT);
    CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
    CREATE TABLE commands (id INTEGER PRIMARY KEY, date TEXT, user_login TEXT, project_id INTEGER,
      document_id INTEGER, payload TEXT);
    CREATE TABLE alembic_version (version_num TEXT);
    INSERT INTO projects VALUES (1, 'Harvest', 'What farmers say', '');
    INSERT INTO documents VALUES (1, 'p1.odt', '', 'p1.odt', '', 1, 'LEFT_TO_RIGHT',
      '<p>Ça &amp; là 😊</p>' || char(10) || '<p>It <b>rained</b> &lt;much&gt;.</p>');
    INSERT INTO tags VALUES (1, 1, 'weather.rain', 'Water from above'), (2, 1, 'mood', '');
    """

  private func importer() -> TaguetteImporter {
    TaguetteImporter(configuration: .init(), setup: StageSetup())
  }

  @Test func `offsets are bytes of the text between the tags`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO highlights VALUES (1, 1, 15, 25, '<p>It <b>rained</b></p>'),
          (2, 1, 0, 14, '<p>Ça &amp; là 😊</p>'), (3, 1, 26, 30, 'much');
        INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2);
        INSERT INTO commands VALUES
          (1, '2024-01-02 03:04:05.6', 'ada', 1, 1, '{"type":"highlight_add","highlight_id":1}'),
          (2, '2024-01-03 03:04:05.6', 'ben', 1, 1, '{"type":"highlight_add","highlight_id":1}');
        """)
    let result = try placed(importer(), bytes)
    #expect(
      lines(of: result) == [
        "p1.odt weather/rain ada: It rained ", "p1.odt mood ada: It rained ",
        "p1.odt mood : Ça & là 😊", "p1.odt - : much",
      ])
    #expect(result.reading == OffsetReading(.bytes))
    #expect(result.project.codings[0].time == "2024-01-02T03:04:05")
    #expect(result.project.codes[0].definition == "Water from above")
  }

  @Test func `a quotation that was not kept up to date yields to the place`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO highlights VALUES (1, 1, 18, 24, 'It rained'), (2, 1, 18, 24, 'rained'),
          (3, 1, 15, 17, 'It');
        INSERT INTO highlight_tags VALUES (1, 1), (2, 1), (3, 1);
        """)
    let result = try placed(importer(), bytes)
    #expect(result.counts == [.verified: 2, .repaired: 1])
    #expect(lines(of: result)[0] == "p1.odt weather/rain : rained")
  }

  @Test func `an export names nobody`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO highlights VALUES (1, 1, 15, 17, 'It');
        INSERT INTO highlight_tags VALUES (1, 1);
        INSERT INTO commands VALUES
          (1, '', 'admin', 1, 1, '{"type":"highlight_add","highlight_id":1}');
        """)
    let result = try placed(importer(), bytes)
    #expect(result.project.coders == [""])
    #expect(result.project.losses.map(\.what) == ["names of coders"])
  }
}
