import LeitmotifExchange
import LeitmotifModel
import LeitmotifSQLite

/// Turns the tables of QualCoder into a project.
struct QualCoderReader {
  private let database: ForeignDatabase
  var project = ForeignProject(format: QualCoderImporter.name, tool: "QualCoder")
  private var sources: [Int: Int] = [:]
  private var codes: [Int: Int] = [:]
  private var cases: [Int: Int] = [:]

  /// The coder under whom QualCoder 4 marks turns by itself.
  private static let speakerCoder = "📌 Speaker coding"

  /// What a memo begins with when QualCoder has the coding marked so.
  private static let important = "[important]"

  /// Tables of which nothing is taken over.
  private static let lostTables = [
    ("code_image", "codings of pictures", "Leitmotif codes text"),
    ("code_av", "codings of recordings", "Leitmotif codes text"),
    ("graph", "graphs", "there is no place for them here"),
    ("stored_sql", "saved queries", "there is no place for them here"),
    ("ris", "entries of references", "there is no place for them here"),
  ]

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
    for (table, what, reason) in Self.lostTables {
      var count = 0
      try database.forEachRow([], of: table, counting: &count)
      project.lose(what, because: reason, count: count)
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
    var tree = QualCoderTree()
    try database.forEachRow(["catid", "name", "memo", "supercatid"], of: "code_cat", by: "catid") {
      row in
      tree.add(
        .category(row.number(0) ?? -1), below: row.number(3).map { .category($0) },
        ForeignCode(name: row.text(1), definition: row.text(2), isCodable: false))
    }
    try database.forEachRow(
      ["cid", "name", "memo", "catid", "color", "supercid"], of: "code_name", by: "cid"
    ) { row in
      tree.add(
        .code(row.number(0) ?? -1),
        below: row.number(5).map { .code($0) } ?? row.number(3).map { .category($0) },
        ForeignCode(name: row.text(1), definition: row.text(2), color: row.text(4)))
    }
    let (sorted, places, broken) = tree.sorted()
    project.codes = sorted
    project.lose("places of codes", because: "a code is above itself there", count: broken)
    for case (.code(let id), let place) in places { codes[id] = place }
  }

  private mutating func readCodings() throws(Diagnostics) {
    try database.forEachRow(
      [
        "ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "date", "memo", "important",
        "avid",
      ],
      of: "code_text"
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
      if (row.number(10) ?? 0) > 0 {
        project.lose("links of codings to recordings", because: "Leitmotif codes text")
      }
      let marks = row.number(9) == 1 ? [Self.important] : []
      let memo = (marks + [row.text(8)]).filter { !$0.isEmpty }.joined(separator: " ")
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: row.text(6), place: .offsets(start, end),
          quotation: row.optionalText(5), memo: memo, time: isoTime(row.text(7)),
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
    try database.forEachRow(["caseid", "fid", "pos0", "pos1"], of: "case_text") { row in
      guard let place = row.number(0).flatMap({ cases[$0] }),
        let source = row.number(1).flatMap({ sources[$0] })
      else { return project.lose("texts of a case", because: "one of the two is missing") }
      project.assign(source, from: row.number(2) ?? 0, to: row.number(3) ?? 0, toCase: place)
    }
    var attributes: [SourceAttribute] = []
    try database.forEachRow(["name", "attr_type", "value", "id"], of: "attribute") { row in
      guard let id = row.number(3), !row.text(2).isEmpty else { return }
      if row.text(1) == "case", let place = cases[id] {
        project.cases[place].attributes[row.text(0)] = row.text(2)
      } else if row.text(1) == "file", let source = sources[id] {
        attributes.append(SourceAttribute(row.text(0), row.text(2), ofSource: source))
      }
    }
    project.add(attributes)
  }

  private mutating func readNotes() throws(Diagnostics) {
    try database.forEachRow(["name", "memo", "owner", "date"], of: "attribute_type") { row in
      guard !row.text(1).isEmpty else { return }
      project.notes.append(
        ForeignNote(
          subject: "attribute \(row.text(0))", text: row.text(1), author: row.text(2),
          time: isoTime(row.text(3))))
    }
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
