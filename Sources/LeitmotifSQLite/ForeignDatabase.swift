import CSQLite
public import LeitmotifModel

/// Another program's SQLite file, read as rows of tables and nothing else.
///
/// The bytes are opened in memory and read-only, in SQLite's defensive mode, with triggers, views and functions of
/// the file's own schema turned off: whatever a file holds, reading it runs nothing and changes nothing.
public final class ForeignDatabase {
  /// The file's name, for messages.
  public let path: String

  /// The tables with the names of their columns.
  public let tables: [String: Set<String>]

  private let database: OpaquePointer

  /// A statement may take so many million steps: far more than any project needs.
  private static let maximumSteps = 4_000

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - log: What stands in its write-ahead log (`-wal`); empty when there is none.
  ///   - path: Its name, for messages.
  /// - Throws: `Diagnostics` with `not-a-database` or `database-broken`.
  public init(_ bytes: [UInt8], log: [UInt8] = [], path: String) throws(Diagnostics) {
    self.path = path
    guard Self.begins(bytes) else {
      throw Diagnostics(
        .error(
          "not-a-database", "the file is no SQLite database",
          help: "it may be of another program, or cut off: look at how it was exported",
          at: SourceLocation(path: path)))
    }
    guard let bytes = WriteAheadLog(log).map({ $0.laid(over: bytes) }) ?? bytes else {
      throw Diagnostics(Self.broken("its log (-wal) is of another file", path))
    }
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(":memory:", &handle, flags, nil) == SQLITE_OK, let handle else {
      sqlite3_close(handle)
      throw Diagnostics(Self.broken("it cannot be opened", path))
    }
    guard Self.load(bytes, into: handle), leitmotif_sqlite_distrust(handle) == SQLITE_OK else {
      sqlite3_close(handle)
      throw Diagnostics(Self.broken("it cannot be opened", path))
    }
    for (limit, value) in [
      (SQLITE_LIMIT_LENGTH, 512 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
      (SQLITE_LIMIT_EXPR_DEPTH, 50), (SQLITE_LIMIT_VDBE_OP, 25_000),
    ] { sqlite3_limit(handle, limit, Int32(value)) }
    database = handle
    do throws(Diagnostics) {
      tables = try Self.tables(of: handle, path: path)
    } catch {
      sqlite3_close(handle)
      throw error
    }
  }

  deinit {
    sqlite3_close(database)
  }

  /// Whether bytes begin as an SQLite file does.
  public static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: "SQLite format 3\0".utf8)
  }

  /// Whether there is a table with some columns.
  public func has(_ table: String, _ columns: String...) -> Bool {
    tables[table].map { $0.isSuperset(of: columns) } ?? false
  }

  /// Reads rows of one table.
  ///
  /// - Parameters:
  ///   - columns: The columns; one that the table does not have, as in files of older programs, is null.
  ///   - table: The table, which is one of `tables`.
  ///   - order: The column that rows are ordered by; `nil` for the file's order.
  ///   - body: Takes a row, for as long as it looks at it.
  /// - Throws: `Diagnostics` with `database-broken`, and what the body throws.
  public func forEachRow(
    _ columns: [String], of table: String, by order: String? = nil,
    _ body: (borrowing Row) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    guard let known = tables[table] else { return }
    let selected = columns.map { known.contains($0) ? "\"\($0)\"" : "NULL" }
    var sql = "SELECT \(selected.joined(separator: ", ")) FROM main.\"\(table)\""
    if let order, known.contains(order) { sql += " ORDER BY \"\(order)\"" }
    let statement = try Self.statement(sql, database, path)
    defer { sqlite3_finalize(statement) }
    var steps = Self.maximumSteps
    try withUnsafeMutablePointer(to: &steps) { (steps) throws(Diagnostics) in
      sqlite3_progress_handler(
        database, 1_000_000,
        { steps in
          guard let steps = steps?.assumingMemoryBound(to: Int.self) else { return 1 }
          steps.pointee -= 1
          return steps.pointee < 0 ? 1 : 0
        }, steps)
      defer { sqlite3_progress_handler(database, 0, nil, nil) }
      while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try body(Row(statement: statement))
        case SQLITE_DONE: return
        default: throw Diagnostics(Self.broken("the table '\(table)' is damaged", path))
        }
      }
    }
  }

  /// A row, for as long as somebody looks at it.
  public struct Row: ~Copyable {
    fileprivate let statement: OpaquePointer

    /// The text of a column, counted from 0; empty when it is null.
    public func text(_ column: Int) -> String {
      optionalText(column) ?? ""
    }

    /// The text of a column; `nil` when it is null.
    public func optionalText(_ column: Int) -> String? {
      guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return nil }
      let count = Int(sqlite3_column_bytes(statement, Int32(column)))
      return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The number of a column, a real one without its fraction; `nil` when it is null or no number.
    public func number(_ column: Int) -> Int? {
      switch sqlite3_column_type(statement, Int32(column)) {
      case SQLITE_INTEGER: Int(sqlite3_column_int64(statement, Int32(column)))
      case SQLITE_FLOAT: Int(exactly: sqlite3_column_double(statement, Int32(column)).rounded())
      case SQLITE_TEXT: Int(text(column))
      default: nil
      }
    }
  }

  /// Hands SQLite a copy of the file.
  private static func load(_ bytes: [UInt8], into database: OpaquePointer) -> Bool {
    guard bytes.count >= 512, let copy = sqlite3_malloc64(UInt64(bytes.count)) else { return false }
    let buffer = copy.assumingMemoryBound(to: UInt8.self)
    bytes.withUnsafeBufferPointer { source in
      if let address = source.baseAddress { buffer.update(from: address, count: source.count) }
    }
    // A file in write-ahead mode cannot be opened from memory; with its log laid over it, it is like any other.
    buffer[18] = 1
    buffer[19] = 1
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
    return sqlite3_deserialize(
      database, "main", buffer, Int64(bytes.count), Int64(bytes.count), flags) == SQLITE_OK
  }

  private static func tables(
    of database: OpaquePointer, path: String
  ) throws(Diagnostics) -> [String: Set<String>] {
    let statement = try statement(
      "SELECT m.name, c.name FROM main.sqlite_master m, pragma_table_info(m.name) c "
        + "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'", database, path)
    defer { sqlite3_finalize(statement) }
    var tables: [String: Set<String>] = [:]
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        let row = Row(statement: statement)
        let (table, column) = (row.text(0), row.text(1))
        // Names go into SQL: those of no known program are passed over.
        if isPlain(table), isPlain(column) { tables[table, default: []].insert(column) }
      case SQLITE_DONE: return tables
      default: throw Diagnostics(broken("its list of tables is damaged", path))
      }
    }
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == UInt8(ascii: "_")
      }
  }

  private static func statement(
    _ sql: String, _ database: OpaquePointer, _ path: String
  ) throws(Diagnostics) -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw Diagnostics(broken("it cannot be read", path))
    }
    return statement
  }

  private static func broken(_ what: String, _ path: String) -> Diagnostic {
    .error(
      "database-broken", "the database is damaged: \(what)",
      help: "close the program that uses it and copy it again; nothing was imported",
      at: SourceLocation(path: path))
  }
}
