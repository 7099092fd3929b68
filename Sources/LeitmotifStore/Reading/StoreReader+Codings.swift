import GRDB
public import LeitmotifModel

extension StoreReader {
  /// Hands out every coding (the proposals), by transcript, span, code, coder and rule.
  ///
  /// The codings of one transcript are in memory at a time.
  ///
  /// - Throws: `StoreError`, and what the body throws.
  public func forEachCoding(_ body: (Coding) throws -> Void) throws {
    for transcript in try numberedTranscripts {
      for coding in try codings(of: transcript) { try body(coding) }
    }
  }

  /// Hands out every final coding, by transcript, span and code.
  ///
  /// The final codings of one transcript are in memory at a time.
  ///
  /// - Throws: `StoreError`, and what the body throws.
  public func forEachFinalCoding(_ body: (FinalCoding) throws -> Void) throws {
    for transcript in try numberedTranscripts {
      for final in try finals(of: transcript) { try body(final) }
    }
  }

  /// The proposals of one transcript, sorted; none when the study has no transcript of that key.
  ///
  /// - Throws: `StoreError`.
  public func codings(of transcript: Identifier<Transcript>) throws -> [Coding] {
    try number(of: transcript).map { try codings(of: (transcript, $0)) } ?? []
  }

  /// The final codings of one transcript, sorted; none when the study has no transcript of that key.
  ///
  /// - Throws: `StoreError`.
  public func finalCodings(of transcript: Identifier<Transcript>) throws -> [FinalCoding] {
    try number(of: transcript).map { try finals(of: (transcript, $0)) } ?? []
  }

  /// One transcript with all that was coded in it; a coding that is final as it stands is read once.
  ///
  /// - Returns: `nil` when the study has none of that key.
  /// - Throws: `StoreError`.
  public func codedTranscript(_ key: Identifier<Transcript>) throws -> CodedTranscript? {
    try store.read { try codedTranscript(key, where: "TRUE", $0) }
  }

  /// One transcript with those of its codings for which a condition on their rows holds.
  func codedTranscript(
    _ key: Identifier<Transcript>, where condition: String, _ db: Database
  ) throws -> CodedTranscript? {
    guard let number = try number(of: key, db), let segmented = try transcript(key, db) else {
      return nil
    }
    let rows = try PreparedStatement(
      db,
      """
      SELECT \(SortedCodings.columns) FROM coding c
      WHERE transcript_id = ? AND \(condition) AND \(holds("c"))
      """)
    var codings = SortedCodings(names: names)
    try rows.forEachRow([.integer(number)]) { codings.append(rows) }
    let merged = try merged(of: (key, number), where: condition, db)
    return try coded(segmented, codings, merged: merged) { _ in true }
  }

  /// One transcript with the final codings of some numbers, and the proposals that these rest on.
  ///
  /// - Returns: `nil` when the study has none of that key.
  /// - Throws: `StoreError`.
  public func codedTranscript(
    _ key: Identifier<Transcript>, finals ids: Set<CodingID>
  ) throws -> CodedTranscript? {
    try store.read { db in
      guard let number = try number(of: key, db), let segmented = try transcript(key, db) else {
        return nil
      }
      let merged = try self.merged(of: (key, number), db)
        .filter { ids.contains(CodingID($0.coding)) }
      let codings = try self.codings(
        ids.union(merged.lazy.flatMap(\.sources)), inNumber: number, db)
      return try coded(segmented, codings, merged: merged, isWanted: ids.contains)
    }
  }

  /// A transcript with its codings, of which the wanted ones that stand as they are count as final.
  private func coded(
    _ segmented: SegmentedTranscript, _ codings: SortedCodings, merged: [FinalCoding],
    isWanted: (CodingID) -> Bool
  ) throws -> CodedTranscript {
    var proposals: [Coding] = []
    var finals: [FinalCoding] = []
    proposals.reserveCapacity(codings.count)
    let size = segmented.transcript.text.count
    for row in codings.inOrder() {
      let coding = try coding(of: row, in: segmented.transcript.key, size: size, codings)
      proposals.append(coding)
      let id = CodingID(rawValue: row.key)
      guard row.origin != 0, isWanted(id) else { continue }
      guard let origin = names.origin[row.origin] else { throw StoreError.damaged(store.path) }
      finals.append(FinalCoding(coding: coding, origin: origin, sources: [id]))
    }
    if !merged.isEmpty { finals = (finals + merged).sorted { $0.coding < $1.coding } }
    return CodedTranscript(segmented: segmented, proposals: proposals, finals: finals)
  }

  /// The final codings of one transcript: those that stood as they are, and those that the merge made.
  private func finals(
    of transcript: (key: Identifier<Transcript>, number: Int64)
  ) throws -> [FinalCoding] {
    try store.read { db in
      let rows = try PreparedStatement(
        db,
        """
        SELECT \(SortedCodings.columns) FROM coding c
        WHERE transcript_id = ? AND origin_id IS NOT NULL AND \(holds("c"))
        """)
      var codings = SortedCodings(names: names)
      try rows.forEachRow([.integer(transcript.number)]) { codings.append(rows) }
      let size = try textSize(of: transcript.number, db)
      let standing = try codings.inOrder().map { row in
        guard let origin = names.origin[row.origin] else { throw StoreError.damaged(store.path) }
        return FinalCoding(
          coding: try coding(of: row, in: transcript.key, size: size, codings), origin: origin,
          sources: [CodingID(rawValue: row.key)])
      }
      let merged = try merged(of: transcript, db)
      return merged.isEmpty ? standing : (standing + merged).sorted { $0.coding < $1.coding }
    }
  }

