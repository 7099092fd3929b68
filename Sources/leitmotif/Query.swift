import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifStore
import LeitmotifTable

/// `leitmotif query`: asks a store.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Asks a study's store: by a saved query, or by SQL of your own that only reads.",
    discussion: """
      Without a name it lists the saved queries. Each is an example to start from: --show prints its SQL. The \
      views that SQL can ask are described in docs/store.md.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Argument(help: "The saved query.")
  var name: String?

  @Option(help: "A query of your own, in SQL.")
  var sql: String?

  @Option(help: "The code that a saved query asks for.")
  var code: String?

  @Option(help: "The participant that a saved query asks for.")
  var participant: String?

  @Option(help: "The transcript that a saved query asks for.")
  var transcript: String?

  @Option(help: "The participants' attribute that a saved query asks for.")
  var attribute: String?

  @Flag(help: "Print the saved query's SQL, and ask nothing.")
  var show = false

  @Option(help: "How many seconds it may take.")
  var timeout = 30

  @Flag(help: "Print CSV, safe to open in a spreadsheet.")
  var csv = false

  @Flag(help: "Print one JSON object, for other programs.")
  var json = false

  func validate() throws {
    if name != nil, sql != nil {
      throw ValidationError("Give the name of a saved query or --sql, not both")
    }
    if csv, json { throw ValidationError("Give --csv or --json, not both") }
    if timeout < 1 { throw ValidationError("--timeout is at least 1 second") }
  }

  func run() throws {
    if let sql { return try answer(sql, values: [:]) }
    guard let name else { return list() }
    guard let query = SavedQuery.named(name) else {
      throw WrongCommandLine(
        .error(
          "unknown-query", "there is no saved query '\(name)'",
          help: helpForUnknown(name, known: SavedQuery.all.map(\.name), called: "queries")))
    }
    if show {
      return json
        ? printJSON(["name": .string(query.name), "sql": .string(query.sql)]) : print(query.sql)
    }
    let values = try values(for: query)
    if !values.isEmpty { try requireKnown(values) }
    try answer(query.sql, values: values)
  }

  /// A name that is mistyped would be found nowhere, and look as if nobody had said anything.
  private func requireKnown(_ values: [String: String]) throws {
    let study = try Store(at: store, access: .read).reader()
    let known: [String: () throws -> [String]] = [
      "code": { try study.codebook.codes.map(\.id.rawValue) },
      "participant": { try participants(of: study) },
      "transcript": { try study.transcripts.map(\.rawValue) },
      "attribute": { try study.participants.flatMap { $0.attributes.keys } },
    ]
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let names = try known[name]?(), !names.contains(value) else { continue }
      throw Diagnostics(
        .error(
          "unknown-query-value", "the study has no \(name) '\(value)'",
          help: helpForUnknown(value, known: Set(names).sorted(), called: "\(name)s"),
          at: SourceLocation(path: store)))
    }
  }

  private func values(for query: SavedQuery) throws -> [String: String] {
    let given = [
      "code": code, "participant": participant, "transcript": transcript, "attribute": attribute,
    ].compactMapValues { $0 }
    for parameter in query.parameters where given[parameter] == nil {
      throw WrongCommandLine(
        .error(
          "missing-query-value",
          "'\(query.name)' asks for \(parameter == "attribute" ? "an" : "a") \(parameter)",
          help: "add --\(parameter)"))
    }
    return given
  }

  /// Those of the table, and whoever speaks without standing there.
  private func participants(of study: any StudyReader) throws -> [String] {
    let listed = try study.participants.map(\.id.rawValue)
    guard let participant, !listed.contains(participant) else { return listed }
    return try study.transcripts.reduce(into: listed) { names, key in
      guard let transcript = try study.transcript(key)?.transcript else { return }
      names += transcript.speakers.compactMap(\.participant?.rawValue)
    }
  }

  private func list() {
    if json {
      return printJSON([
        "queries": .list(
          SavedQuery.all.map {
            [
              "name": .string($0.name), "summary": .string($0.summary),
              "asks": .list($0.parameters.map { .string($0) }),
            ]
          })
      ])
    }
    let rows = SavedQuery.all.map { query in
      [query.name, query.parameters.map { "--\($0)" }.joined(separator: " "), query.summary]
    }
    print(textTable([["query", "asks for", "what it tells"]] + rows))
  }

  private func answer(_ sql: String, values: [String: String]) throws {
    let store = try Store(at: store, access: .read)
    let limit = Duration.seconds(timeout)
    if json {
      var rows: [JSONValue] = []
      let columns = try store.query(sql, values: values, timeout: limit) { _, row in
        rows.append(.list(row.map(\.json)))
      }
      return printJSON(["columns": .list(columns.map { .string($0) }), "rows": .list(rows)])
    }
    if csv { return try printCSV(store, sql, values, limit) }
    var rows: [[String]] = []
    var left = 0
    let columns = try store.query(sql, values: values, timeout: limit) { _, row in
      if rows.count < Self.rowLimit { rows.append(row.map { $0.shown }) } else { left += 1 }
    }
    let numeric = columns.indices.filter { column in
      !rows.isEmpty && rows.allSatisfy { Double($0[column]) != nil || $0[column].isEmpty }
    }
    print(textTable([columns] + rows, rightAligned: Set(numeric)))
    if left > 0 { printError("… and \(left) more rows: --csv prints all of them") }
  }

  /// How many rows a terminal is shown.
  private static let rowLimit = 1000

  private func printCSV(
    _ store: Store, _ sql: String, _ values: [String: String], _ limit: Duration
  ) throws {
    var writer: TableWriter?
    let columns = try store.query(sql, values: values, timeout: limit) { columns, row in
      if writer == nil { writer = TableWriter(columns: columns) }
      writer?.append(row.map(\.text))
      if let bytes = writer?.bytes, bytes.count > 1 << 16 {
        writeOutput(bytes)
        _ = writer?.takeBytes()
      }
    }
    writeOutput((writer ?? TableWriter(columns: columns)).bytes)
  }
}

extension QueryValue {
  /// The value as a cell of a table.
  fileprivate var text: String {
    switch self {
    case .null: ""
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  /// The value for a terminal.
  fileprivate var shown: String { oneLine(text, atMost: 120) }

  fileprivate var json: JSONValue {
    switch self {
    case .null: .null
    case .integer(let number): .integer(Int(number))
    case .number(let number): .number(number)
    case .text, .blob: .string(text)
    }
  }
}
