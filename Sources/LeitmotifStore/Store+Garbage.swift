import Foundation
import GRDB
import LeitmotifModel

extension Store {
  /// What clearing up freed.
  public struct Cleared: Hashable, Sendable {
    /// The runs that can be read no more.
    public var forgottenRuns: [Int]
    /// The store's size before.
    ///
    /// - Unit: bytes.
    public var before: Int
    /// Its size now.
    ///
    /// - Unit: bytes.
    public var now: Int
  }

  /// Deletes what only runs before the newest few still show, and kept results of texts that are gone.
  ///
  /// What people made stays: their codings, decisions and coverage, and the texts that these are about.
  /// Whoever calls it holds the store's `RunLock`.
  ///
  /// - Parameters:
  ///   - count: How many of the newest finished runs stay readable; at least one does.
  ///   - use: What of the kept work is still of use.
  /// - Returns: What was freed.
  /// - Throws: `StoreError`.
  public func clear(keepingRuns count: Int, use: KeptUse) throws -> Cleared {
    let before = size
    let finished = try runs().filter { $0.status == .succeeded }.map(\.id)
    let known = try forgottenRuns()
    let kept = finished.filter { !known.contains($0) }.suffix(max(count, 1))
    let forgotten = finished.filter { !known.contains($0) && !kept.contains($0) }
    if let first = kept.first {
      try write(checksRows: false) { db, _ in
        for run in forgotten {
          try PreparedStatement(db, "INSERT INTO forgotten_run (run_id) VALUES (?)")
            .run([.integer(run)])
        }
        for sql in Self.deletions { try PreparedStatement(db, sql).run([.integer(first)]) }
        for sql in Self.leftovers { try PreparedStatement(db, sql).run([]) }
        try use.deleteOthers(db)
      }
    }
    try Self.translating(path) {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
    return Cleared(forgottenRuns: forgotten, before: before, now: size)
  }

  /// The runs whose rows are gone.
  ///
  /// - Throws: `StoreError`.
  public func forgottenRuns() throws -> Set<Int> {
    try read { db in
      let rows = try PreparedStatement(db, "SELECT run_id FROM forgotten_run")
      var result: Set<Int> = []
      try rows.forEachRow([]) { result.insert(Int(rows.integer(0))) }
      return result
    }
  }

  /// The size of the store with its log.
  private var size: Int {
    let path = StoreFile.target(of: path)
    return [path, path + "-wal"].reduce(0) { sum, path in
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
      return sum + (size?.intValue ?? 0)
    }
  }

  /// A coder who is a person in some run.
  private static let people = "SELECT coder_id FROM run_coder WHERE kind = 'person'"

  /// Rows that were retracted before the first run that is kept; a person's are not among them.
  private static let deletions = [
    "DELETE FROM coding WHERE retracted_run <= ? AND coder_id NOT IN (\(people))",
    "DELETE FROM final_coding WHERE retracted_run <= ? AND decision IS NULL",
    "DELETE FROM queue_item WHERE retracted_run <= ?",
    "DELETE FROM coverage WHERE retracted_run <= ? AND coder_id NOT IN (\(people))",
    "DELETE FROM source WHERE retracted_run <= ?",
    "DELETE FROM input WHERE retracted_run <= ?",
    """
    DELETE FROM reading WHERE retracted_run <= ?
    AND transcript_id NOT IN (SELECT transcript_id FROM coding WHERE coder_id IN (\(people)))
    AND transcript_id NOT IN
      (SELECT t.id FROM transcript t JOIN decision d ON d.transcript = t.name)
    AND transcript_id NOT IN (SELECT transcript_id FROM coverage WHERE coder_id IN (\(people)))
    """,
  ]

  /// What nothing refers to any more.
  private static let leftovers = [
    "DELETE FROM speaker WHERE reading_id NOT IN (SELECT id FROM reading)",
    "DELETE FROM segmentation WHERE reading_id NOT IN (SELECT id FROM reading)",
    "DELETE FROM text WHERE id NOT IN (SELECT text_id FROM reading)",
  ]

  /// Copies the whole store into a new file that only its owner may read.
  ///
  /// - Throws: `StoreError`.
  public func copy(to path: String) throws {
    try Self.translating(self.path) {
      try database.writeWithoutTransaction { db in try StoreFile.copy(db, to: path) }
    }
  }
}

/// What of the kept work newest results rest on.
public struct KeptUse: Sendable {
  /// The units of text, 16 bytes each.
  public var units: Set<[UInt8]> = []
  /// The numbers of bases.
  public var bases: Set<Int64> = []
  /// The blocks of words.
  public var blocks: Set<Int> = []

  /// Creates a record of nothing.
  public init() {}

  fileprivate func deleteOthers(_ db: Database) throws {
    var gone: [Int64] = []
    let packs = try PreparedStatement(db, "SELECT rowid, unit FROM cell_pack")
    try packs.forEachRow([]) {
      if !units.contains(packs.bytes(1)) { gone.append(packs.integer(0)) }
    }
    for row in gone {
      try PreparedStatement(db, "DELETE FROM cell_pack WHERE rowid = ?").run([.integer(row)])
    }
    try PreparedStatement(
      db, "DELETE FROM cell_layout WHERE id NOT IN (SELECT layout_id FROM cell_pack)"
    ).run([])
    let known = try PreparedStatement(db, "SELECT id FROM coding_basis")
    var unused: [Int64] = []
    try known.forEachRow([]) {
      if !bases.contains(known.integer(0)) { unused.append(known.integer(0)) }
    }
    for basis in unused {
      try PreparedStatement(db, "DELETE FROM coding_basis WHERE id = ?").run([.integer(basis)])
    }
    let parts = try PreparedStatement(db, "SELECT DISTINCT id / 65536 FROM word_part")
    var blocks: Set<Int> = []
    try parts.forEachRow([]) { blocks.insert(Int(parts.integer(0))) }
    try WordPart.delete(blocks: blocks.subtracting(self.blocks), db)
  }
}
