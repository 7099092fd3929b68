import GRDB

/// The codings of one transcript that hold now.
struct LiveCodings {
  private let transcript: Int64
  private var live = CodingRows()
  private var firstRuns: [Int64] = []

  /// Reads the codings, of all codes or of those with some numbers.
  init(of transcript: Int64, codes: [Int64]? = nil, _ db: Database) throws {
    self.transcript = transcript
    let only = codes.map { "AND code_id IN (\($0.map(String.init).joined(separator: ", ")))" } ?? ""
    let rows = try PreparedStatement(
      db,
      """
      SELECT key, code_id, coder_id, rule_id, attribute_set_id, start_byte, end_byte,
        coalesce(speaker, -1), origin_id, first_run, memo
      FROM coding WHERE transcript_id = ? AND retracted_run IS NULL \(only) ORDER BY key
      """)
    try rows.forEachRow([.integer(transcript)]) {
      live.rows.append(
        CodingRow(
          key: rows.integer(0), code: rows.integer(1), coder: rows.integer(2),
          rule: rows.integer(3), attributes: rows.integer(4), start: rows.integer(5),
          end: rows.integer(6), speaker: rows.integer(7), origin: rows.integer(8)))
      firstRuns.append(rows.integer(9))
      if !rows.isNull(10) { live.memos[rows.integer(0)] = ExactText(rows.text(10)) }
    }
  }

  /// Makes the codings that hold equal to some others; equal ones are not touched.
  ///
  /// A row of the same run is deleted, for nobody has seen it; any other stays, and holds until this run.
  func replace(
    by wanted: CodingRows, run: Int, with inserter: inout CodingInserter, _ db: Database
  ) throws {
    var next = 0
    for row in wanted.rows {
      while next < live.rows.count, live.rows[next].key < row.key {
        try remove(next, run: run, db)
        next += 1
      }
      let memo = wanted.memos[row.key]
      if next < live.rows.count, live.rows[next].key == row.key {
        next += 1
        if live.rows[next - 1] == row, live.memos[row.key] == memo { continue }
        try remove(next - 1, run: run, db)
      }
      try inserter.insert(row, memo: memo, transcript: transcript)
    }
    for place in next..<live.rows.count { try remove(place, run: run, db) }
  }

  private func remove(_ place: Int, run: Int, _ db: Database) throws {
    let identity: [SQLValue] = [
      .integer(transcript), .integer(live.rows[place].key), .integer(firstRuns[place]),
    ]
    let condition = "WHERE transcript_id = ? AND key = ? AND first_run = ?"
    if firstRuns[place] == Int64(run) {
      try PreparedStatement(db, "DELETE FROM coding \(condition)").run(identity)
    } else {
      try PreparedStatement(db, "UPDATE coding SET retracted_run = ? \(condition)")
        .run([.integer(run)] + identity)
    }
  }
}
