import GRDB
import LeitmotifDigest
import LeitmotifModel

/// Writes results of transcripts in one transaction.
struct TranscriptWriter {
  private let db: Database
  private let run: Int
  private var inserter: CodingInserter
  private var kinds: [KindNumbers] = []
  private var places: [UInt64: Int] = [:]
  private var origins: [(origin: FinalCoding.Origin, number: Int64)] = []
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
    if let kept = result.kept {
      try KeptWorkRows.write(
        kept, codes: result.codes, words: result.words, transcript: id, db, &names)
    } else {
      try PreparedStatement(db, "DELETE FROM kept_work WHERE transcript_id = ?").run([.integer(id)])
    }
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
    var (codings, proposals) = try codingRows(of: result, &names)
    let remaining = try markFinals(of: result, on: &codings.rows, proposals, &names)
    if isNew {
      for row in codings.rows {
        try inserter.insert(row, memo: codings.memos[row.key], transcript: id)
      }
    } else {
      try inserter.flush()
      try LiveCodings(of: id, db).replace(by: codings, run: run, with: &inserter, db)
    }
    try replace(
      "final_coding",
      [
        "key", "code_id", "coder_id", "rule_id", "attribute_set_id", "start_byte", "end_byte",
        "speaker", "memo", "origin_id", "sources", "decision",
      ], by: remaining.map { try values(of: $0, in: transcript, &names) }, of: id, isNew: isNew)
  }

  /// The proposals as rows, and for each row the place of its coding in the result.
  ///
  /// Of codings that say the same, one is kept.
  ///
  /// - Throws: `StoreError` (`coding-clash`) when two share an id and say different things.
  private mutating func codingRows(
    of result: TranscriptResult, _ names: inout Names
  ) throws -> (CodingRows, proposals: [Int]) {
    let transcript = result.transcript.transcript
    var order = result.codings.indices.map {
      (key: CodingID(result.codings[$0]).rawValue, place: $0)
    }
    order.sort { $0.key < $1.key }
    var codings = CodingRows()
    var proposals: [Int] = []
    codings.rows.reserveCapacity(order.count)
    proposals.reserveCapacity(order.count)
    for (key, place) in order {
      if let last = proposals.last, codings.rows.last?.key == key {
        guard result.codings[last] == result.codings[place] else {
          throw StoreError.clash(result.codings[place])
        }
        continue
      }
      codings.rows.append(try row(of: result.codings[place], key: key, in: transcript, &names))
      proposals.append(place)
      if !result.codings[place].memo.isEmpty {
        codings.memos[key] = ExactText(result.codings[place].memo)
      }
    }
    return (codings, proposals)
  }

  /// Notes on the proposals which of them are final as they stand.
  ///
  /// - Returns: The final codings that need rows of their own.
  private mutating func markFinals(
    of result: TranscriptResult, on rows: inout [CodingRow], _ proposals: [Int],
    _ names: inout Names
  ) throws -> [FinalCoding] {
    var remaining: [FinalCoding] = []
    // By place, for a copy of each would cost more than all that is done with it.
    for next in result.finals.indices {
      guard result.finals[next].decision == nil, result.finals[next].sources.count == 1,
        let place = rows.firstIndex(ofKey: result.finals[next].sources[0].rawValue),
        rows[place].origin == 0, result.finals[next].coding == result.codings[proposals[place]]
      else {
        remaining.append(result.finals[next])
        continue
      }
      rows[place].origin = try number(of: result.finals[next].origin, &names)
    }
    return remaining
  }

  private mutating func number(
    of origin: FinalCoding.Origin, _ names: inout Names
  ) throws -> Int64 {
    if let known = origins.first(where: { $0.origin == origin }) { return known.number }
    let number = try names.number(of: origin.rawValue, in: .origin, db)
    origins.append((origin, number))
    return number
  }

  private mutating func row(
    of coding: Coding, key: Int64, in transcript: Transcript, _ names: inout Names
  ) throws -> CodingRow {
    let numbers = try numbers(of: coding, &names)
    let attributes =
      coding.attributes.isEmpty
      ? noAttributes
      : try names.number(of: StoredJSON.text(coding.attributes), in: .attributeSet, db)
    let speaker = transcript.turn(at: coding.span.start).flatMap { transcript.turns[$0].speaker }
    return CodingRow(
      key: key, code: numbers.code, coder: numbers.coder, rule: numbers.rule,
      attributes: attributes, start: Int64(coding.span.start), end: Int64(coding.span.end),
      speaker: Int64(speaker ?? -1), origin: 0)
  }

  /// The numbers of a coding's code, coder and rule, which are looked up once for all that share them.
  private mutating func numbers(
    of coding: Coding, _ names: inout Names
  ) throws -> CodingNumbers {
    let hash = ExactText(coding.rule?.rawValue ?? coding.code.rawValue).quickHash
    if let place = places[hash], kinds[place].fits(coding) { return kinds[place].numbers }
    let numbers = CodingNumbers(
      code: try names.number(of: coding.code.rawValue, in: .code, db),
      coder: try names.number(of: coding.coder.rawValue, in: .coder, db),
      rule: try coding.rule.map { try names.number(of: $0.rawValue, in: .rule, db) } ?? 0)
    places[hash] = kinds.count
    kinds.append(
      KindNumbers(code: coding.code, coder: coding.coder, rule: coding.rule, numbers: numbers))
    return numbers
  }

  private mutating func values(
    of final: FinalCoding, in transcript: Transcript, _ names: inout Names
  ) throws -> [SQLValue] {
    let row = try row(
      of: final.coding, key: CodingID(final.coding).rawValue, in: transcript, &names)
    let memo = final.coding.memo
    return [
      .integer(row.key), .integer(row.code), .integer(row.coder),
      row.rule == 0 ? .null : .integer(row.rule), .integer(row.attributes), .integer(row.start),
      .integer(row.end), row.speaker < 0 ? .null : .integer(row.speaker),
      memo.isEmpty ? .null : .text(memo),
      .integer(try number(of: final.origin, &names)),
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

/// The numbers of a coding's code, coder and rule; 0 for no rule.
private struct CodingNumbers {
  let code: Int64
  let coder: Int64
  let rule: Int64
}

/// Numbers with the names that they stand for.
private struct KindNumbers {
  let code: Identifier<Code>
  let coder: Identifier<Coder>
  let rule: Identifier<Rule>?
  let numbers: CodingNumbers

  /// Whether the numbers are those of a coding.
  func fits(_ coding: Coding) -> Bool {
    ExactText(code.rawValue) == ExactText(coding.code.rawValue)
      && ExactText(coder.rawValue) == ExactText(coding.coder.rawValue)
      && rule.map { ExactText($0.rawValue) } == coding.rule.map { ExactText($0.rawValue) }
  }
}

extension [CodingRow] {
  /// The place of a key among rows that are sorted by key.
  fileprivate func firstIndex(ofKey key: Int64) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].key == key ? low : nil
  }
}
