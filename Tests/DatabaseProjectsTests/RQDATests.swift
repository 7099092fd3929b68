import DatabaseProjects
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import Testing

struct RQDATests {
  @Test func `deleted rows are passed over, real numbers are places`() throws {
    let bytes = try database(
      """
      CREATE TABLE project (databaseversion TEXT, memo TEXT);
      CREATE TABLE source (name TEXT, id INTEGER, file TEXT, memo TEXT, owner TEXT, status INTEGER);
      CREATE TABLE freecode (name TEXT, memo TEXT, owner TEXT, id INTEGER, status INTEGER, color TEXT);
      CREATE TABLE codecat (name TEXT, catid INTEGER, memo TEXT, status INTEGER);
      CREATE TABLE treecode (cid INTEGER, catid INTEGER, status INTEGER);
      CREATE TABLE coding (cid INTEGER, fid INTEGER, seltext TEXT, selfirst REAL, selend REAL,
        status INTEGER, owner TEXT, memo TEXT, date TEXT);
      CREATE TABLE coding2 (cid INTEGER, fid INTEGER, seltext TEXT, selfirst REAL, selend REAL,
        status INTEGER, owner TEXT);
      CREATE TABLE cases (name TEXT, id INTEGER, status INTEGER);
      CREATE TABLE caselinkage (caseid INTEGER, fid INTEGER, selfirst REAL, selend REAL, status INTEGER);
      CREATE TABLE caseAttr (variable TEXT, value TEXT, caseID INTEGER, status INTEGER);
      INSERT INTO project VALUES ('0.2.2', '');
      INSERT INTO source VALUES ('p1', 1, 'Ça, it rained', '', 'ada', 1), ('gone', 2, 'x', '', '', 0);
      INSERT INTO freecode VALUES ('rain', '', 'ada', 1, 1, ''), ('old', '', 'ada', 2, 0, '');
      INSERT INTO codecat VALUES ('weather', 1, '', 1);
      INSERT INTO treecode VALUES (1, 1, 1);
      INSERT INTO coding VALUES (1, 1, 'rained', 7.0, 13.0, 1, 'ada', 'wet', 'Mon Oct 28 08:11:36 2019'),
        (1, 1, 'it', 4.0, 6.0, 0, 'ada', '', ''), (2, 1, 'it', 4.0, 6.0, 1, 'ada', '', '');
      INSERT INTO coding2 VALUES (1, 1, 'it', 4.0, 6.0, 1, 'ben');
      INSERT INTO cases VALUES ('Rosa', 1, 1);
      INSERT INTO caselinkage VALUES (1, 1, 0, 13, 1);
      INSERT INTO caseAttr VALUES ('age', '67', 1, 1);
      """)
    let result = try placed(
      RQDAImporter(configuration: .init(), setup: StageSetup()), bytes)
    #expect(lines(of: result) == ["p1 weather/rain ada: rained", "p1 weather/rain ben: it"])
    #expect(result.project.codings.map(\.time) == ["2019-10-28T08:11:36", ""])
    #expect(
      result.project.cases == [ForeignCase(name: "Rosa", attributes: ["age": "67"], sources: [0])])
    #expect(result.project.losses.reduce(0) { $0 + $1.count } == 2)
  }
}
