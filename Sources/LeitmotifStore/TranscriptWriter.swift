import GRDB
import LeitmotifDigest
import LeitmotifModel

/// Writes results of transcripts in one transaction.
struct TranscriptWriter {
  private let db: Database
  private let run: Int
  private var inserter: CodingInserter
  private var kinds: [CodingKind: (code: Int64, coder: Int64, rule: Int64)] = [:]
  private let noAttributes: Int64

  init(run: Int, _ db: Database, _ names: inout Names) throws {
    self.db = db
    self.run = run
    inserter = try CodingInserter(run: run, db)
    noAttributes = try names.number(of: "{}", in: .attributeSet, db)
  }

  /// Writes what differs from what holds now.
  mutating func write(_ result: TranscriptResult, _ names: inout Names) throws {
    let transcript = result.transcript.transcript
    let (id, isNew) = try names.numbered(transcript.key.rawValue, in: .transcript, db)
    let pack = try PreparedStatement(
      db, "INSERT OR REPLACE INTO cell_pack (unit, pack) VALUES (?, ?)")
    for cells in result.cellPacks { try pack.run([.blob(cells.unit), .blob(cells.pack)]) }
    try replace(
      "source", ["path", "sha256", "bytes"],
      by: [
        [
          .text(result.source.path), .blob(result.source.digest.bytes),
          .integer(result.source.size),
        ]
      ], of: id, isNew: isNew)
    if try !isNew && isUnchanged(result, id) { return }
    try ReadingRows(result.transcript, text: result.text, db, &names)
      .write(transcript: id, isNew: isNew, run: run, db)
    try writeCodings(of: result, id, isNew: isNew, &names)
    try replace(
      "queue_item", ["code_id", "start_byte", "end_byte", "reason", "proposals", "decision"],
      by: result.queue.map { try values(of: $0, &names) }, of: id, isNew: isNew)
    try replace(
      "coverage", ["coder_id", "code_list_id"], by: coverageRows(of: result, &names), of: id,
      isNew: isNew)
    try PreparedStatement(
      db,
      """
      INSERT OR REPLACE INTO transcript_state (transcript_id, source_sha256, text_sha256,
        content_digest) VALUES (?, ?, ?, ?)
      """
    ).run([
      .integer(id), .blob(result.source.digest.bytes), .blob(result.text.bytes),
      .blob(result.contentDigest),
    ])
  }

  /// Writes the rows that wait for others.
  mutating func finish() throws {
    try inserter.flush()
  }

  private func replace(
    _ table: String, _ columns: [String], by rows: [[SQLValue]], of transcript: Int64, isNew: Bool
  ) throws {
    let live = LiveRows(table: table, columns: columns, transcript: transcript)
    if isNew {
      try live.insert(rows, run: run, db)
    } else {
      try live.replace(by: rows, run: run, db)
    }
  }

  /// Whether the content is what was last written; then only the file's hash is noted.
  private func isUnchanged(_ result: TranscriptResult, _ id: Int64) throws -> Bool {
    let same = try PreparedStatement(
      db,
      "SELECT source_sha256 = ? FROM transcript_state WHERE transcript_id = ? AND content_digest = ?"
    ).firstInteger([
      .blob(result.source.digest.bytes), .integer(id), .blob(result.contentDigest),
    ])
    if same == 0 {
      try PreparedStatement(
        db, "UPDATE transcript_state SET source_sha256 = ? WHERE transcript_id = ?"
      ).run([.blob(result.source.digest.bytes), .integer(id)])
    }
    return same != nil
  }

  private mutating func writeCodings(
    of result: TranscriptResult, _ id: Int64, isNew: Bool, _ names: inout Names
  ) throws {
    let transcript = result.transcript.transcript
    var rows: [(row: CodingRow, proposal: Int)] = []
    rows.reserveCapacity(result.codings.count)
    for (place, coding) in result.codings.enumerated() {
      rows.append((try row(of: coding, key: CodingID(coding), in: transcript, &names), place))
    }
    rows.sort { $0.row.key < $1.row.key }
    try removeRepetitions(from: &rows, result.codings)
    let remaining = try markFinals(result.finals, on: &rows, result.codings, &names)
    if isNew {
      for row in rows { try inserter.insert(row.row, transcript: id) }
    } else {
      try inserter.flush()
      try LiveCodings(of: id, db).replace(
        by: rows.map(\.row), transcript: id, run: run, with: &inserter, db)
    }
    try replace(
      "final_coding",
      [
        "key", "code_id", "coder_id", "rule_id", "attribute_set_id", "start_byte", "end_byte",
        "speaker", "memo", "origin_id", "sources", "decision",
      ], by: remaining.map { try values(of: $0, in: transcript, &names) }, of: id, isNew: isNew)
  }

