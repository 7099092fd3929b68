public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifSQLite

/// Reads projects of QualCoder: the file `data.qda` of its folder.
///
/// - Source: QualCoder 3.x/4 (database v2 to v17), `code_text.py`: places are UTF-16 units where people marked
///   text, and code points elsewhere, so that each place is checked by what `seltext` quotes.
public struct QualCoderImporter: ProjectImporter {
  public static let name = "qualcoder"
  public static let summary = "Reads projects of QualCoder (the folder, or data.qda in it)."
  public static let version = 1

  public let exchange: ExchangeSettings
  private let setup: StageSetup

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    guard let database = try? ForeignDatabase(source.bytes, path: source.path) else { return .no }
    return database.has("code_text", "pos0", "seltext") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let database = try ForeignDatabase(source, with: setup)
    guard database.has("code_text", "cid", "fid", "pos0", "pos1"),
      database.has("code_name", "cid", "name"), database.has("source", "id", "name")
    else { throw Diagnostics(.otherDatabase("QualCoder", in: source.path)) }
    var reader = QualCoderReader(database)
    try reader.read()
    return reader.project
  }
}

/// Turns the tables of QualCoder into a project.
private struct QualCoderReader {
  private let database: ForeignDatabase
  var project = ForeignProject(format: QualCoderImporter.name, tool: "QualCoder")
  private var sources: [Int: Int] = [:]
  private var codes: [Int: Int] = [:]
  private var cases: [Int: Int] = [:]

  /// The coder under whom QualCoder 4 marks turns by itself.
  private static let speakerCoder = "📌 Speaker coding"

  init(_ database: ForeignDatabase) {
    self.database = database
    project.counting = OffsetCounting([.utf16, .codePoints], mixesUnits: true)
  }

  mutating func read() throws(Diagnostics) {
    try database.forEachRow(["databaseversion", "about", "memo"], of: "project") { row in
      let about = row.text(1).isEmpty ? "QualCoder" : row.text(1)
      project.tool = "\(about) (database \(row.text(0)))"
      if !row.text(2).isEmpty {
        project.notes.append(ForeignNote(subject: "project", text: row.text(2)))
      }
    }
    try readSources()
    try readCodes()
    try readCodings()
    try readCases()
    try readNotes()
    for (table, what) in [
      ("code_image", "codings of pictures"), ("code_av", "codings of recordings"),
    ] {
      var count = 0
      try database.forEachRow([], of: table, counting: &count)
      project.lose(what, because: "Leitmotif codes text", count: count)
    }
  }

  private mutating func readSources() throws(Diagnostics) {
    try database.forEachRow(["id", "name", "fulltext", "memo"], of: "source", by: "id") { row in
      guard let id = row.number(0) else { return }
      sources[id] = project.sources.count
      let text = row.optionalText(2).map { Array($0.utf8) }
      if text == nil { project.lose("sources", because: "they are pictures or recordings") }
      project.sources.append(ForeignSource(name: row.text(1), text: text, memo: row.text(3)))
    }
  }

  private mutating func readCodes() throws(Diagnostics) {
    var categories: [Int: Int] = [:]
    var above: [(code: Int, category: Int?, parent: Int?)] = []
    try database.forEachRow(["catid", "name", "memo", "supercatid"], of: "code_cat", by: "catid") {
      row in
      categories[row.number(0) ?? -1] = project.codes.count
      above.append((project.codes.count, row.number(3), nil))
      project.codes.append(
        ForeignCode(name: row.text(1), definition: row.text(2), isCodable: false))
    }
    try database.forEachRow(
      ["cid", "name", "memo", "catid", "color", "supercid"], of: "code_name", by: "cid"
    ) { row in
      codes[row.number(0) ?? -1] = project.codes.count
      above.append((project.codes.count, row.number(3), row.number(5)))
      project.codes.append(
        ForeignCode(name: row.text(1), definition: row.text(2), color: row.text(4)))
    }
    for (code, category, parent) in above {
      project.codes[code].parent =
        parent.flatMap { codes[$0] } ?? category.flatMap { categories[$0] }
    }
  }

