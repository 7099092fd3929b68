import GRDB
public import LeitmotifModel

extension Store {
  /// What the newest results rest on, by transcript.
  ///
  /// - Throws: `StoreError`.
  public func keptWork() throws -> [Identifier<Transcript>: KeptWork] {
    try read { try KeptWorkRows.all($0, path: path) }
  }

  /// Notes what results rest on by now that stay as they are.
  ///
  /// - Throws: `StoreError`.
  public func renew(_ works: [(key: Identifier<Transcript>, work: KeptWork)]) throws {
    guard !works.isEmpty else { return }
    try write(checksReferences: false) { db, _ in
      for (key, work) in works { try KeptWorkRows.renew(work, of: key, db) }
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
    try write { db, _ in
      let find = try PreparedStatement(db, "SELECT id FROM coding_basis WHERE digest = ?")
      if let known = try find.firstInteger([.blob(digest)]) { return known }
      try PreparedStatement(db, "INSERT INTO coding_basis (digest, content) VALUES (?, ?)")
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
    try read { db in
      let rows = try PreparedStatement(db, "SELECT content FROM coding_basis WHERE id = ?")
      var result: [UInt8]?
      try rows.forEachRow([.integer(number)]) { result = rows.bytes(0) }
      return result
    }
  }

  /// Hands out which words each transcript may hold, as the engine wrote it.
  ///
  /// - Throws: `StoreError`, and what the body throws.
  public func forEachTextWords(
    _ body: (Identifier<Transcript>, [UInt8]) throws -> Void
  ) throws {
    try read { db in
      let rows = try PreparedStatement(
        db, "SELECT t.name, w.words FROM text_words w JOIN transcript t ON t.id = w.transcript_id")
      try rows.forEachRow([]) { try body(Identifier(rows.text(0)), rows.bytes(1)) }
    }
  }

  /// The codes that each transcript's result speaks of.
  ///
  /// - Throws: `StoreError`.
  public func codesOfKeptWork() throws -> [Identifier<Transcript>: Set<Identifier<Code>>] {
    try read { db in
      let names = try NameTable(.code, db) { Identifier<Code>($0) }
      let rows = try PreparedStatement(
        db, "SELECT t.name, w.codes FROM kept_work w JOIN transcript t ON t.id = w.transcript_id")
      var result: [Identifier<Transcript>: Set<Identifier<Code>>] = [:]
      try rows.forEachRow([]) {
        let numbers = try StoredJSON.value([Int64].self, rows.text(1))
        result[Identifier(rows.text(0))] = Set(numbers.compactMap { names[$0] })
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

  /// A reader of the rows that hold now, whether or not the run that wrote them came to its end.
  ///
  /// - Throws: `StoreError`.
  public func newestRows() throws -> StoreReader {
    try StoreReader(self, run: Run(id: Int(Int32.max), pipeline: "", codebook: "", startedAt: 0))
  }
}
