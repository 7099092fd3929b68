import GRDB
import LeitmotifDigest
import LeitmotifModel

/// The table of what results rest on.
enum KeptWorkRows {
  private static let columns = [
    "path", "source_sha256", "source_bytes", "file_status", "seen_at", "reading", "basis_id",
    "merging", "result", "content_digest", "segments", "codings", "queued", "warnings", "unit",
  ]

  /// Writes what one transcript's result rests on, with the codes that it speaks of.
  static func write(
    _ work: KeptWork, codes: Set<Identifier<Code>>, words: [UInt8]?, transcript: Int64,
    _ db: Database, _ names: inout Names
  ) throws {
    let numbers = try codes.map { try names.number(of: $0.rawValue, in: .code, db) }.sorted()
    let places = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
    try PreparedStatement(
      db,
      """
      INSERT OR REPLACE INTO kept_work (transcript_id, \(columns.joined(separator: ", ")), codes)
      VALUES (\(places))
      """
    ).run(
      [.integer(transcript)] + (try values(of: work)) + [
        .text("[" + numbers.map(String.init).joined(separator: ",") + "]")
      ])
    guard let words else { return }
    try PreparedStatement(
      db, "INSERT OR REPLACE INTO text_words (transcript_id, words) VALUES (?, ?)"
    ).run([.integer(transcript), .blob(words)])
  }

  private static func values(of work: KeptWork) throws -> [SQLValue] {
    [
      .text(work.source.path), .blob(work.source.digest.bytes), .integer(work.source.size),
      .blob(work.fileStatus), .integer(work.seenAt), .blob(work.reading), .integer(work.basis),
      .blob(work.merging), .blob(work.result.bytes), .blob(work.contentDigest),
      .integer(work.segments), .integer(work.codings), .integer(work.queued),
      .text(
        work.warnings.isEmpty
          ? "[]" : try StoredJSON.text(work.warnings.map(StoredWarning.init))),
      .blob(work.unit),
    ]
  }

  /// Everything that is kept, by transcript.
  static func all(_ db: Database, path: String) throws -> [Identifier<Transcript>: KeptWork] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT t.name, \(columns.joined(separator: ", "))
      FROM kept_work w JOIN transcript t ON t.id = w.transcript_id
      """)
    var result: [Identifier<Transcript>: KeptWork] = [:]
    try rows.forEachRow([]) {
      guard let source = Digest(bytes: rows.bytes(2)), let digest = Digest(bytes: rows.bytes(9))
      else { throw StoreError.damaged(path) }
      let warnings = rows.text(14)
      result[Identifier(rows.text(0))] = KeptWork(
        source: InputFile(path: rows.text(1), digest: source, size: Int(rows.integer(3))),
        fileStatus: rows.bytes(4), seenAt: rows.integer(5), reading: rows.bytes(6),
        unit: rows.bytes(15),
        basis: rows.integer(7), merging: rows.bytes(8), result: digest,
        contentDigest: rows.bytes(10), segments: Int(rows.integer(11)),
        codings: Int(rows.integer(12)), queued: Int(rows.integer(13)),
        warnings: warnings == "[]"
          ? [] : try StoredJSON.value([StoredWarning].self, warnings).map(\.diagnostic))
    }
    return result
  }

  /// Notes that a result rests on something else by now, though it is the same.
  static func renew(_ work: KeptWork, of key: Identifier<Transcript>, _ db: Database) throws {
    try PreparedStatement(
      db,
      """
      UPDATE kept_work SET file_status = ?, seen_at = ?, basis_id = ?, merging = ?
      WHERE transcript_id = (SELECT id FROM transcript WHERE name = ?)
      """
    ).run([
      .blob(work.fileStatus), .integer(work.seenAt), .integer(work.basis), .blob(work.merging),
      .text(key.rawValue),
    ])
  }
}
