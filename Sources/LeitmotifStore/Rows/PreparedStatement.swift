import GRDB
import GRDBSQLite

/// A value of a column; texts are equal byte by byte.
enum SQLValue: Hashable {
  case null
  case integer(Int64)
  case text(ExactText)
  /// A long text, as its bytes.
  case utf8([UInt8])
  case blob([UInt8])

  static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
  static func text(_ text: String) -> SQLValue { .text(ExactText(text)) }
  static func optional(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
  static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

/// A statement of GRDB's cache, stepped through SQLite's own functions.
///
/// GRDB binds and reads values one dynamic type at a time, which costs more than SQLite itself where rows are
/// many; and it ends a text at its first U+0000.
struct PreparedStatement {
  // Holds what `pointer` points to.
  private let statement: Statement
  private let db: Database

  /// SQLite's statement.
  let pointer: OpaquePointer

  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    self.db = db
    pointer = statement.sqliteStatement
  }

  /// Makes SQLite copy what is bound.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Binds a value, which SQLite copies, to a parameter, counted from 1.
  func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(pointer, index)
    case .integer(let number): sqlite3_bind_int64(pointer, index, number)
    case .text(let text):
      var text = text.text
      text.withUTF8 {
        bind(UnsafeRawBufferPointer($0), asText: true, Self.transient, at: index)
      }
    case .utf8(let bytes):
      bytes.withUnsafeBytes { bind($0, asText: true, Self.transient, at: index) }
    case .blob(let bytes):
      bytes.withUnsafeBytes { bind($0, asText: false, Self.transient, at: index) }
    }
  }

  private func bind(
    _ bytes: UnsafeRawBufferPointer, asText: Bool, _ lifetime: sqlite3_destructor_type?,
    at index: Int32
  ) {
    // An empty buffer may have no address, which SQLite would take for NULL.
    let address = bytes.baseAddress ?? UnsafeRawPointer(pointer)
    if asText {
      sqlite3_bind_text64(
        pointer, index, address.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
        lifetime, UInt8(SQLITE_UTF8))
    } else {
      sqlite3_bind_blob64(pointer, index, address, UInt64(bytes.count), lifetime)
    }
  }

  /// Binds values while a function runs; of texts and blobs SQLite makes no copy.
  private func withBound(
    _ values: ArraySlice<SQLValue>, _ body: () throws -> Void
  ) rethrows {
    for (place, value) in zip(values.indices, values) {
      let index = Int32(place + 1)
      let held: (bytes: [UInt8], isText: Bool)
      switch value {
      case .utf8(let bytes): held = (bytes, true)
      case .blob(let bytes): held = (bytes, false)
      default:
        bind(value, at: index)
        continue
      }
      return try held.bytes.withUnsafeBytes {
        bind($0, asText: held.isText, nil, at: index)
        try withBound(values[(place + 1)...], body)
      }
    }
    try body()
  }

  /// Takes one step.
  ///
  /// - Returns: Whether there is a row.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let connection = sqlite3_db_handle(pointer)
      let error = DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
        message: String(cString: sqlite3_errmsg(connection)))
      sqlite3_reset(pointer)
      throw error
    }
  }

  /// Runs the statement to its end with some values.
  func run(_ values: [SQLValue]) throws {
    try forEachRow(values) {}
  }

  /// Runs the statement with some values, and calls a function at each row.
  func forEachRow(_ values: [SQLValue], _ body: () throws -> Void) throws {
    try withBound(values[...]) {
      defer {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
      }
      while try step() { try body() }
    }
  }

  /// Runs the statement with some values, and calls a function at each row until it returns false.
  func readRows(_ values: [SQLValue], while body: () throws -> Bool) throws {
    for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    while try step() {
      guard try body() else { return }
    }
  }

  /// The first column of the first row; `nil` when there is no row.
  func firstInteger(_ values: [SQLValue]) throws -> Int64? {
    var result: Int64?
    try forEachRow(values) { if result == nil { result = integer(0) } }
    return result
  }

  /// Whether a column of the row is NULL; columns are counted from 0.
  func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(pointer, column) == SQLITE_NULL
  }

  /// Whatever a column of the row holds.
  func value(_ column: Int32) -> SQLValue {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_BLOB: .blob(bytes(column))
    default: .text(text(column))
    }
  }

  /// A number of the row, 0 for NULL.
  func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(pointer, column)
  }

  /// A number of the row.
  func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  /// The bytes of a text or blob of the row, none for NULL.
  func bytes(_ column: Int32) -> [UInt8] {
    // The address first: it may convert the value, and only then is the count right.
    let address = sqlite3_column_blob(pointer, column)
    let count = Int(sqlite3_column_bytes(pointer, column))
    guard let address, count > 0 else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: address, count: count))
  }

  /// A text of the row, empty for NULL.
  func text(_ column: Int32) -> String {
    let address = sqlite3_column_blob(pointer, column)
    let count = Int(sqlite3_column_bytes(pointer, column))
    guard let address, count > 0 else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: address, count: count), as: UTF8.self)
  }

  /// A text of the row.
  func optionalText(_ column: Int32) -> String? {
    isNull(column) ? nil : text(column)
  }
}