  /// Leaves one of rows that say the same; two that share a key and say different things are refused.
  private func removeRepetitions(
    from rows: inout [(row: CodingRow, proposal: Int)], _ codings: [Coding]
  ) throws {
    var kept = 0
    for next in rows.indices {
      if kept > 0, rows[kept - 1].row.key == rows[next].row.key {
        guard rows[kept - 1].row == rows[next].row else {
          throw StoreError.clash(codings[rows[next].proposal])
        }
        continue
      }
      rows[kept] = rows[next]
      kept += 1
    }
    rows.removeLast(rows.count - kept)
  }

  /// Notes on the proposals which of them are final as they stand.
  ///
  /// - Returns: The final codings that need rows of their own.
  private func markFinals(
    _ finals: [FinalCoding], on rows: inout [(row: CodingRow, proposal: Int)], _ codings: [Coding],
    _ names: inout Names
  ) throws -> [FinalCoding] {
    var remaining: [FinalCoding] = []
    for final in finals {
      guard final.decision == nil, final.sources.count == 1,
        let place = rows.firstIndex(ofKey: final.sources[0].rawValue), rows[place].row.origin == 0,
        final.coding == codings[rows[place].proposal]
      else {
        remaining.append(final)
        continue
      }
      rows[place].row.origin = try names.number(of: final.origin.rawValue, in: .origin, db)
    }
    return remaining
  }

  private mutating func row(
    of coding: Coding, key: CodingID, in transcript: Transcript, _ names: inout Names
  ) throws -> CodingRow {
    let kind = CodingKind(code: coding.code, coder: coding.coder, rule: coding.rule)
    let numbers: (code: Int64, coder: Int64, rule: Int64)
    if let known = kinds[kind] {
      numbers = known
    } else {
      numbers = (
        try names.number(of: coding.code.rawValue, in: .code, db),
        try names.number(of: coding.coder.rawValue, in: .coder, db),
        try coding.rule.map { try names.number(of: $0.rawValue, in: .rule, db) } ?? 0
      )
      kinds[kind] = numbers
    }
    let attributes =
      coding.attributes.isEmpty
      ? noAttributes
      : try names.number(of: StoredJSON.text(coding.attributes), in: .attributeSet, db)
    let speaker = transcript.turn(at: coding.span.start).flatMap { transcript.turns[$0].speaker }
    return CodingRow(
      key: key.rawValue, code: numbers.code, coder: numbers.coder, rule: numbers.rule,
      attributes: attributes, start: coding.span.start, end: coding.span.end,
      speaker: speaker ?? -1, origin: 0, memo: ExactText(coding.memo))
  }

  private mutating func values(
    of final: FinalCoding, in transcript: Transcript, _ names: inout Names
  ) throws -> [SQLValue] {
    let row = try row(of: final.coding, key: CodingID(final.coding), in: transcript, &names)
    return [
      .integer(row.key), .integer(row.code), .integer(row.coder),
      row.rule == 0 ? .null : .integer(row.rule), .integer(row.attributes), .integer(row.start),
      .integer(row.end), row.speaker < 0 ? .null : .integer(row.speaker),
      row.memo.text.isEmpty ? .null : .text(row.memo),
      .integer(try names.number(of: final.origin.rawValue, in: .origin, db)),
      .text(StoredJSON.text(final.sources)), .optional(final.decision?.rawValue),
    ]
  }

  private func values(of item: QueueItem, _ names: inout Names) throws -> [SQLValue] {
    [
      .integer(try names.number(of: item.code.rawValue, in: .code, db)),
      .integer(item.span.start), .integer(item.span.end), .text(item.reason.rawValue),
      .text(StoredJSON.text(item.proposals)), .optional(item.decision?.rawValue),
    ]
  }

  /// One row a coder, with the codes in a list that many transcripts share.
  private func coverageRows(
    of result: TranscriptResult, _ names: inout Names
  ) throws -> [[SQLValue]] {
    let byCoder = Dictionary(grouping: result.coverage, by: { ExactText($0.coder.rawValue) })
    return try byCoder.map { coder, coverage in
      let codes = Set(coverage.map { $0.code.map { ExactText($0.rawValue) } })
      let list = codes.map { JSONValue.optional($0?.text).canonicalText }.sorted()
      let text = "[" + list.joined(separator: ",") + "]"
      return [
        .integer(try names.number(of: coder.text, in: .coder, db)),
        .integer(try names.number(of: text, in: .codeList, db)),
      ]
    }
  }
}

/// What codings by one rule have in common, whose numbers are looked up once.
private struct CodingKind: Hashable {
  let code: ExactText
  let coder: ExactText
  let rule: ExactText?

  init(code: Identifier<Code>, coder: Identifier<Coder>, rule: Identifier<Rule>?) {
    self.code = ExactText(code.rawValue)
    self.coder = ExactText(coder.rawValue)
    self.rule = rule.map { ExactText($0.rawValue) }
  }
}

extension [(row: CodingRow, proposal: Int)] {
  /// The place of a key among rows that are sorted by key.
  fileprivate func firstIndex(ofKey key: Int64) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].row.key < key { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].row.key == key ? low : nil
  }
}
