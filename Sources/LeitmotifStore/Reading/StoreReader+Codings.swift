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

  private func number(of transcript: Identifier<Transcript>) throws -> Int64? {
    try store.read {
      try PreparedStatement($0, "SELECT id FROM transcript WHERE name = ?")
        .firstInteger([.text(transcript.rawValue)])
    }
  }

  private func codings(
    of transcript: (key: Identifier<Transcript>, number: Int64)
  ) throws -> [Coding] {
    try store.read { db in
      let rows = try PreparedStatement(
        db,
        "SELECT \(Self.codingColumns) FROM coding c WHERE transcript_id = ? AND \(holds("c"))")
      var result: [Coding] = []
      try rows.forEachRow([.integer(transcript.number)]) {
        result.append(try coding(of: rows, in: transcript.key))
      }
      return result.sorted()
    }
  }

  private func finals(
    of transcript: (key: Identifier<Transcript>, number: Int64)
  ) throws -> [FinalCoding] {
    try store.read { db in
      let rows = try PreparedStatement(
        db,
        """
        SELECT \(Self.codingColumns), key, origin_id, NULL, NULL FROM coding c
        WHERE transcript_id = ?1 AND origin_id IS NOT NULL AND \(holds("c"))
        UNION ALL
        SELECT \(Self.codingColumns), key, origin_id, sources, decision FROM final_coding f
        WHERE transcript_id = ?1 AND \(holds("f"))
        """)
      var result: [FinalCoding] = []
      try rows.forEachRow([.integer(transcript.number)]) {
        result.append(try finalCoding(of: rows, in: transcript.key))
      }
      return result.sorted {
        if $0.coding < $1.coding { return true }
        if $1.coding < $0.coding { return false }
        return $0.sources.lexicographicallyPrecedes($1.sources)
      }
    }
  }

  /// The columns that `coding(of:in:)` reads.
  static let codingColumns =
    "code_id, coder_id, rule_id, start_byte, end_byte, attribute_set_id, memo"

  func coding(of rows: PreparedStatement, in transcript: Identifier<Transcript>) throws -> Coding {
    guard let code = names.code[rows.integer(0)], let coder = names.coder[rows.integer(1)],
      let attributes = names.attributes[rows.integer(5)]
    else { throw StoreError.damaged(store.path) }
    return Coding(
      transcript: transcript, code: code, coder: coder,
      rule: rows.optionalInteger(2).flatMap { names.rule[$0] }, span: try rows.span(3),
      attributes: attributes, memo: rows.text(6))
  }

  /// Reads `codingColumns`, then key, origin, sources and decision; without sources, the coding is its own.
  func finalCoding(
    of rows: PreparedStatement, in transcript: Identifier<Transcript>
  ) throws -> FinalCoding {
    guard let origin = names.origin[rows.integer(8)] else { throw StoreError.damaged(store.path) }
    return FinalCoding(
      coding: try coding(of: rows, in: transcript), origin: origin,
      sources: try rows.optionalText(9).map { try StoredJSON.codings($0) }
        ?? [CodingID(rawValue: rows.integer(7))],
      decision: rows.optionalText(10).map { Identifier($0) })
  }

  /// What waits for a reviewer, by transcript, span and code.
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
              reason: reason, proposals: try StoredJSON.codings(rows.text(5)),
              decision: rows.optionalText(6).map { Identifier($0) }))
        }
        return result.sorted {
          if $0.transcript != $1.transcript { return $0.transcript < $1.transcript }
          if $0.span != $1.span { return $0.span < $1.span }
          if $0.code != $1.code { return $0.code < $1.code }
          return $0.reason.rawValue < $1.reason.rawValue
        }
      }
    }
  }
}
