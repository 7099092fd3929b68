public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifSQLite

/// Reads projects of Taguette: its SQLite exports and databases.
///
/// - Source: Taguette 1.5, `taguette/database/models.py`, `taguette/extract.py`: documents are HTML, and offsets are
///   UTF-8 bytes of their text nodes.
public struct TaguetteImporter: ProjectImporter {
  public static let name = "taguette"
  public static let summary = "Reads projects of Taguette (SQLite)."
  public static let version = 2

  public let exchange: ExchangeSettings
  private let setup: StageSetup

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    guard let database = try? ForeignDatabase(source.bytes, path: source.path) else { return .no }
    return database.has("highlights", "start_offset", "snippet") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let database = try ForeignDatabase(source, with: setup)
    guard database.has("documents", "contents"), database.has("highlights", "start_offset"),
      database.has("tags", "path"), database.has("highlight_tags", "tag_id")
    else { throw Diagnostics(.otherDatabase("Taguette", in: source.path)) }
    var reader = TaguetteReader(database)
    try reader.read()
    return reader.project
  }
}

/// Turns the tables of Taguette into a project.
private struct TaguetteReader {
  private let database: ForeignDatabase
  var project = ForeignProject(format: TaguetteImporter.name, tool: "Taguette")
  private var documents: [Int: Int] = [:]
  private var tags: [Int: Int] = [:]
  private var authors: [Int: (coder: String, time: String)] = [:]

  init(_ database: ForeignDatabase) {
    self.database = database
    project.counting = OffsetCounting([.bytes, .codePoints, .utf16], trustsPlace: true)
    project.pathSeparator = "."
  }

  mutating func read() throws(Diagnostics) {
    try database.forEachRow(["version_num"], of: "alembic_version") { row in
      project.tool = "Taguette (schema \(row.text(0)))"
    }
    try database.forEachRow(["name", "description"], of: "projects", by: "id") { row in
      if project.name.isEmpty { project.name = row.text(0) }
      if !row.text(1).isEmpty {
        project.notes.append(ForeignNote(subject: "project \(row.text(0))", text: row.text(1)))
      }
    }
    try database.forEachRow(["id", "name", "contents", "description"], of: "documents", by: "id") {
      row in
      documents[row.number(0) ?? -1] = project.sources.count
      project.sources.append(
        ForeignSource(name: row.text(1), text: HTMLText.text(of: row.text(2)), memo: row.text(3)))
    }
    try database.forEachRow(["id", "path", "description"], of: "tags", by: "id") { row in
      tags[row.number(0) ?? -1] = project.codes.count
      project.codes.append(ForeignCode(name: row.text(1), definition: row.text(2)))
    }
    try readAuthors()
    try readHighlights()
  }

  /// Who made each highlight: only the log of commands says it, and its first entry is of the one who did.
  private mutating func readAuthors() throws(Diagnostics) {
    let path = database.path
    try database.forEachRow(["payload", "user_login", "date"], of: "commands", by: "id") {
      (row) throws(Diagnostics) in
      let payload = row.text(0)
      guard payload.contains("highlight_add"),
        let command = try? JSONReader.read(Array(payload.utf8), path: path),
        command["type"]?.string == "highlight_add", let id = command["highlight_id"]?.whole,
        authors[id] == nil
      else { return }
      authors[id] = (row.text(1), row.text(2))
    }
    if !authors.isEmpty, Set(authors.values.map(\.coder)) == ["admin"] {
      // An export names one user for everybody.
      project.lose(
        "names of coders", because: "Taguette's export names 'admin' for everybody; set 'coder'")
      authors = authors.mapValues { ("", $0.time) }
    }
  }

  private mutating func readHighlights() throws(Diagnostics) {
    var codesOf: [Int: [Int]] = [:]
    try database.forEachRow(["highlight_id", "tag_id"], of: "highlight_tags") { row in
      guard let highlight = row.number(0), let tag = row.number(1).flatMap({ tags[$0] }) else {
        return project.lose("codings", because: "their code is not in the project")
      }
      codesOf[highlight, default: []].append(tag)
    }
    try database.forEachRow(
      ["id", "document_id", "start_offset", "end_offset", "snippet"], of: "highlights", by: "id"
    ) { row in
      guard let id = row.number(0), let source = row.number(1).flatMap({ documents[$0] }),
        let start = row.number(2), let end = row.number(3)
      else {
        return project.lose("highlights", because: "their document or their place is missing")
      }
      let author = authors[id]
      let snippet = String(decoding: HTMLText.text(of: row.text(4)), as: UTF8.self)
      let codes = codesOf[id] ?? []
      for code in codes.isEmpty ? [nil] : codes.sorted().map(Optional.some) {
        project.codings.append(
          ForeignCoding(
            source: source, code: code, coder: author?.coder ?? "", place: .offsets(start, end),
            quotation: snippet, time: isoTime(author?.time ?? ""), id: "highlight \(id)"))
      }
    }
  }
}

extension Diagnostic {
  static func otherDatabase(_ tool: String, in path: String) -> Diagnostic {
    .error(
      "other-database", "the database is not one of \(tool), or of a version that is not known",
      help: "'leitmotif doctor' with the file says what it is", at: SourceLocation(path: path))
  }
}

/// A time as SQLite programs write it (`2022-02-03 08:00:53.304249`) as ISO 8601 without fractions; empty for others.
func isoTime(_ text: String) -> String {
  let bytes = Array(text.utf8.prefix(19))
  guard bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":") else {
    return ""
  }
  return String(decoding: bytes[..<10] + [UInt8(ascii: "T")] + bytes[11...], as: UTF8.self)
}