  /// The final codings of one transcript that the merge made anew.
  private func merged(
    of transcript: (key: Identifier<Transcript>, number: Int64), where condition: String = "TRUE",
    _ db: Database
  ) throws -> [FinalCoding] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT \(SortedCodings.columns), sources, decision FROM final_coding f
      WHERE transcript_id = ? AND \(condition) AND \(holds("f"))
      """)
    var codings = SortedCodings(names: names)
    var sources: [(sources: [CodingID], decision: Identifier<Decision>?)] = []
    try rows.forEachRow([.integer(transcript.number)]) {
      sources.append(
        (StoredJSON.codings(rows.text(9)), rows.optionalText(10).map { Identifier($0) }))
      codings.append(rows)
    }
    let size = codings.count == 0 ? 0 : try textSize(of: transcript.number, db)
    return try codings.inOrder().map { row in
      guard let origin = names.origin[row.origin] else { throw StoreError.damaged(store.path) }
      return FinalCoding(
        coding: try coding(of: row, in: transcript.key, size: size, codings), origin: origin,
        sources: sources[row.place].sources, decision: sources[row.place].decision)
    }
  }

  /// The proposals of some numbers in one transcript, sorted.
  ///
  /// - Throws: `StoreError`.
  public func codings(
    _ ids: Set<CodingID>, in transcript: Identifier<Transcript>
  ) throws -> [Coding] {
    guard let number = try number(of: transcript) else { return [] }
    return try store.read { db in
      let codings = try self.codings(ids, inNumber: number, db)
      let size = try textSize(of: number, db)
      return try codings.inOrder().map { try coding(of: $0, in: transcript, size: size, codings) }
    }
  }

  private func codings(
    _ ids: Set<CodingID>, inNumber transcript: Int64, _ db: Database
  ) throws -> SortedCodings {
    let rows = try PreparedStatement(
      db,
      """
      SELECT \(SortedCodings.columns) FROM coding c
      WHERE transcript_id = ? AND key = ? AND \(holds("c"))
      """)
    var codings = SortedCodings(names: names)
    for id in ids {
      try rows.forEachRow([.integer(transcript), .integer(id.rawValue)]) { codings.append(rows) }
    }
    return codings
  }

  private func number(of transcript: Identifier<Transcript>) throws -> Int64? {
    try store.read { try number(of: transcript, $0) }
  }

  private func number(of transcript: Identifier<Transcript>, _ db: Database) throws -> Int64? {
    try PreparedStatement(db, "SELECT id FROM transcript WHERE name = ?")
      .firstInteger([.text(transcript.rawValue)])
  }

  private func codings(
    of transcript: (key: Identifier<Transcript>, number: Int64)
  ) throws -> [Coding] {
    try store.read { db in
      let rows = try PreparedStatement(
        db,
        "SELECT \(SortedCodings.columns) FROM coding c WHERE transcript_id = ? AND \(holds("c"))")
      var codings = SortedCodings(names: names)
      try rows.forEachRow([.integer(transcript.number)]) { codings.append(rows) }
      let size = try textSize(of: transcript.number, db)
      return try codings.inOrder().map {
        try coding(of: $0, in: transcript.key, size: size, codings)
      }
    }
  }

  /// How long the text of a transcript is, beyond which no place in it lies.
  private func textSize(of transcript: Int64, _ db: Database) throws -> Int {
    let size = try PreparedStatement(
      db,
      """
      SELECT x.bytes FROM reading d JOIN text x ON x.id = d.text_id
      WHERE d.transcript_id = ? AND \(holds("d"))
      """
    ).firstInteger([.integer(transcript)])
    return Int(size ?? 0)
  }

  private func coding(
    of row: SortedCodings.Row, in transcript: Identifier<Transcript>, size: Int,
    _ codings: SortedCodings
  ) throws -> Coding {
    guard let code = names.code[row.code], let coder = names.coder[row.coder],
      let attributes = names.attributes[row.attributes], 0 <= row.start, row.start <= row.end,
      row.end <= size
    else { throw StoreError.damaged(store.path) }
    return Coding(
      transcript: transcript, code: code, coder: coder, rule: names.rule[row.rule],
      span: TextSpan(start: row.start, end: row.end), attributes: attributes,
      memo: codings.memos[row.place] ?? "")
  }

  /// What the merge queued for a reviewer, by transcript, span and code.
  public var queue: [QueueItem] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db,
          """
          SELECT t.name, code_id, start_byte, end_byte, reason, proposals, decision
          FROM queue_item q JOIN transcript t ON t.id = q.transcript_id WHERE \(holds("q"))
          """)
        var result: [QueueItem] = []
        try rows.forEachRow([]) {
          guard let code = names.code[rows.integer(1)],
            let reason = QueueItem.Reason(rawValue: rows.text(4))
          else { throw StoreError.damaged(store.path) }
          result.append(
            QueueItem(
              transcript: Identifier(rows.text(0)), code: code, span: try rows.span(2),
              reason: reason, proposals: StoredJSON.codings(rows.text(5)),
              decision: rows.optionalText(6).map { Identifier($0) }))
        }
        return result.sorted()
      }
    }
  }
}
