import GRDB
public import LeitmotifModel

extension Store {
  /// What the newest results rest on, in parts as the engine wrote them, the oldest first.
  ///
  /// - Throws: `StoreError`.
  public func keptWork() throws -> [[UInt8]] {
    try read { db in
      let rows = try PreparedStatement(db, "SELECT content FROM kept_work ORDER BY id")
      var parts: [[UInt8]] = []
      try rows.forEachRow([]) { parts.append(rows.bytes(0)) }
      return parts
    }
  }

  static func add(keptWork part: [UInt8], _ db: Database) throws {
    try PreparedStatement(db, "INSERT INTO kept_work (content) VALUES (?)").run([.blob(part)])
  }

  static func replace(keptWork whole: [UInt8], _ db: Database) throws {
    try PreparedStatement(db, "DELETE FROM kept_work").run([])
    try add(keptWork: whole, db)
  }

  /// Forgets all that is kept from earlier runs: the next one works everything out, and compares every row with what it
  /// made, so that rows that somebody changed or took away are put right.
  ///
  /// Whoever calls it holds the store's `RunLock`.
  ///
  /// - Throws: `StoreError`.
  public func forgetKept() throws {
    try write(checksRows: false) { db, _ in
      for table in ["kept_work", "cell_pack", "word_part", "table_digest"] {
        try PreparedStatement(db, "DELETE FROM \(table)").run([])
      }
      // That there is a state says that the study has the transcript.
      try PreparedStatement(db, "UPDATE transcript_state SET content_digest = zeroblob(16)").run([])
    }
  }

  /// The number of a basis, given to it now when it has none.
  ///
  /// - Parameters:
  ///   - digest: Its hash, 16 bytes.
  ///   - content: What it is, as the engine writes it.
  /// - Returns: The number.
  /// - Throws: `StoreError`.
  public func number(ofBasis digest: [UInt8], content: [UInt8]) throws -> Int64 {
    try number(of: digest, content: content, in: "coding_basis")
  }

  /// The number of a layout of kept results, given to it now when it has none.
  ///
  /// - Throws: `StoreError`.
  public func number(ofLayout digest: [UInt8], content: [UInt8]) throws -> Int64 {
    try number(of: digest, content: content, in: "cell_layout")
  }

  private func number(
    of digest: [UInt8], content: [UInt8], in table: String
  ) throws -> Int64 {
    let known = try read { db in
      try PreparedStatement(db, "SELECT id FROM \(table) WHERE digest = ?")
        .firstInteger([.blob(digest)])
    }
    if let known { return known }
    return try write { db, _ in
      try PreparedStatement(db, "INSERT INTO \(table) (digest, content) VALUES (?, ?)")
        .run([.blob(digest), .blob(content)])
      return db.lastInsertedRowID
    }
  }

  /// The hash of a basis by its number.
  ///
  /// - Throws: `StoreError`.
  public func basisDigests() throws -> [Int64: [UInt8]] {
    try read { db in
      let rows = try PreparedStatement(db, "SELECT id, digest FROM coding_basis")
      var result: [Int64: [UInt8]] = [:]
      try rows.forEachRow([]) { result[rows.integer(0)] = rows.bytes(1) }
      return result
    }
  }

  /// What a basis is; `nil` when there is none of that number.
  ///
  /// - Throws: `StoreError`.
  public func basis(_ number: Int64) throws -> [UInt8]? {
    try bytes("SELECT content FROM coding_basis WHERE id = ?", [.integer(number)])
  }

  /// Which operations packs of a layout hold results of; `nil` when there is none of that number.
  ///
  /// - Throws: `StoreError`.
  public func cellLayout(_ number: Int64) throws -> [UInt8]? {
    try bytes("SELECT content FROM cell_layout WHERE id = ?", [.integer(number)])
  }

  private func bytes(_ sql: String, _ values: [SQLValue]) throws -> [UInt8]? {
    try read { db in
      let rows = try PreparedStatement(db, sql)
      var result: [UInt8]?
      try rows.forEachRow(values) { result = rows.bytes(0) }
      return result
    }
  }

  /// The codes that each transcript's rows speak of.
  ///
  /// - Throws: `StoreError`.
  public func codesOfTranscripts() throws -> [Identifier<Transcript>: Set<Identifier<Code>>] {
    try read { db in
      let names = try NameTable(.code, db) { Identifier<Code>($0) }
      let rows = try PreparedStatement(
        db,
        ["coding", "final_coding", "queue_item"].map {
          """
          SELECT t.name, c.code_id
          FROM (SELECT DISTINCT transcript_id, code_id FROM \($0) WHERE retracted_run IS NULL) c
          JOIN transcript t ON t.id = c.transcript_id
          """
        }.joined(separator: " UNION ALL "))
      var result: [Identifier<Transcript>: Set<Identifier<Code>>] = [:]
      try rows.forEachRow([]) {
        if let code = names[rows.integer(1)] {
          result[Identifier(rows.text(0)), default: []].insert(code)
        }
      }
      return result
    }
  }

  /// A transcript as it was last written, whether or not that run came to its end.
  ///
  /// - Returns: `nil` when the study has none of that key.
  /// - Throws: `StoreError`.
  public func newestTranscript(
    _ key: Identifier<Transcript>
  ) throws -> SegmentedTranscript? {
    try newestRows().transcript(key)
  }

  /// A reader of the transcripts as they are now, whether or not the run that wrote them came to its end.
  ///
  /// - Throws: `StoreError`.
  public func newestRows() throws -> StoreReader {
    try StoreReader(
      self, run: Run(id: Int(Int32.max), pipeline: "", codebook: "", startedAt: 0),
      ofCodings: false)
  }
}