  private mutating func readCodings() throws(Diagnostics) {
    try database.forEachRow(
      ["ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "date", "memo"], of: "code_text"
    ) { row in
      guard let source = row.number(2).flatMap({ sources[$0] }), let start = row.number(3),
        let end = row.number(4)
      else { return project.lose("codings", because: "their source or their place is missing") }
      guard let code = row.number(1).flatMap({ codes[$0] }) else {
        return project.lose("codings", because: "their code is not in the project")
      }
      if row.text(6) == Self.speakerCoder {
        return project.lose("codings", because: "QualCoder made them by itself to mark speakers")
      }
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: row.text(6), place: .offsets(start, end),
          quotation: row.optionalText(5), memo: row.text(8), time: isoTime(row.text(7)),
          id: "code_text \(row.number(0).map(String.init) ?? "\(project.codings.count + 1)")"))
    }
  }

  private mutating func readCases() throws(Diagnostics) {
    try database.forEachRow(["caseid", "name", "memo"], of: "cases", by: "caseid") { row in
      cases[row.number(0) ?? -1] = project.cases.count
      project.cases.append(ForeignCase(name: row.text(1)))
      if !row.text(2).isEmpty {
        project.notes.append(ForeignNote(subject: "case \(row.text(1))", text: row.text(2)))
      }
    }
    try database.forEachRow(["caseid", "fid"], of: "case_text") { row in
      guard let place = row.number(0).flatMap({ cases[$0] }),
        let source = row.number(1).flatMap({ sources[$0] }),
        !project.cases[place].sources.contains(source)
      else { return }
      project.cases[place].sources.append(source)
    }
    try database.forEachRow(["name", "attr_type", "value", "id"], of: "attribute") { row in
      guard let id = row.number(3), !row.text(2).isEmpty else { return }
      if row.text(1) == "case", let place = cases[id] {
        project.cases[place].attributes[row.text(0)] = row.text(2)
      } else if row.text(1) == "file", let source = sources[id] {
        project.addAttribute(row.text(0), row.text(2), ofSource: source)
      }
    }
  }

  private mutating func readNotes() throws(Diagnostics) {
    try database.forEachRow(["name", "jentry", "owner", "date"], of: "journal") { row in
      project.notes.append(
        ForeignNote(
          subject: "journal \(row.text(0))", text: row.text(1), author: row.text(2),
          time: isoTime(row.text(3))))
    }
    try database.forEachRow(["fid", "pos0", "pos1", "memo", "owner", "date"], of: "annotation") {
      row in
      let name = row.number(0).flatMap { sources[$0] }.map { project.sources[$0].name } ?? "?"
      let place = "\(row.text(1))–\(row.text(2))"
      project.notes.append(
        ForeignNote(
          subject: "source \(name) at \(place)", text: row.text(3), author: row.text(4),
          time: isoTime(row.text(5))))
    }
  }
}

extension ForeignDatabase {
  /// Counts the rows of a table; none when there is no such table.
  func forEachRow(
    _ columns: [String], of table: String, counting count: inout Int
  ) throws(Diagnostics) {
    let any = tables[table]?.sorted().first.map { [$0] } ?? []
    guard !any.isEmpty else { return }
    try forEachRow(any, of: table) { _ in count += 1 }
  }
}

extension ForeignProject {
  /// Gives an attribute to the case that a source is about; a source without one becomes its own case.
  mutating func addAttribute(_ name: String, _ value: String, ofSource source: Int) {
    if let place = cases.firstIndex(where: { $0.sources == [source] }) {
      cases[place].attributes[name] = value
    } else {
      cases.append(
        ForeignCase(
          name: stem(of: sources[source].name), attributes: [name: value], sources: [source]))
    }
  }
}
