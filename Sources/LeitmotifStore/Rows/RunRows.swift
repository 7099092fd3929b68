import GRDB
import LeitmotifDigest
import LeitmotifModel

/// The runs as rows.
enum RunRows {
  static func all(_ db: Database) throws -> [Run] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT r.id, p.name, b.digest, r.started_at, r.finished_at, r.status, r.result,
        r.transcripts, r.segments, r.codings, r.computed, r.reused, r.changed
      FROM run r JOIN pipeline p ON p.id = r.pipeline_id JOIN codebook b ON b.id = r.codebook_id
      ORDER BY r.id
      """)
    var result: [Run] = []
    try rows.forEachRow([]) {
      var counts = Run.Counts()
      counts.transcripts = Int(rows.integer(7))
      counts.segments = Int(rows.integer(8))
      counts.codings = Int(rows.integer(9))
      counts.computed = Int(rows.integer(10))
      counts.reused = Int(rows.integer(11))
      counts.changed = Int(rows.integer(12))
      result.append(
        Run(
          id: Int(rows.integer(0)), pipeline: rows.text(1), codebook: hexadecimal(rows.bytes(2)),
          startedAt: rows.integer(3), finishedAt: rows.optionalInteger(4),
          status: Run.Status(rawValue: rows.text(5)) ?? .failed, result: rows.optionalText(6),
          counts: counts))
    }
    return result
  }
}
