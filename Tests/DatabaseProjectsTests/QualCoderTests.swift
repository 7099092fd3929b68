import DatabaseProjects
import Foundation
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

struct QualCoderTests {
  /// Version 17's tables, as far as text is concerned.
  static let schema = """
    CREATE TABLE project (databaseversion TEXT, date TEXT, memo TEXT, about TEXT, bookmarkfile INTEGER,
      bookmarkpos INTEGER, codername TEXT);
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fulltext TEXT, mediapath TEXT,
      memo TEXT, owner TEXT, date TEXT, av_text_id INTEGER, risid INTEGER);
    CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT UNIQUE, owner TEXT, date TEXT,
      memo TEXT, supercatid INTEGER);
    CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, catid INTEGER,
      owner TEXT, date TEXT, color TEXT, supercid INTEGER);
    CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT,
      pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, avid INTEGER, important INTEGER,
      UNIQUE(cid, fid, pos0, pos1, owner));
    CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, owner TEXT, date TEXT);
    CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INTEGER, fid INTEGER, pos0 INTEGER,
      pos1 INTEGER, owner TEXT, date TEXT, memo TEXT);
    CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT,
      id INTEGER, date TEXT, owner TEXT);
    CREATE TABLE annotation (anid INTEGER PRIMARY KEY, fid INTEGER, pos0 INTEGER, pos1 INTEGER,
      memo TEXT, owner TEXT, date TEXT);
    CREATE TABLE journal (jid INTEGER PRIMARY KEY, name TEXT, jentry TEXT, date TEXT, owner TEXT);
    CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INTEGER);
    INSERT INTO project VALUES ('v17', '', 'About harvests', 'QualCoder 4.0', 0, 0, 'ada');
    INSERT INTO source VALUES
      (1, 'p1.txt', '😊 I like rain 👩‍🔬 and sun.', NULL, 'first', 'ada', '', NULL, NULL),
      (2, 'field.jpg', NULL, 'images:field.jpg', '', 'ada', '', NULL, NULL);
    INSERT INTO code_cat VALUES (1, 'Weather', 'ada', '', '', NULL), (2, 'Wet', 'ada', '', '', 1);
    INSERT INTO code_name VALUES (1, 'rain', 'Water from above', 2, 'ada', '', '#1F77B4', NULL),
      (2, 'drizzle', '', NULL, 'ada', '', '', 1), (3, 'sun', '', NULL, 'ada', '', '', NULL);
    INSERT INTO cases VALUES (1, 'Rosa', '', 'ada', '');
    INSERT INTO case_text VALUES (1, 1, 1, 0, 28, 'ada', '', '');
    INSERT INTO attribute VALUES (1, 'Age', 'case', '67', 1, '', ''), (2, 'Place', 'file', 'Bath', 1, '', '');
    INSERT INTO journal VALUES (1, 'Day 1', 'Went well', '2024-05-01 10:00:00', 'ada');
    INSERT INTO code_image VALUES (1, 2);
    """

  private func importer() -> QualCoderImporter {
    QualCoderImporter(configuration: .init(), setup: StageSetup())
  }

