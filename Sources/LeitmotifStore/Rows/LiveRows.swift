import GRDB
import LeitmotifDigest

/// The rows of a table that hold now: from the run that wrote them until one retracts them.
struct LiveRows {
  /// The table.
  let table: String
  /// The columns that say what a row is about, without those of its runs.
  let columns: [String]
  /// The transcript whose rows these are; `nil` for all rows of the table.
  var transcript: Int64?

  private var condition: String {
    "retracted_run IS NULL" + (transcript == nil ? "" : " AND transcript_id = ?")
  }
  private var scope: [SQLValue] { transcript.map { [.integer($0)] } ?? [] }

  /// Makes the rows that hold now equal to some rows, in any order; equal ones are not touched.
  func replace(by rows: [[SQLValue]], run: Int, _ db: Database) throws {
    var missing: [[SQLValue]: Int] = [:]
    for row in rows { missing[row, default: 0] += 1 }
    let live = try PreparedStatement(
      db, "SELECT rowid, \(columns.joined(separator: ", ")) FROM \(table) WHERE \(condition)")
    var obsolete: [Int64] = []
    try live.forEachRow(scope) {
      let row = columns.indices.map { live.value(Int32($0 + 1)) }
      if let count = missing[row], count > 0 {
        missing[row] = count - 1
      } else {
        obsolete.append(live.integer(0))
      }
    }
    let retract = try PreparedStatement(db, "UPDATE \(table) SET retracted_run = ? WHERE rowid = ?")
    for row in obsolete { try retract.run([.integer(run), .integer(row)]) }
    try insert(
      rows.filter { row in
        guard let count = missing[row], count > 0 else { return false }
        missing[row] = count - 1
        return true
      }, run: run, db)
  }

  /// Makes the rows of a whole table equal to some rows; the same rows as last time are not even compared.
  func replaceAll(by rows: [[SQLValue]], run: Int, _ db: Database) throws {
    var hasher = DigestBuilder()
    for row in rows {
      for value in row { value.append(to: &hasher) }
    }
    let digest = SQLValue.blob(hasher.finish().bytes)
    let known = try PreparedStatement(
      db, "SELECT 1 FROM table_digest WHERE table_name = ? AND digest = ?")
    if try known.firstInteger([.text(table), digest]) != nil { return }
    try replace(by: rows, run: run, db)
    try PreparedStatement(
      db, "INSERT OR REPLACE INTO table_digest (table_name, digest) VALUES (?, ?)"
    ).run([.text(table), digest])
  }

  /// Adds rows where there are none yet.
  func insert(_ rows: [[SQLValue]], run: Int, _ db: Database) throws {
    guard !rows.isEmpty else { return }
    let all = ["first_run"] + columns + (transcript == nil ? [] : ["transcript_id"])
    let places = "(" + all.map { _ in "?" }.joined(separator: ", ") + ")"
    var rest = rows[...]
    for count in Self.rowsAtOnce where count <= rest.count {
      let insertion = try PreparedStatement(
        db,
        "INSERT INTO \(table) (\(all.joined(separator: ", "))) VALUES "
          + repeatElement(places, count: count).joined(separator: ", "))
      while count <= rest.count {
        var values: [SQLValue] = []
        values.reserveCapacity(count * all.count)
        for row in rest.prefix(count) {
          values.append(.integer(run))
          values += row
          values += scope
        }
        try insertion.run(values)
        rest = rest.dropFirst(count)
      }
    }
  }

  /// How many rows one statement adds: SQLite prepares the list of a column's values anew for each statement.
  private static let rowsAtOnce = [64, 8, 1]

  /// Retracts all rows.
  func retract(run: Int, _ db: Database) throws {
    try PreparedStatement(db, "UPDATE \(table) SET retracted_run = ? WHERE \(condition)")
      .run([.integer(run)] + scope)
  }
}

extension SQLValue {
  /// Hashes the value, so that two values in a row never read as another two.
  fileprivate func append(to hasher: inout DigestBuilder) {
    switch self {
    case .null: hasher.append(number: 0)
    case .integer(let number):
      hasher.append(number: 1)
      hasher.append(number: Int(number))
    case .text(let text):
      hasher.append(number: 2)
      hasher.append(field: text.text)
    case .utf8(let bytes), .blob(let bytes):
      hasher.append(number: 3)
      hasher.append(number: bytes.count)
      hasher.append(bytes)
    }
  }
}
