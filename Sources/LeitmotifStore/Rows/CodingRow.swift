import GRDB
import GRDBSQLite
import LeitmotifModel

/// One row of the table of codings, in numbers.
struct CodingRow: Hashable {
  var key: Int64
  var code: Int64
  var coder: Int64
  /// 0 for a coding of a person.
  var rule: Int64
  var attributes: Int64
  var start: Int
  var end: Int
  /// The speaker's position in the reading; -1 where nobody speaks.
  var speaker: Int
  /// Why the coding is final as it stands; 0 when it is not.
  var origin: Int64
  var memo: ExactText
}

/// Writes codings many a statement: a row costs half of what it would cost alone.
struct CodingInserter {
  private static let rowsAtOnce = 64
  private static let columns = [
    "transcript_id", "key", "first_run", "code_id", "coder_id", "rule_id", "attribute_set_id",
    "start_byte", "end_byte", "speaker", "origin_id", "memo",
  ]

  private let run: Int64
  private let many: PreparedStatement
  private let one: PreparedStatement
  private var waiting: [(transcript: Int64, row: CodingRow)] = []

  init(run: Int, _ db: Database) throws {
    self.run = Int64(run)
    many = try PreparedStatement(db, Self.statement(rows: Self.rowsAtOnce))
    one = try PreparedStatement(db, Self.statement(rows: 1))
    waiting.reserveCapacity(Self.rowsAtOnce)
  }

  private static func statement(rows: Int) -> String {
    let row = "(" + columns.map { _ in "?" }.joined(separator: ",") + ")"
    let all = Array(repeating: row, count: rows).joined(separator: ",")
    return "INSERT INTO coding (\(columns.joined(separator: ", "))) VALUES \(all)"
  }

  /// Takes a row, which is written with others, at the latest by `flush`.
  mutating func insert(_ row: CodingRow, transcript: Int64) throws {
    waiting.append((transcript, row))
    guard waiting.count == Self.rowsAtOnce else { return }
    for (place, entry) in waiting.enumerated() {
      bind(entry.row, transcript: entry.transcript, to: many, after: Int32(place * 12))
    }
    try finish(many)
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that wait.
  mutating func flush() throws {
    for entry in waiting {
      bind(entry.row, transcript: entry.transcript, to: one, after: 0)
      try finish(one)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func finish(_ statement: PreparedStatement) throws {
    _ = try statement.step()
    sqlite3_reset(statement.pointer)
  }

  private func bind(
    _ row: CodingRow, transcript: Int64, to statement: PreparedStatement, after place: Int32
  ) {
    let pointer = statement.pointer
    sqlite3_bind_int64(pointer, place + 1, transcript)
    sqlite3_bind_int64(pointer, place + 2, row.key)
    sqlite3_bind_int64(pointer, place + 3, run)
    sqlite3_bind_int64(pointer, place + 4, row.code)
    sqlite3_bind_int64(pointer, place + 5, row.coder)
    bind(row.rule, unless: 0, pointer, place + 6)
    sqlite3_bind_int64(pointer, place + 7, row.attributes)
    sqlite3_bind_int64(pointer, place + 8, Int64(row.start))
    sqlite3_bind_int64(pointer, place + 9, Int64(row.end))
    bind(Int64(row.speaker), unless: -1, pointer, place + 10)
    bind(row.origin, unless: 0, pointer, place + 11)
    if row.memo.text.isEmpty {
      sqlite3_bind_null(pointer, place + 12)
    } else {
      statement.bind(.text(row.memo), at: place + 12)
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

/// The codings of one transcript that hold now.
struct LiveCodings {
  /// The rows, by key, each with the run that wrote it.
  private(set) var rows: [(row: CodingRow, firstRun: Int64)] = []

  init(of transcript: Int64, _ db: Database) throws {
    let live = try PreparedStatement(
      db,
      """
      SELECT key, code_id, coder_id, rule_id, attribute_set_id, start_byte, end_byte, speaker,
        origin_id, memo, first_run
      FROM coding WHERE transcript_id = ? AND retracted_run IS NULL ORDER BY key
      """)
    try live.forEachRow([.integer(transcript)]) {
      let row = CodingRow(
        key: live.integer(0), code: live.integer(1), coder: live.integer(2), rule: live.integer(3),
        attributes: live.integer(4), start: Int(live.integer(5)), end: Int(live.integer(6)),
        speaker: live.isNull(7) ? -1 : Int(live.integer(7)), origin: live.integer(8),
        memo: ExactText(live.text(9)))
      rows.append((row, live.integer(10)))
    }
  }

  /// Makes the rows equal to some others, which are sorted by key and have each key once.
  ///
  /// Equal ones are not touched. A row of the same run is deleted, for nobody has seen it; any other stays,
  /// and holds until this run.
  func replace(
    by wanted: [CodingRow], transcript: Int64, run: Int, with inserter: inout CodingInserter,
    _ db: Database
  ) throws {
    let retract = try PreparedStatement(
      db,
      """
      UPDATE coding SET retracted_run = ? WHERE transcript_id = ? AND key = ? AND first_run = ?
      """)
    let delete = try PreparedStatement(
      db, "DELETE FROM coding WHERE transcript_id = ? AND key = ? AND first_run = ?")
    func remove(_ old: (row: CodingRow, firstRun: Int64)) throws {
      let place: [SQLValue] = [
        .integer(transcript), .integer(old.row.key), .integer(old.firstRun),
      ]
      if old.firstRun == Int64(run) {
        try delete.run(place)
      } else {
        try retract.run([.integer(run)] + place)
      }
    }
    var next = rows.startIndex
    for row in wanted {
      while next < rows.endIndex, rows[next].row.key < row.key {
        try remove(rows[next])
        next += 1
      }
      if next < rows.endIndex, rows[next].row.key == row.key {
        let old = rows[next]
        next += 1
        if old.row == row { continue }
        try remove(old)
      }
      try inserter.insert(row, transcript: transcript)
    }
    for old in rows[next...] { try remove(old) }
  }
}
