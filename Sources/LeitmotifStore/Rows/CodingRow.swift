import GRDB
import GRDBSQLite
import LeitmotifModel

/// One row of the table of codings, in numbers; its memo is kept apart, for few have one.
struct CodingRow: Hashable {
  var key: Int64
  var code: Int64
  var coder: Int64
  /// 0 for a coding of a person.
  var rule: Int64
  var attributes: Int64
  var start: Int64
  var end: Int64
  /// The speaker's position in the reading; -1 where nobody speaks.
  var speaker: Int64
  /// Why the coding is final as it stands; 0 when it is not.
  var origin: Int64
}

/// Codings of one transcript as rows.
struct CodingRows {
  /// The rows, by key, each key once.
  var rows: [CodingRow] = []

  /// The memos that are not empty, by key.
  var memos: [Int64: ExactText] = [:]
}

/// Writes codings many a statement: a row costs half of what it would cost alone.
struct CodingInserter {
  private static let rowsAtOnce = 64
  private static let parametersPerRow: Int32 = 11

  private let many: PreparedStatement
  private let one: PreparedStatement
  private var waiting: [(transcript: Int64, row: CodingRow, hasMemo: Bool)] = []
  private var memos: [Int: ExactText] = [:]

  init(run: Int, _ db: Database) throws {
    many = try PreparedStatement(db, Self.statement(rows: Self.rowsAtOnce, run: run))
    one = try PreparedStatement(db, Self.statement(rows: 1, run: run))
    waiting.reserveCapacity(Self.rowsAtOnce)
  }

  private static func statement(rows: Int, run: Int) -> String {
    // All columns in the table's order: SQLite then takes the values from where they are.
    """
    INSERT INTO coding (transcript_id, key, first_run, retracted_run, code_id, coder_id, rule_id,
      attribute_set_id, start_byte, end_byte, speaker, origin_id, memo)
    VALUES
    """
      + repeatElement(" (?, ?, \(run), NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count: rows)
      .joined(separator: ",")
  }

  /// Takes a row, which is written with others, at the latest by `flush`.
  mutating func insert(_ row: CodingRow, memo: ExactText?, transcript: Int64) throws {
    if let memo { memos[waiting.count] = memo }
    waiting.append((transcript, row, memo != nil))
    guard waiting.count == Self.rowsAtOnce else { return }
    for place in waiting.indices {
      bind(place, to: many, after: Int32(place) * Self.parametersPerRow)
    }
    try finish(many)
    removeAll()
  }

  /// Writes the rows that wait.
  mutating func flush() throws {
    for place in waiting.indices {
      bind(place, to: one, after: 0)
      try finish(one)
    }
    removeAll()
  }

  private mutating func removeAll() {
    waiting.removeAll(keepingCapacity: true)
    memos.removeAll(keepingCapacity: true)
  }

  private func finish(_ statement: PreparedStatement) throws {
    _ = try statement.step()
    sqlite3_reset(statement.pointer)
  }

  private func bind(_ place: Int, to statement: PreparedStatement, after parameter: Int32) {
    let (transcript, row, hasMemo) = waiting[place]
    let pointer = statement.pointer
    sqlite3_bind_int64(pointer, parameter + 1, transcript)
    sqlite3_bind_int64(pointer, parameter + 2, row.key)
    sqlite3_bind_int64(pointer, parameter + 3, row.code)
    sqlite3_bind_int64(pointer, parameter + 4, row.coder)
    bind(row.rule, unless: 0, pointer, parameter + 5)
    sqlite3_bind_int64(pointer, parameter + 6, row.attributes)
    sqlite3_bind_int64(pointer, parameter + 7, row.start)
    sqlite3_bind_int64(pointer, parameter + 8, row.end)
    bind(row.speaker, unless: -1, pointer, parameter + 9)
    bind(row.origin, unless: 0, pointer, parameter + 10)
    if hasMemo, let memo = memos[place] {
      statement.bind(.text(memo), at: parameter + 11)
    } else {
      sqlite3_bind_null(pointer, parameter + 11)
    }
  }

  private func bind(_ number: Int64, unless none: Int64, _ pointer: OpaquePointer, _ place: Int32) {
    if number == none {
      sqlite3_bind_null(pointer, place)
    } else {
      sqlite3_bind_int64(pointer, place, number)
    }
  }
}
