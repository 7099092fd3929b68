import GRDB

extension Store {
  /// Keeps the lock file of a run.
  ///
  /// - Parameters:
  ///   - text: Its UTF-8 bytes.
  ///   - run: The run.
  /// - Throws: `StoreError`.
  public func keep(lock text: [UInt8], ofRun run: Int) throws {
    try write(checksRows: false) { db, _ in try Self.keep(lock: text, ofRun: run, db) }
  }

  static func keep(lock text: [UInt8], ofRun run: Int, _ db: Database) throws {
    let newest = try PreparedStatement(
      db,
      """
      SELECT coalesce(t.base_id, t.id) FROM run_lock r JOIN lock_text t ON t.id = r.lock_id
      ORDER BY r.run_id DESC LIMIT 1
      """
    ).firstInteger([])
    var values: [SQLValue] = [.null, .utf8(text)]
    if let newest, let base = try content(ofLock: newest, db)?.content {
      let script = LockScript.script(from: base, to: text)
      if script.count * 2 < text.count { values = [.integer(newest), .utf8(script)] }
    }
    try PreparedStatement(db, "INSERT INTO lock_text (base_id, content) VALUES (?, ?)").run(values)
    try PreparedStatement(db, "INSERT OR REPLACE INTO run_lock (run_id, lock_id) VALUES (?, ?)")
      .run([.integer(run), .integer(db.lastInsertedRowID)])
  }

  private static func content(
    ofLock lock: Int64, _ db: Database
  ) throws -> (base: Int64?, content: [UInt8])? {
    let rows = try PreparedStatement(db, "SELECT base_id, content FROM lock_text WHERE id = ?")
    var result: (base: Int64?, content: [UInt8])?
    try rows.forEachRow([.integer(lock)]) { result = (rows.optionalInteger(0), rows.bytes(1)) }
    return result
  }

  /// The lock file of a run; `nil` when it has none.
  ///
  /// - Throws: `StoreError`.
  public func lock(ofRun run: Int) throws -> String? {
    try read { db in
      let lock = try PreparedStatement(db, "SELECT lock_id FROM run_lock WHERE run_id = ?")
        .firstInteger([.integer(run)])
      guard let lock, let (base, content) = try Self.content(ofLock: lock, db) else { return nil }
      guard let base else { return String(decoding: content, as: UTF8.self) }
      guard let whole = try Self.content(ofLock: base, db)?.content,
        let text = LockScript.text(by: content, from: whole)
      else { throw StoreError.damaged(path) }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Whether some run wrote a lock file of just these words.
  ///
  /// - Throws: `StoreError`.
  public func hasLock(_ text: String) throws -> Bool {
    var runs: [Int] = []
    try read { db in
      let rows = try PreparedStatement(db, "SELECT run_id FROM run_lock ORDER BY run_id DESC")
      try rows.forEachRow([]) { runs.append(Int(rows.integer(0))) }
    }
    return try runs.contains {
      try lock(ofRun: $0).map { $0.utf8.elementsEqual(text.utf8) } == true
    }
  }
}
