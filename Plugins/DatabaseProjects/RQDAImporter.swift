public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifSQLite

/// Reads projects of RQDA (`.rqda`).
///
/// - Source: RQDA's tables: rows whose `status` is not 1 were deleted; places are characters as R counts them.
public struct RQDAImporter: ProjectImporter {
  public static let name = "rqda"
  public static let summary = "Reads projects of RQDA (SQLite)."
  public static let version = 3

  public let exchange: ExchangeSettings
  private let setup: StageSetup

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    guard let database = try? ForeignDatabase(source.bytes, path: source.path) else { return .no }
    return database.has("coding", "selfirst", "selend") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let database = try ForeignDatabase(source, with: setup)
    guard database.has("coding", "cid", "fid", "selfirst", "selend"),
      database.has("freecode", "id", "name"), database.has("source", "id", "file")
    else { throw Diagnostics(.otherDatabase("RQDA", in: source.path)) }
    var reader = RQDAReader(database)
    try reader.read()
    return reader.project
  }
}

/// Turns the tables of RQDA into a project.
private struct RQDAReader {
  private let database: ForeignDatabase
  var project = ForeignProject(format: RQDAImporter.name, tool: "RQDA")
  private var sources: [Int: Int] = [:]
  private var codes: [Int: Int] = [:]
  private var cases: [Int: Int] = [:]

  init(_ database: ForeignDatabase) {
    self.database = database
    project.counting = OffsetCounting([.codePoints, .utf16, .bytes])
  }

  mutating func read() throws(Diagnostics) {
    try database.forEachRow(["databaseversion", "memo"], of: "project") { row in
      project.tool = "RQDA (database \(row.text(0)))"
      if !row.text(1).isEmpty {
        project.notes.append(ForeignNote(subject: "project", text: row.text(1)))
      }
    }
    try database.forEachRow(["id", "name", "file", "memo", "status"], of: "source", by: "id") {
      row in
      guard isLive(row.number(4)), let id = row.number(0) else { return }
      sources[id] = project.sources.count
      project.sources.append(
        ForeignSource(name: row.text(1), text: Array(row.text(2).utf8), memo: row.text(3)))
    }
    try readCodes()
    for table in ["coding", "coding2"] { try readCodings(table) }
    try readCases()
    try database.forEachRow(["name", "journal", "owner", "status"], of: "journal") { row in
      guard isLive(row.number(3)) else { return }
      project.notes.append(
        ForeignNote(subject: "journal \(row.text(0))", text: row.text(1), author: row.text(2)))
    }
  }

  /// Rows are marked as deleted, not removed; a table without the column has no deleted rows.
  private func isLive(_ status: Int?) -> Bool { (status ?? 1) == 1 }

  private mutating func readCodes() throws(Diagnostics) {
    var categories: [Int: Int] = [:]
    var above: [Int: Int] = [:]
    try database.forEachRow(["catid", "name", "memo", "status"], of: "codecat", by: "catid") {
      row in
      guard isLive(row.number(3)) else { return }
      categories[row.number(0) ?? -1] = project.codes.count
      project.codes.append(
        ForeignCode(name: row.text(1), definition: row.text(2), isCodable: false))
    }
    try database.forEachRow(["cid", "catid", "status"], of: "treecode") { row in
      guard isLive(row.number(2)), let code = row.number(0),
        let category = row.number(1).flatMap({ categories[$0] })
      else { return }
      if above[code] == nil {
        above[code] = category
      } else {
        project.lose("places in a category", because: "a code is below one code here")
      }
    }
    try database.forEachRow(["id", "name", "memo", "color", "status"], of: "freecode", by: "id") {
      row in
      guard isLive(row.number(4)), let id = row.number(0) else { return }
      codes[id] = project.codes.count
      project.codes.append(
        ForeignCode(
          name: row.text(1), parent: above[id], definition: row.text(2), color: row.text(3)))
    }
  }

  private mutating func readCodings(_ table: String) throws(Diagnostics) {
    try database.forEachRow(
      ["cid", "fid", "selfirst", "selend", "seltext", "owner", "memo", "status", "date"], of: table
    ) { row in
      guard isLive(row.number(7)) else {
        return project.lose("codings", because: "they were deleted in RQDA")
      }
      guard let source = row.number(1).flatMap({ sources[$0] }), let start = row.number(2),
        let end = row.number(3)
      else { return project.lose("codings", because: "their source or their place is missing") }
      guard let code = row.number(0).flatMap({ codes[$0] }) else {
        return project.lose("codings", because: "their code is not in the project")
      }
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: row.text(5), place: .offsets(start, end),
          quotation: row.optionalText(4), memo: row.text(6), time: rTime(row.text(8)),
          id: "\(table) \(project.codings.count + 1)"))
    }
  }

  private mutating func readCases() throws(Diagnostics) {
    try database.forEachRow(["id", "name", "status"], of: "cases", by: "id") { row in
      guard isLive(row.number(2)) else { return }
      cases[row.number(0) ?? -1] = project.cases.count
      project.cases.append(ForeignCase(name: row.text(1)))
    }
    try database.forEachRow(
      ["caseid", "fid", "status", "selfirst", "selend"], of: "caselinkage"
    ) { row in
      guard isLive(row.number(2)), let place = row.number(0).flatMap({ cases[$0] }),
        let source = row.number(1).flatMap({ sources[$0] })
      else { return }
      project.assign(source, from: row.number(3) ?? 0, to: row.number(4) ?? 0, toCase: place)
    }
    try database.forEachRow(["variable", "value", "caseID", "status"], of: "caseAttr") { row in
      guard isLive(row.number(3)), let place = row.number(2).flatMap({ cases[$0] }) else { return }
      project.cases[place].attributes[row.text(0)] = row.text(1)
    }
    var attributes: [SourceAttribute] = []
    try database.forEachRow(["variable", "value", "fileID", "status"], of: "fileAttr") { row in
      guard isLive(row.number(3)), let source = row.number(2).flatMap({ sources[$0] }) else {
        return
      }
      attributes.append(SourceAttribute(row.text(0), row.text(1), ofSource: source))
    }
    project.add(attributes)
  }
}

/// A time as R writes it (`Mon Oct 28 08:11:36 2019`) as ISO 8601; empty for others.
private func rTime(_ text: String) -> String {
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let parts = text.split(separator: " ").map(String.init)
  guard parts.count == 5, let month = months.firstIndex(of: parts[1]), let day = Int(parts[2]),
    parts[3].utf8.count == 8, Int(parts[4]) != nil
  else { return isoTime(text) }
  let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
  return "\(parts[4])-\(two(month + 1))-\(two(day))T\(parts[3])"
}
