import GRDB
import GRDBSQLite
import LeitmotifModel

/// A value of a query's answer.
public enum QueryValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// Bytes that are no text.
  case blob([UInt8])
}

extension Store {
  /// Runs one query that reads and nothing else.
  ///
  /// SQLite asks for each thing that a query wants to do, and is allowed to select, read and call its own plain
  /// functions: no writing, no other file, no setting.
  ///
  /// - Parameters:
  ///   - sql: The query.
  ///   - values: What its named places (`:code`) stand for.
  ///   - timeout: How long it may take.
  ///   - body: Is handed each row.
  /// - Returns: The names of the columns.
  /// - Throws: `Diagnostics` when the query is none, does more than read, or takes too long; `StoreError`.
  @discardableResult
  public func query(
    _ sql: String, values: [String: String] = [:], timeout: Duration = .seconds(30),
    forEachRow body: (_ columns: [String], _ row: [QueryValue]) throws -> Void
  ) throws -> [String] {
    try read { db in
      guard let connection = db.sqliteConnection else { throw StoreError.damaged(path) }
      let guardian = QueryGuardian(until: .now + timeout)
      guardian.watch(connection)
      defer { guardian.leave(connection) }
      let statement = try QueryStatement(sql, on: connection, guardian: guardian)
      statement.bind(values)
      while try statement.step() { try body(statement.columns, statement.row) }
      return statement.columns
    }
  }
}

/// Says what a query may do, and when its time is over.
private final class QueryGuardian {
  private let end: ContinuousClock.Instant
  private(set) var isLate = false
  private(set) var hasRefused = false

  init(until end: ContinuousClock.Instant) {
    self.end = end
  }

  func watch(_ connection: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      connection,
      { context, action, table, name, _, _ in
        guard let context else { return SQLITE_DENY }
        let guardian = Unmanaged<QueryGuardian>.fromOpaque(context).takeUnretainedValue()
        return guardian.verdict(
          on: action, table.map { String(cString: $0) } ?? "",
          name.map { String(cString: $0) } ?? "")
      }, context)
    sqlite3_progress_handler(
      connection, 1000,
      { context in
        guard let context else { return 1 }
        return Unmanaged<QueryGuardian>.fromOpaque(context).takeUnretainedValue().checkTime()
      }, context)
  }

  func leave(_ connection: OpaquePointer) {
    sqlite3_set_authorizer(connection, nil, nil)
    sqlite3_progress_handler(connection, 0, nil, nil)
  }

  private static let refusedFunctions: Set<String> = [
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer",
  ]

  private func verdict(on action: Int32, _ table: String, _ name: String) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_FUNCTION where !Self.refusedFunctions.contains(name.lowercased()): return SQLITE_OK
    // SQLite's own way to make a table of `json_each`; a query that means it is no reading statement.
    case SQLITE_UPDATE where table == "sqlite_master": return SQLITE_OK
    default:
      hasRefused = true
      return SQLITE_DENY
    }
  }

  private func checkTime() -> Int32 {
    if ContinuousClock.now > end { isLate = true }
    return isLate ? 1 : 0
  }
}

/// One statement of a user's.
private final class QueryStatement {
  private let connection: OpaquePointer
  private let guardian: QueryGuardian
  private var pointer: OpaquePointer?
  let columns: [String]

  init(_ sql: String, on connection: OpaquePointer, guardian: QueryGuardian) throws {
    self.connection = connection
    self.guardian = guardian
    var pointer: OpaquePointer?
    var rest = ""
    let status = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(connection, text, -1, &pointer, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return status
    }
    guard status == SQLITE_OK else {
      throw Self.refusal(connection, guardian)
    }
    guard let pointer else {
      throw Diagnostics(
        .error(
          "query-syntax", "the query is empty", help: "for example  --sql \"SELECT * FROM themes\"")
      )
    }
    self.pointer = pointer
    columns = (0..<sqlite3_column_count(pointer)).map {
      sqlite3_column_name(pointer, $0).map { String(cString: $0) } ?? ""
    }
    guard sqlite3_stmt_readonly(pointer) != 0 else {
      sqlite3_finalize(pointer)
      self.pointer = nil
      throw Diagnostics(
        .error(
          "query-refused", "the query does more than read",
          help: "only SELECT is run here; 'leitmotif run' writes what a store holds"))
    }
    guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
      sqlite3_finalize(pointer)
      self.pointer = nil
      throw Diagnostics(
        .error(
          "query-refused", "something follows the query", help: "ask one query at a time"))
    }
  }

  deinit { sqlite3_finalize(pointer) }

  private static func refusal(_ connection: OpaquePointer, _ guardian: QueryGuardian) -> Diagnostics
  {
    if guardian.hasRefused {
      return Diagnostics(
        .error(
          "query-refused", "the query does more than read",
          help: "only SELECT is run here; 'leitmotif run' writes what a store holds"))
    }
    return Diagnostics(
      .error(
        "query-syntax", String(cString: sqlite3_errmsg(connection)),
        help: "views and columns are described in docs/store.md"))
  }

  func bind(_ values: [String: String]) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (name, value) in values {
      let index = sqlite3_bind_parameter_index(pointer, ":\(name)")
      if index > 0 { sqlite3_bind_text(pointer, index, value, -1, transient) }
    }
  }

  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      guard !guardian.isLate else {
        throw Diagnostics(
          .error(
            "query-timeout", "the query took too long and was stopped",
            help: "ask for less, or allow more time with --timeout"))
      }
      throw Self.refusal(connection, guardian)
    }
  }

  /// The values of the row.
  var row: [QueryValue] {
    (0..<Int32(columns.count)).map { column in
      switch sqlite3_column_type(pointer, column) {
      case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
      case SQLITE_FLOAT: return .number(sqlite3_column_double(pointer, column))
      case SQLITE_NULL: return .null
      case let type:
        let address = sqlite3_column_blob(pointer, column)
        let count = Int(sqlite3_column_bytes(pointer, column))
        let bytes = address.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
        return type == SQLITE_BLOB
          ? .blob(bytes) : .text(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
