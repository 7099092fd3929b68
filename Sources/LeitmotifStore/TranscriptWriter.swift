import GRDB
import LeitmotifDigest
import LeitmotifModel

/// Writes results of transcripts in one transaction.
struct TranscriptWriter {
  private let db: Database
  private let run: Int
  private var inserter: CodingInserter
  private var kinds: [CodingList.Kind: KindNumbers] = [:]
  /// The kinds of the list before, and their numbers as far as they were needed: nearly all lists have the same.
  private var latest: (kinds: [CodingList.Kind], numbers: [KindNumbers?]) = ([], [])
  private var origins: [(origin: FinalCoding.Origin, number: Int64)] = []

  init(run: Int, _ db: Database, _ names: inout Names) throws {
    self.db = db
    self.run = run
    inserter = try CodingInserter(run: run, db)
  }

  /// Writes what differs from what holds now.
  mutating func write(_ result: TranscriptResult, _ names: inout Names) throws {
    let transcript = result.transcript.transcript
    let (id, isNew) = try names.numbered(transcript.key.rawValue, in: .transcript, db)
    let pack = try PreparedStatement(
      db, "INSERT OR REPLACE INTO cell_pack (unit, layout_id, pack) VALUES (?, ?, ?)")
    for cells in result.cellPacks {
      try pack.run([.blob(cells.unit), .integer(cells.layout), .blob(cells.pack)])
    }
    if result.recoded == nil {
      try replace(
        "source", ["path", "sha256", "bytes"],
        by: [
          [
            .text(result.source.path), .blob(result.source.digest.bytes),
            .integer(result.source.size),
          ]
        ], of: id, isNew: isNew)
    }
    if try !isNew && isUnchanged(result, id) { return }
    if let codes = result.recoded {
      try recode(result, id, codes, &names)
    } else {
      try rewrite(result, id, isNew: isNew, &names)
    }
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

  /// Writes whatever differs from what holds now.
  private mutating func rewrite(
    _ result: TranscriptResult, _ id: Int64, isNew: Bool, _ names: inout Names
  ) throws {
    if !result.isStored {
      try ReadingRows(result.transcript, text: result.text, db, &names)
        .write(transcript: id, isNew: isNew, run: run, db)
    }
    try writeCodings(of: result, id, isNew: isNew, &names)
    try replace(
      "queue_item", ["code_id", "start_byte", "end_byte", "reason", "proposals", "decision"],
      by: result.queue.map { try values(of: $0, &names) }, of: id, isNew: isNew)
    try replace(
      "coverage", ["coder_id", "code_list_id"], by: coverageRows(of: result, &names), of: id,
      isNew: isNew)
  }

  /// Writes the codings of some codes, all else being as it was.
  private mutating func recode(
    _ result: TranscriptResult, _ id: Int64, _ codes: Set<Identifier<Code>>, _ names: inout Names
  ) throws {
    let numbers = try codes.map { try names.number(of: $0.rawValue, in: .code, db) }.sorted()
    let codings = try codingRows(of: result, codes, &names)
    try inserter.flush()
    try LiveCodings(of: id, codes: numbers, db).replace(by: codings, run: run, with: &inserter, db)
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
    let codings = try codingRows(of: result, nil, &names)
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
      ], by: result.finals.map { try values(of: $0, in: transcript, &names) }, of: id, isNew: isNew)
  }

  /// The proposals as rows, by key, of some codes or of all; of codings that say the same, one is kept.
  ///
  /// - Throws: `StoreError` (`coding-clash`) when two share an id and say different things.
  private mutating func codingRows(
    of result: TranscriptResult, _ codes: Set<Identifier<Code>>?, _ names: inout Names
  ) throws -> CodingRows {
    let list = result.codings
    let isWanted = codes.map { codes in list.kinds.map { codes.contains($0.code) } }
    var turns = TurnWalk(result.transcript.transcript.turns)
    var prefixes = [CodingID.Prefix?](repeating: nil, count: list.kinds.count)
    if latest.kinds != list.kinds {
      latest = (list.kinds, Array(repeating: nil, count: list.kinds.count))
    }
    var codings = CodingRows()
    if codes == nil { codings.rows.reserveCapacity(list.count) }
    for (place, entry) in list.entries.enumerated() {
      let kind = Int(entry.kind)
      if let isWanted, !isWanted[kind] { continue }
      let known = try latest.numbers[kind] ?? numbers(of: list.kinds[kind], &names)
      latest.numbers[kind] = known
      let prefix =
        prefixes[kind] ?? CodingID.Prefix(of: list.kinds[kind], in: list.transcript)
      prefixes[kind] = prefix
      let key = CodingID(prefix: prefix, span: entry.span).rawValue
      codings.rows.append(
        CodingRow(
          key: key, code: known.code, coder: known.coder, rule: known.rule,
          attributes: known.attributes, start: Int64(entry.span.start),
          end: Int64(entry.span.end), speaker: Int64(turns.speaker(at: entry.span.start) ?? -1),
          origin: try entry.origin.map { try number(of: $0, &names) } ?? 0))
      if let memo = list.memos[place] { codings.memos[key] = ExactText(memo) }
    }
    // Keys are hashes, spread evenly. Of equal ones that which is final comes first, and stays.
    codings.rows = codings.rows.sorted(
      spreadOver: UInt64(Int64.max) + 1, by: { UInt64(bitPattern: $0.key) }
    ) { $0.key != $1.key ? $0.key < $1.key : $0.origin > $1.origin }
    try dropRepetitions(in: &codings.rows, of: list)
    return codings
  }

  private func dropRepetitions(in rows: inout [CodingRow], of list: CodingList) throws {
    let clashes = rows.indices.dropFirst().filter { rows[$0].key == rows[$0 - 1].key }
    guard !clashes.isEmpty else { return }
    for key in Set(clashes.map { rows[$0].key }) {
      let alike = list.filter { CodingID($0).rawValue == key }
      if let other = alike.first(where: { $0 != alike[0] }) { throw StoreError.clash(other) }
    }
    var kept: [CodingRow] = []
    for row in rows where row.key != kept.last?.key { kept.append(row) }
    rows = kept
  }

  private mutating func number(
    of origin: FinalCoding.Origin, _ names: inout Names
  ) throws -> Int64 {
    if let known = origins.first(where: { $0.origin == origin }) { return known.number }
    let number = try names.number(of: origin.rawValue, in: .origin, db)
    origins.append((origin, number))
    return number
  }

  /// The numbers of a kind's names, which are looked up once for all codings of it.
  private mutating func numbers(
    of kind: CodingList.Kind, _ names: inout Names
  ) throws -> KindNumbers {
    if let known = kinds[kind] { return known }
    let numbers = KindNumbers(
      code: try names.number(of: kind.code.rawValue, in: .code, db),
      coder: try names.number(of: kind.coder.rawValue, in: .coder, db),
      rule: try kind.rule.map { try names.number(of: $0.rawValue, in: .rule, db) } ?? 0,
      attributes: try names.number(of: StoredJSON.text(kind.attributes), in: .attributeSet, db))
    kinds[kind] = numbers
    return numbers
  }

  private mutating func values(
    of final: FinalCoding, in transcript: Transcript, _ names: inout Names
  ) throws -> [SQLValue] {
    let coding = final.coding
    let kind = CodingList.Kind(
      code: coding.code, coder: coding.coder, rule: coding.rule, attributes: coding.attributes)
    let numbers = try numbers(of: kind, &names)
    let speaker = transcript.turn(at: coding.span.start).flatMap { transcript.turns[$0].speaker }
    return [
      .integer(CodingID(coding).rawValue), .integer(numbers.code), .integer(numbers.coder),
      numbers.rule == 0 ? .null : .integer(numbers.rule), .integer(numbers.attributes),
      .integer(coding.span.start), .integer(coding.span.end),
      .optional(speaker.map { Int64($0) }), coding.memo.isEmpty ? .null : .text(coding.memo),
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
    return try byCoder.sorted { $0.key.text.precedesBytewise($1.key.text) }.map { coder, coverage in
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

/// The numbers of what codings share; 0 for no rule.
private struct KindNumbers {
  let code: Int64
  let coder: Int64
  let rule: Int64
  let attributes: Int64
}

/// Says who speaks at offsets that come in order, without looking for each of them.
private struct TurnWalk {
  private let turns: [Turn]
  private var place = 0

  init(_ turns: [Turn]) {
    self.turns = turns
  }

  /// The speaker's position; `nil` where nobody speaks, or nobody knows who.
  mutating func speaker(at offset: Int) -> Int? {
    while place < turns.count, turns[place].span.end <= offset { place += 1 }
    guard place < turns.count, turns[place].span.start <= offset else { return nil }
    return turns[place].speaker
  }
}
