extension Migration {
  /// The views of the first schema, the store's public face: `docs/store.md` documents each.
  ///
  /// They need nothing but plain SQLite, so that Python, R and DB Browser can read them.
  static let v1Views =
    """
    CREATE VIEW current_run AS SELECT max(id) AS id FROM run WHERE status = 'succeeded';

    CREATE VIEW current_reading AS
    SELECT d.*, x.content, x.is_ascii, x.bytes
    FROM reading d JOIN text x ON x.id = d.text_id
    WHERE \(isCurrent("d"));

    CREATE VIEW current_final AS
    SELECT transcript_id, key, code_id, coder_id, rule_id, attribute_set_id, start_byte, end_byte,
           speaker, origin_id, memo, json_array(printf('%016x', key)) AS sources, NULL AS decision
    FROM coding c WHERE origin_id IS NOT NULL AND \(isCurrent("c"))
    UNION ALL
    SELECT transcript_id, key, code_id, coder_id, rule_id, attribute_set_id, start_byte, end_byte,
           speaker, origin_id, memo, sources, decision
    FROM final_coding f WHERE \(isCurrent("f"));

    CREATE VIEW codings AS
    SELECT \(codingColumns), c.first_run
    FROM coding c \(codingJoins)
    WHERE \(isCurrent("c"));

    CREATE VIEW final_codings AS
    SELECT \(codingColumns), o.name AS origin, c.sources, c.decision
    FROM current_final c \(codingJoins) JOIN origin o ON o.id = c.origin_id;

    CREATE VIEW themes AS
    WITH RECURSIVE
      current_code AS (
        SELECT v.* FROM codebook_code v
        WHERE v.codebook_id = (SELECT codebook_id FROM run WHERE id = (SELECT id FROM current_run))),
      at_or_below(code_id, below_id) AS (
        SELECT code_id, code_id FROM current_code
        UNION ALL
        SELECT a.code_id, v.code_id FROM at_or_below a JOIN current_code v ON v.parent_id = a.below_id),
      found AS (
        SELECT c.code_id, s.participant_id, count(*) AS codings
        FROM current_final c
        JOIN current_reading d ON d.transcript_id = c.transcript_id
        LEFT JOIN speaker s ON s.reading_id = d.id AND s.position = c.speaker
        GROUP BY 1, 2)
    SELECT k.name AS code, v.name, count(DISTINCT f.participant_id) AS k,
           (SELECT count(*) FROM (
              SELECT participant FROM participants
              UNION SELECT q.name FROM current_reading d JOIN speaker s ON s.reading_id = d.id
                JOIN participant q ON q.id = s.participant_id)) AS n, coalesce(sum(f.codings), 0) AS codings
    FROM current_code v
    JOIN code k ON k.id = v.code_id
    JOIN at_or_below a ON a.code_id = v.code_id
    LEFT JOIN found f ON f.code_id = a.below_id
    GROUP BY v.position;

    CREATE VIEW current_turn AS
    SELECT d.id AS reading_id, j.key AS turn, json_extract(j.value, '$[0]') AS speaker,
           json_extract(j.value, '$[1]') AS start_byte, json_extract(j.value, '$[2]') AS end_byte,
           json_extract(j.value, '$[3]') AS start_ms, json_extract(j.value, '$[4]') AS end_ms
    FROM current_reading d, json_each(d.turns) j;

    CREATE VIEW current_segment AS
    SELECT g.reading_id, g.level, u.key AS turn, i.key AS position,
           json_extract(i.value, '$[0]') AS start_byte,
           json_extract(i.value, '$[0]') + json_extract(i.value, '$[1]') AS end_byte
    FROM segmentation g, json_each(g.segments) u, json_each(u.value) i
    WHERE g.segments IS NOT NULL
    UNION ALL
    SELECT g.reading_id, g.level, c.turn, 0, c.start_byte, c.end_byte
    FROM segmentation g JOIN current_turn c ON c.reading_id = g.reading_id
    WHERE g.segments IS NULL;

    CREATE VIEW turns AS
    SELECT t.name AS transcript, c.turn, s.label AS speaker, s.role, p.name AS participant,
           \(codePoints("c.start_byte")) AS start, \(codePoints("c.end_byte")) AS "end",
           c.start_byte, c.end_byte, c.start_ms, c.end_ms,
           \(quotation("c.start_byte", "c.end_byte")) AS text
    FROM current_reading d
    JOIN transcript t ON t.id = d.transcript_id
    JOIN current_turn c ON c.reading_id = d.id
    LEFT JOIN speaker s ON s.reading_id = d.id AND s.position = c.speaker
    LEFT JOIN participant p ON p.id = s.participant_id;

    CREATE VIEW segments AS
    SELECT t.name AS transcript, c.level, c.turn, c.position,
           \(codePoints("c.start_byte")) AS start, \(codePoints("c.end_byte")) AS "end",
           c.start_byte, c.end_byte, \(quotation("c.start_byte", "c.end_byte")) AS text
    FROM current_reading d
    JOIN transcript t ON t.id = d.transcript_id
    JOIN current_segment c ON c.reading_id = d.id;

    CREATE VIEW runs AS
    SELECT r.id AS run, p.name AS pipeline, b.name AS codebook, b.version AS codebook_version,
           lower(hex(b.digest)) AS codebook_digest, r.tool_version,
           strftime('%Y-%m-%dT%H:%M:%SZ', r.started_at / 1000, 'unixepoch') AS started,
           strftime('%Y-%m-%dT%H:%M:%SZ', r.finished_at / 1000, 'unixepoch') AS finished,
           r.status, r.result, r.transcripts, r.segments, r.codings, r.computed, r.reused, r.changed
    FROM run r JOIN pipeline p ON p.id = r.pipeline_id JOIN codebook b ON b.id = r.codebook_id;

    CREATE VIEW queue AS
    SELECT t.name AS transcript, k.name AS code, c.reason,
           \(codePoints("c.start_byte")) AS start, \(codePoints("c.end_byte")) AS "end",
           c.start_byte, c.end_byte, \(quotation("c.start_byte", "c.end_byte")) AS text,
           c.proposals, c.decision
    FROM queue_item c
    JOIN transcript t ON t.id = c.transcript_id
    JOIN code k ON k.id = c.code_id
    LEFT JOIN current_reading d ON d.transcript_id = c.transcript_id
    WHERE \(isCurrent("c"));

    CREATE VIEW participants AS
    SELECT p.name AS participant, a.attributes
    FROM participant_attributes a JOIN participant p ON p.id = a.participant_id
    WHERE \(isCurrent("a"));

    """

