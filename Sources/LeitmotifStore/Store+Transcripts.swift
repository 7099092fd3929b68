import GRDB
import LeitmotifDigest
public import LeitmotifModel

extension Store {
  /// Writes what a run made of some transcripts, all of them or none.
  ///
  /// Only what differs from what holds now is written; a result whose content digest is the one that was last
  /// written touches no row of the study. Readers see it when the run has succeeded.
  ///
  /// - Parameters:
  ///   - results: The results; everything in one is of its transcript.
  ///   - run: The run, which is going on.
  ///   - kept: What the results rest on, as the engine writes it; without it all that is kept is dropped, so that
  ///     the next run looks at everything once.
  ///   - words: Which words the texts may hold.
  /// - Throws: `StoreError`: `coding-clash` when two codings differ only in attributes or memo.
  public func write(
    _ results: [TranscriptResult], run: Int, kept: [UInt8]? = nil, words: [WordPart] = []
  ) throws {
    if results.isEmpty { return }
    try write(checksRows: false) { db, names in
      try requireOpen(run, db)
      var writer = try TranscriptWriter(run: run, db, &names)
      for result in results { try writer.write(result, &names) }
      try writer.finish()
      if let kept {
        try Self.add(keptWork: kept, db)
      } else {
        try PreparedStatement(db, "DELETE FROM kept_work").run([])
      }
      for part in words { try part.write(db) }
    }
  }

  /// What was last written of a transcript.
  ///
  /// - Returns: `nil` when nothing was, or the study does not have it any more.
  /// - Throws: `StoreError`.
  public func state(of transcript: Identifier<Transcript>) throws -> TranscriptState? {
    try read { try states("WHERE t.name = ?", [.text(transcript.rawValue)], $0)[transcript] }
  }

  /// What was last written of every transcript of the study, in one query.
  ///
  /// - Throws: `StoreError`.
  public func states() throws -> [Identifier<Transcript>: TranscriptState] {
    try read { try states("", [], $0) }
  }

  private func states(
    _ condition: String, _ values: [SQLValue], _ db: Database
  ) throws -> [Identifier<Transcript>: TranscriptState] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT t.name, s.source_sha256, s.text_sha256, s.content_digest
      FROM transcript_state s JOIN transcript t ON t.id = s.transcript_id \(condition)
      """)
    var result: [Identifier<Transcript>: TranscriptState] = [:]
    try rows.forEachRow(values) {
      guard let source = Digest(bytes: rows.bytes(1)), let text = Digest(bytes: rows.bytes(2))
      else { throw StoreError.damaged(path) }
      result[Identifier(rows.text(0))] = TranscriptState(
        source: source, text: text, contentDigest: rows.bytes(3))
    }
    return result
  }

  /// Whether there are kept results of rules of any unit; a new store has none, and need not be asked for each.
  ///
  /// - Throws: `StoreError`.
  public var hasCellPacks: Bool {
    get throws {
      try read {
        try PreparedStatement($0, "SELECT 1 FROM cell_pack LIMIT 1").firstInteger([]) != nil
      }
    }
  }

  /// The kept results of rules on a unit of text.
  ///
  /// - Parameter unit: The hash of the unit, 16 bytes.
  /// - Returns: The pack as it was last written, and the number of its layout; `nil` when there is none.
  /// - Throws: `StoreError`.
  public func cellPack(ofUnit unit: [UInt8]) throws -> (layout: Int64, pack: [UInt8])? {
    try read { db in
      var result: (layout: Int64, pack: [UInt8])?
      let rows = try PreparedStatement(db, "SELECT layout_id, pack FROM cell_pack WHERE unit = ?")
      try rows.forEachRow([.blob(unit)]) { result = (rows.integer(0), rows.bytes(1)) }
      return result
    }
  }
}
