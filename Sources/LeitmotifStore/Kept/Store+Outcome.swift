import Foundation
import GRDB
public import LeitmotifDigest
public import LeitmotifModel

/// What the newest run said, and of which inputs.
public struct KeptOutcome: Hashable, Sendable {
  /// The run.
  public var run: Int
  /// The hash of all that it read, as the file system shows it.
  public var inputs: Digest
  /// What it said, as the engine writes it.
  public var content: [UInt8]

  /// Creates a record.
  public init(run: Int, inputs: Digest, content: [UInt8]) {
    self.run = run
    self.inputs = inputs
    self.content = content
  }
}

extension Store {
  /// What the newest run said; `nil` when it is not known, or a later run began.
  ///
  /// - Throws: `StoreError`.
  public func keptOutcome() throws -> KeptOutcome? {
    try read { db in
      let rows = try PreparedStatement(db, "SELECT run_id, inputs, content FROM kept_outcome")
      var result: KeptOutcome?
      try rows.forEachRow([]) {
        guard let inputs = Digest(bytes: rows.bytes(1)) else { throw StoreError.damaged(path) }
        result = KeptOutcome(run: Int(rows.integer(0)), inputs: inputs, content: rows.bytes(2))
      }
      return result
    }
  }

  /// Keeps what the newest run said.
  ///
  /// - Throws: `StoreError`.
  public func keep(_ outcome: KeptOutcome) throws {
    try write(checksRows: false) { db, _ in try Self.keep(outcome, db) }
  }

  static func keep(_ outcome: KeptOutcome, _ db: Database) throws {
    try PreparedStatement(
      db, "INSERT OR REPLACE INTO kept_outcome (id, run_id, inputs, content) VALUES (1, ?, ?, ?)"
    ).run([.integer(outcome.run), .blob(outcome.inputs.bytes), .blob(outcome.content)])
  }

  /// Adds a run that found everything as the run before it left it.
  ///
  /// - Parameters:
  ///   - outcome: What that run said.
  ///   - counts: What the new run is made of, in numbers.
  ///   - milliseconds: When it began, since 1970, UTC.
  /// - Returns: The new run's number.
  /// - Throws: `StoreError`; `run-not-open` when another run began in between.
  public func repeatRun(
    _ outcome: KeptOutcome, counts: Run.Counts, startedAt milliseconds: Int64
  ) throws -> Int {
    try write(checksRows: false) { db, _ in
      let newest = try PreparedStatement(db, "SELECT max(id) FROM run").firstInteger([])
      guard newest == Int64(outcome.run) else {
        throw StoreError.runNotOpen(outcome.run, path: path)
      }
      try PreparedStatement(
        db,
        """
        INSERT INTO run (pipeline_id, codebook_id, tool_version, started_at, finished_at, status,
          result, transcripts, segments, codings, computed, reused, changed)
        SELECT pipeline_id, codebook_id, tool_version, ?, ?, status, result, ?, ?, ?, ?, ?, ?
        FROM run WHERE id = ?
        """
      ).run([
        .integer(milliseconds), .integer(Int64(Date.now.timeIntervalSince1970 * 1000)),
        .integer(counts.transcripts), .integer(counts.segments), .integer(counts.codings),
        .integer(counts.computed), .integer(counts.reused), .integer(counts.changed),
        .integer(outcome.run),
      ])
      let run = db.lastInsertedRowID
      for table in ["run_coder (run_id, coder_id, kind)", "run_lock (run_id, lock_id)"] {
        let columns = table.drop { $0 != "," }.dropFirst().dropLast()
        try PreparedStatement(
          db,
          """
          INSERT INTO \(table) SELECT ?, \(columns) FROM \(table.prefix { $0 != " " })
          WHERE run_id = ?
          """
        ).run([.integer(run), .integer(outcome.run)])
      }
      var renewed = outcome
      renewed.run = Int(run)
      try Self.keep(renewed, db)
      return Int(run)
    }
  }
}

extension Store {
  /// Whether some run read a codebook of just these words.
  ///
  /// - Throws: `StoreError`.
  public func hasCodebook(source: String) throws -> Bool {
    try read {
      try PreparedStatement($0, "SELECT 1 FROM codebook WHERE source = ? LIMIT 1")
        .firstInteger([.text(source)]) != nil
    }
  }
}
