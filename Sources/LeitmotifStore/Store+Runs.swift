import Foundation
import GRDB
import LeitmotifDigest
public import LeitmotifModel

extension Store {
  /// Begins a run; one that was left over by a process that died counts as interrupted from now on.
  ///
  /// Whoever calls it holds the store's `RunLock`.
  ///
  /// - Returns: The run's number.
  /// - Throws: `StoreError`.
  public func beginRun(_ start: RunStart) throws -> Int {
    try write { db, names in
      try PreparedStatement(
        db, "UPDATE run SET status = 'interrupted', finished_at = ? WHERE status = 'running'"
      ).run([.integer(now())])
      try PreparedStatement(db, "DELETE FROM kept_outcome").run([])
      let codebook = try CodebookRows.number(
        of: start.codebook, source: start.codebookSource, digest: start.codebookDigest, db, &names)
      try PreparedStatement(
        db,
        """
        INSERT INTO run (pipeline_id, codebook_id, tool_version, started_at, status)
        VALUES (?, ?, ?, ?, 'running')
        """
      ).run([
        .integer(try pipeline(start, db)), .integer(codebook), .text(start.toolVersion),
        .integer(now()),
      ])
      let run = Int(db.lastInsertedRowID)
      try writeInputs(of: start, run: run, db, &names)
      return run
    }
  }

  private func pipeline(_ start: RunStart, _ db: Database) throws -> Int64 {
    let values: [SQLValue] = [.text(start.pipeline), .text(start.pipelineText)]
    let find = try PreparedStatement(db, "SELECT id FROM pipeline WHERE name = ? AND text = ?")
    if let known = try find.firstInteger(values) { return known }
    try PreparedStatement(db, "INSERT INTO pipeline (name, text) VALUES (?, ?)").run(values)
    return db.lastInsertedRowID
  }

  private func writeInputs(
    of start: RunStart, run: Int, _ db: Database, _ names: inout Names
  ) throws {
    let coder = try PreparedStatement(
      db, "INSERT INTO run_coder (run_id, coder_id, kind) VALUES (?, ?, ?)")
    for each in start.coders {
      let id = try names.number(of: each.id.rawValue, in: .coder, db)
      try coder.run([.integer(run), .integer(id), .text(each.kind.rawValue)])
    }
    let participants = try start.participants.map { participant -> [SQLValue] in
      [
        .integer(try names.number(of: participant.id.rawValue, in: .participant, db)),
        .text(StoredJSON.text(participant.attributes)),
      ]
    }
    try LiveRows(table: "participant_attributes", columns: ["participant_id", "attributes"])
      .replaceAll(by: participants, run: run, db)
    let inputs = start.inputs.map { input -> [SQLValue] in
      [.text(input.path), .blob(input.digest.bytes), .integer(input.size)]
    }
    try LiveRows(table: "input", columns: ["path", "sha256", "bytes"])
      .replaceAll(by: inputs, run: run, db)
    try DecisionRows.live.replaceAll(by: start.decisions.map(DecisionRows.values), run: run, db)
  }

  /// Ends a run.
  ///
  /// When it succeeded, the store now shows what it wrote, and transcripts that the study has no more are
  /// retired; otherwise readers go on to see the run before it.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - status: How it ended.
  ///   - result: The hash of its result, in hexadecimal; `nil` unless it succeeded.
  ///   - counts: What it is made of, in numbers.
  ///   - transcripts: The transcripts of the study.
  ///   - kept: What the next run is to find; `nil` for what is there.
  ///   - isLast: Whether nothing more is written after it, so that the log can be settled.
  /// - Throws: `StoreError`; `run-not-open` when the run is not going on.
  public func finishRun(
    _ run: Int, status: Run.Status, result: String?, counts: Run.Counts,
    keeping transcripts: [Identifier<Transcript>], kept: KeptForNextRun? = nil,
    isLast: Bool = true
  ) throws {
    precondition(status != .running, "a run that ends has another status")
    try write { db, _ in
      try requireOpen(run, db)
      if status == .succeeded { try retire(allBut: transcripts, run: run, db) }
      try PreparedStatement(
        db,
        """
        UPDATE run SET status = ?, finished_at = ?, result = ?, transcripts = ?, segments = ?,
          codings = ?, computed = ?, reused = ?, changed = ? WHERE id = ?
        """
      ).run([
        .text(status.rawValue), .integer(now()), .optional(result), .integer(counts.transcripts),
        .integer(counts.segments), .integer(counts.codings), .integer(counts.computed),
        .integer(counts.reused), .integer(counts.changed), .integer(run),
      ])
      try kept?.write(run: run, db)
    }
    if isLast { settleLog() }
  }

  /// Every run, the oldest first.
  ///
  /// - Throws: `StoreError`.
  public func runs() throws -> [Run] {
    try read { try RunRows.all($0) }
  }

  /// Every run, the oldest first; one whose process is gone is interrupted, as the next run will note.
  ///
  /// It is for people who look; `runs` says what the store says.
  ///
  /// - Throws: `StoreError`.
  public func runsToShow() throws -> [Run] {
    let runs = try runs()
    guard let last = runs.lastIndex(where: { $0.status == .running }),
      !RunLock.isHeld(ofStoreAt: path),
      // It may have come to its end between the two looks.
      try self.runs() == runs
    else { return runs }
    var shown = runs
    shown[last].status = .interrupted
    return shown
  }

  /// The number of the newest run that succeeded; `nil` when none did.
  ///
  /// - Throws: `StoreError`.
  public func newestRun() throws -> Int? {
    try read { db in
      let rows = try PreparedStatement(
        db, "SELECT id FROM run WHERE status = 'succeeded' ORDER BY id DESC LIMIT 1")
      return try rows.firstInteger([]).map { Int($0) }
    }
  }

  func requireOpen(_ run: Int, _ db: Database) throws {
    let open = try PreparedStatement(db, "SELECT id FROM run WHERE status = 'running'")
    guard try open.firstInteger([]) == Int64(run) else {
      throw StoreError.runNotOpen(run, path: path)
    }
  }

  private func retire(
    allBut transcripts: [Identifier<Transcript>], run: Int, _ db: Database
  ) throws {
    // All of these have a state: when there are no more of them, none is gone.
    let count = try PreparedStatement(db, "SELECT count(*) FROM transcript_state").firstInteger([])
    if count == Int64(transcripts.count) { return }
    let all = try PreparedStatement(
      db,
      """
      SELECT s.transcript_id, t.name FROM transcript_state s
      JOIN transcript t ON t.id = s.transcript_id
      """)
    let kept = Set(transcripts)
    var gone: [Int64] = []
    try all.forEachRow([]) {
      if !kept.contains(Identifier(all.text(1))) { gone.append(all.integer(0)) }
    }
    let tables = ["reading", "source", "coding", "final_coding", "queue_item", "coverage"]
    for id in gone {
      for table in tables {
        try LiveRows(table: table, columns: [], transcript: id).retract(run: run, db)
      }
      try PreparedStatement(db, "DELETE FROM transcript_state WHERE transcript_id = ?")
        .run([.integer(id)])
    }
  }

  private func now() -> Int64 {
    Int64(Date.now.timeIntervalSince1970 * 1000)
  }

  /// Whether a run is of another pipeline than one that has runs of its own here; one that has none may have been renamed.
  ///
  /// - Throws: `StoreError`.
  public func isOfAnother(_ run: Run, than pipeline: String) throws -> Bool {
    try run.pipeline != pipeline
      && runs().contains { $0.pipeline == pipeline && $0.status == .succeeded }
  }
}