  /// Whether a row of a table holds as of the newest run that succeeded.
  private static func isCurrent(_ row: String) -> String {
    """
    (\(row).first_run <= (SELECT id FROM current_run)
    AND (\(row).retracted_run IS NULL OR \(row).retracted_run > (SELECT id FROM current_run)))
    """
  }

  /// The code points before a byte offset of the text of the reading `d`.
  private static func codePoints(_ offset: String) -> String {
    """
    CASE WHEN d.is_ascii THEN \(offset)
    ELSE length(CAST(substr(CAST(d.content AS BLOB), 1, \(offset)) AS TEXT)) END
    """
  }

  /// The words between two byte offsets of the text of the reading `d`.
  private static func quotation(_ start: String, _ end: String) -> String {
    "CAST(substr(CAST(d.content AS BLOB), \(start) + 1, \(end) - (\(start))) AS TEXT)"
  }

  private static var codingColumns: String {
    """
    printf('%016x', c.key) AS coding, t.name AS transcript, p.name AS participant,
    s.label AS speaker, k.name AS code, w.name AS coder, r.name AS rule,
    \(codePoints("c.start_byte")) AS start, \(codePoints("c.end_byte")) AS "end",
    c.start_byte, c.end_byte, \(quotation("c.start_byte", "c.end_byte")) AS text,
    a.name AS attributes, coalesce(c.memo, '') AS memo
    """
  }

  private static let codingJoins = """
    JOIN transcript t ON t.id = c.transcript_id
    JOIN code k ON k.id = c.code_id
    JOIN coder w ON w.id = c.coder_id
    JOIN attribute_set a ON a.id = c.attribute_set_id
    LEFT JOIN rule r ON r.id = c.rule_id
    LEFT JOIN current_reading d ON d.transcript_id = c.transcript_id
    LEFT JOIN speaker s ON s.reading_id = d.id AND s.position = c.speaker
    LEFT JOIN participant p ON p.id = s.participant_id
    """
}
