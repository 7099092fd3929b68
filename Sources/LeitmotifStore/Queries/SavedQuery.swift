/// A question that many ask of a store, with its SQL, which is also an example to start from.
public struct SavedQuery: Hashable, Sendable {
  /// What it is called on the command line.
  public let name: String
  /// What it answers, in a sentence.
  public let summary: String
  /// The values that it asks for, such as `code`.
  public let parameters: [String]
  /// The query, over the views of `docs/store.md`.
  public let sql: String

  init(_ name: String, _ summary: String, asks parameters: [String] = [], _ sql: String) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.sql = sql
  }

  /// Every saved query, by name.
  public static let all: [SavedQuery] =
    (ofThemes + ofCodings + ofCoders + ofStudy).sorted { $0.name < $1.name }

  /// The saved query of a name; `nil` when there is none.
  public static func named(_ name: String) -> SavedQuery? {
    all.first { $0.name == name }
  }

  private static let ofThemes = [
    SavedQuery(
      "themes", "How many participants raised each theme, and how many codings it has.",
      "SELECT code, name, k, n, codings FROM themes"),
    SavedQuery(
      "holders", "Who raised a code or one below it, and how often.", asks: ["code"],
      """
      SELECT participant, count(*) AS codings FROM final_codings
      WHERE participant IS NOT NULL AND (code = :code OR substr(code, 1, length(:code) + 1) = :code || '.')
      GROUP BY participant ORDER BY codings DESC, participant
      """),
    SavedQuery(
      "presence", "Who raised what: a row for each participant and code, for statistics programs.",
      """
      WITH f AS MATERIALIZED (
        SELECT DISTINCT participant, code FROM final_codings WHERE participant IS NOT NULL)
      SELECT p.participant, v.code, EXISTS (
        SELECT 1 FROM f WHERE f.participant = p.participant
          AND (f.code = v.code OR substr(f.code, 1, length(v.code) + 1) = v.code || '.')) AS raised
      FROM (SELECT participant FROM f UNION SELECT participant FROM turns WHERE participant IS NOT NULL
        UNION SELECT participant FROM participants) p
      CROSS JOIN themes v ORDER BY p.participant, v.code
      """),
    SavedQuery(
      "by-attribute", "How many participants of each kind raised each code or one below it.",
      asks: ["attribute"],
      """
      WITH f AS MATERIALIZED (
        SELECT DISTINCT participant, code FROM final_codings WHERE participant IS NOT NULL)
      SELECT v.code, coalesce(nullif(json_extract(p.attributes, '$."' || :attribute || '"'), ''), 'unknown') AS kind,
        count(DISTINCT f.participant) AS k
      FROM themes v JOIN f ON f.code = v.code OR substr(f.code, 1, length(v.code) + 1) = v.code || '.'
      LEFT JOIN participants p ON p.participant = f.participant
      GROUP BY v.code, kind ORDER BY v.code, kind
      """),
    SavedQuery(
      "together", "Which codes have overlapping evidence, and how often.",
      """
      WITH f AS MATERIALIZED (SELECT transcript, code, start_byte, end_byte FROM final_codings)
      SELECT a.code, b.code AS other, count(*) AS places FROM f a
      JOIN f b ON b.transcript = a.transcript AND a.code < b.code
        AND a.start_byte < b.end_byte AND b.start_byte < a.end_byte
      GROUP BY a.code, b.code ORDER BY places DESC, a.code, other
      """),
  ]

  private static let ofCodings = [
    SavedQuery(
      "quotations", "The evidence of a code and of those below it.", asks: ["code"],
      """
      SELECT participant, transcript, start, "end", code, text, coding FROM final_codings
      WHERE code = :code OR substr(code, 1, length(:code) + 1) = :code || '.' ORDER BY transcript, start
      """),
    SavedQuery(
      "participant", "All that was coded of one participant.", asks: ["participant"],
      """
      SELECT transcript, start, "end", code, text, attributes FROM final_codings
      WHERE participant = :participant ORDER BY transcript, start
      """),
    SavedQuery(
      "transcript", "All that was coded in one transcript, in its order.", asks: ["transcript"],
      """
      SELECT start, "end", speaker, code, text, origin FROM final_codings
      WHERE transcript = :transcript ORDER BY start, code
      """),
    SavedQuery(
      "memos", "What coders noted.",
      """
      SELECT coder, transcript, start, code, memo, text FROM codings
      WHERE memo <> '' ORDER BY transcript, start
      """),
    SavedQuery(
      "decided", "What reviewers accepted, changed or added, as it is final.",
      """
      SELECT decision, transcript, start, "end", code, text FROM final_codings
      WHERE decision IS NOT NULL ORDER BY transcript, start
      """),
    SavedQuery(
      "decisions", "Every decision as it was written, also rejections and notes.",
      """
      SELECT d.name AS decision, verdict, reviewer, time, transcript, code, to_code, quotation, reason
      FROM decision d, current_run c
      WHERE first_run <= c.id AND (retracted_run IS NULL OR retracted_run > c.id)
      ORDER BY transcript, start_byte, time, d.name
      """),
    SavedQuery(
      "queue", "What waits for a reviewer.",
      """
      SELECT reason, transcript, start, "end", code, text FROM queue ORDER BY reason, transcript, start
      """),
  ]

  private static let ofCoders = [
    SavedQuery(
      "coders", "How many codings each coder proposed, by code.",
      """
      SELECT coder, code, count(*) AS codings, count(DISTINCT transcript) AS transcripts
      FROM codings GROUP BY coder, code ORDER BY coder, codings DESC, code
      """),
    SavedQuery(
      "rules", "What each rule found, and how much of it became final.",
      """
      WITH taken AS MATERIALIZED (
        SELECT DISTINCT j.value AS coding FROM final_codings f, json_each(f.sources) j)
      SELECT c.rule, count(*) AS found, count(t.coding) AS final
      FROM codings c LEFT JOIN taken t ON t.coding = c.coding
      WHERE c.rule IS NOT NULL GROUP BY c.rule ORDER BY found DESC, c.rule
      """),
    SavedQuery(
      "people-only", "What people coded and no rule found: what the codebook misses.",
      """
      WITH machine AS MATERIALIZED (
        SELECT transcript, code, start_byte, end_byte FROM codings WHERE rule IS NOT NULL)
      SELECT c.coder, c.code, c.transcript, c.start, c.text FROM codings c
      WHERE c.rule IS NULL AND NOT EXISTS (SELECT 1 FROM machine m
        WHERE m.transcript = c.transcript AND m.code = c.code
          AND m.start_byte < c.end_byte AND c.start_byte < m.end_byte)
      ORDER BY c.code, c.transcript, c.start
      """),
    SavedQuery(
      "turned-down", "What rules found and nothing final rests on.",
      """
      WITH taken AS MATERIALIZED (
        SELECT DISTINCT j.value AS coding FROM final_codings f, json_each(f.sources) j)
      SELECT rule, transcript, start, "end", text FROM codings
      WHERE rule IS NOT NULL AND coding NOT IN (SELECT coding FROM taken)
      ORDER BY rule, transcript, start
      """),
  ]

  private static let ofStudy = [
    SavedQuery(
      "speakers", "How much each speaker says.",
      """
      SELECT transcript, speaker, role, participant, count(*) AS turns, sum("end" - start) AS characters
      FROM turns GROUP BY transcript, speaker ORDER BY transcript, characters DESC
      """),
    SavedQuery(
      "runs", "Every run, and what it gave.",
      """
      SELECT run, started, status, codebook, codebook_version, transcripts, codings, result FROM runs
      """),
  ]
}