  @Test func `UTF-16 places, code points and wrong ones are told apart by the words`() throws {
    // The text in code points: 😊 0, I 2, like 4, rain 9–13, 👩‍🔬 14–17, and 18, sun 22–25.
    let bytes = try database(
      Self.schema + """
        INSERT INTO code_text VALUES
          (1, 1, 1, 'rain', 10, 14, 'ada', '2024-05-01 10:00:00', 'wet', NULL, NULL),
          (2, 1, 1, 'rain', 9, 13, 'ben', '2024-05-01 10:00:00', '', NULL, NULL),
          (3, 3, 1, 'sun', 25, 28, 'ada', '', '', NULL, 1),
          (4, 2, 1, '👩‍🔬', 15, 20, 'ada', '', '', NULL, NULL),
          (5, 3, 1, 'sun', 24, 27, 'ben', '', '', NULL, NULL),
          (6, 3, 1, 'x', 0, 3, '📌 Speaker coding', '', '', NULL, NULL);
        """)
    let result = try placed(importer(), bytes)
    #expect(
      lines(of: result) == [
        "p1.txt Weather/Wet/rain ada: rain", "p1.txt Weather/Wet/rain ben: rain",
        "p1.txt sun ada: sun", "p1.txt Weather/Wet/rain/drizzle ada: 👩‍🔬", "p1.txt sun ben: sun",
      ])
    #expect(result.counts == [.verified: 4, .repaired: 1])
    #expect(result.project.tool == "QualCoder 4.0 (database v17)")
    #expect(result.project.codings[0].memo == "wet")
    #expect(result.project.codings[0].time == "2024-05-01T10:00:00")
    #expect(result.project.codes.map(\.color).contains("#1F77B4"))
    #expect(
      result.project.cases == [
        ForeignCase(name: "Rosa", attributes: ["Age": "67", "Place": "Bath"], sources: [0])
      ])
    #expect(result.project.notes.map(\.subject) == ["project", "journal Day 1"])
    #expect(
      result.project.losses.map { "\($0.count) \($0.what)" } == [
        "1 sources", "1 codings", "1 codings of pictures",
      ])
  }

  @Test func `line ends as Qt copies them are no difference`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO source VALUES (3, 'p2.txt', 'one' || char(10) || 'two', NULL, '', '', '', NULL, NULL);
        INSERT INTO code_text VALUES
          (1, 1, 3, 'one' || char(8233) || 'two', 0, 7, 'ada', '', '', NULL, NULL);
        """)
    #expect(try placed(importer(), bytes).counts == [.verified: 1])
  }

  /// Reads a project as it stands in a folder, with what is beside it.
  private func importer(in folder: TemporaryFolder) -> QualCoderImporter {
    QualCoderImporter(
      configuration: .init(),
      setup: StageSetup { file, _ in
        let bytes = withExtendedLifetime(folder) {
          try? Data(contentsOf: URL(filePath: file.resolved))
        }
        guard let bytes else {
          throw Diagnostics(.error("missing-file", "there is no such file"))
        }
        return Source(path: file.resolved, bytes: Array(bytes))
      })
  }

  @Test func `what QualCoder has not yet written into the file is read from its log`() throws {
    let folder = try TemporaryFolder()
    let (bytes, log) = try DatabaseMaker.bytes(
      Self.schema,
      andInLog:
        "INSERT INTO code_text VALUES (1, 1, 1, 'rain', 9, 13, 'ada', '', '', NULL, NULL);",
      at: folder.path("open.qda"))
    let path = folder.path("data.qda")
    try Data(log).write(to: URL(filePath: path + "-wal"))
    let importer = importer(in: folder)
    let project = try importer.project(from: Source(path: path, bytes: bytes))
    let placed = try CodingPlacer.place(project, path: path)
    #expect(lines(of: placed) == ["p1.txt Weather/Wet/rain ada: rain"])
  }

  @Test func `a change that was broken off is for QualCoder to bring into order`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("data.qda")
    try Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0]).write(
      to: URL(filePath: path + "-journal"))
    let importer = importer(in: folder)
    let source = Source(path: path, bytes: try database(Self.schema))
    let error = #expect(throws: Diagnostics.self) { try importer.project(from: source) }
    #expect(error?.all.map(\.id) == ["database-in-use"])
  }

  @Test func `an old database without the newer columns is read`() throws {
    let bytes = try database(
      """
      CREATE TABLE source (id INTEGER, name TEXT, fulltext TEXT);
      CREATE TABLE code_name (cid INTEGER, name TEXT, catid INTEGER, owner TEXT, date TEXT);
      CREATE TABLE code_text (cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT);
      INSERT INTO source VALUES (1, 'p1', 'It rained');
      INSERT INTO code_name VALUES (1, 'rain', NULL, '', '');
      INSERT INTO code_text VALUES (1, 1, 'rained', 3, 9, 'ada');
      """)
    #expect(lines(of: try placed(importer(), bytes)) == ["p1 rain ada: rained"])
  }

  @Test func `codes stand below others that were made later, and circles are broken`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO code_cat VALUES (4, 'Inner', 'ada', '', '', 5), (5, 'Outer', 'ada', '', '', NULL),
          (6, 'Snake', 'ada', '', '', 7), (7, 'Tail', 'ada', '', '', 6);
        INSERT INTO code_name VALUES (11, 'child', '', NULL, 'ada', '', '', 12),
          (12, 'parent', '', 4, 'ada', '', '', NULL), (13, 'lost', '', 99, 'ada', '', '', NULL);
        """)
    let project = try importer().project(from: Source(path: "project", bytes: bytes))
    #expect(
      project.codes.indices.map { project.path(ofCode: $0).joined(separator: "/") } == [
        "Weather", "Weather/Wet", "Outer", "Outer/Inner", "Tail", "Tail/Snake", "Weather/Wet/rain",
        "Weather/Wet/rain/drizzle", "sun", "Outer/Inner/parent", "Outer/Inner/parent/child", "lost",
      ])
    for (place, code) in project.codes.enumerated() { #expect((code.parent ?? -1) < place) }
    #expect(
      project.losses.contains(Loss(what: "places of codes", reason: "a code is above itself there"))
    )
  }

  @Test func `what is marked as important says so, and links to recordings are counted`() throws {
    let bytes = try database(
      Self.schema + """
        INSERT INTO code_text VALUES (1, 1, 1, 'rain', 10, 14, 'ada', '', 'wet', 3, 1),
          (2, 3, 1, 'sun', 25, 28, 'ada', '', '', NULL, 1), (3, 3, 1, 'sun', 25, 28, 'ben', '', '', NULL, 0);
        """)
    let project = try importer().project(from: Source(path: "project", bytes: bytes))
    #expect(project.codings.map(\.memo) == ["[important] wet", "[important]", ""])
    #expect(
      project.losses.contains(
        Loss(what: "links of codings to recordings", reason: "Leitmotif codes text")))
  }

  @Test
  func `a person of two interviews, a site of all and the parts of a group's talk are told apart`()
    throws
  {
    let bytes = try database(
      Self.schema + """
        INSERT INTO source VALUES (3, 'p2.txt', 'later', NULL, '', '', '', NULL, NULL),
          (4, 'group.txt', 'I do. Not me.', NULL, '', '', '', NULL, NULL);
        INSERT INTO cases VALUES (2, 'Somerset', '', '', ''), (3, 'Bo', '', '', ''), (4, 'Cy', '', '', '');
        INSERT INTO case_text VALUES (2, 1, 3, 0, 0, '', '', ''), (3, 2, 1, 0, 27, '', '', ''),
          (4, 2, 3, 0, 5, '', '', ''), (5, 2, 4, 0, 13, '', '', ''), (6, 3, 4, 0, 5, '', '', ''),
          (7, 4, 4, 6, 13, '', '', '');
        INSERT INTO attribute VALUES (3, 'Place', 'file', 'York', 3, '', '');
        """)
    let project = try importer().project(from: Source(path: "project", bytes: bytes))
    #expect(
      project.cases.map {
        "\($0.name) \($0.sources) \($0.parts.map { [$0.source, $0.start, $0.end] })"
      } == [
        "Rosa [0, 2] []", "Somerset [0, 2, 3] []", "Bo [] [[3, 0, 5]]", "Cy [] [[3, 6, 13]]",
      ])
    #expect(project.cases[0].attributes == ["Age": "67", "Place": "Bath"])
    let owners = CaseOwners(of: project)
    #expect(owners.cases == [0: 0, 2: 0])
    #expect(owners.gathering == [1])
    #expect(
      project.losses.contains(
        Loss(what: "attributes of texts", reason: "their participant has another value")))
    #expect(
      CaseOwners.losses(of: project).map { "\($0.count) \($0.what)" } == ["1 cases"])
  }
}
