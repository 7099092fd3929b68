extension Migration {
  /// What lets a run pass over the transcripts that it need not open, and the lock of each run.
  ///
  /// All of it but the locks may be deleted at any time: the next run then looks at everything once.
  static let v2 = Migration(
    version: 2,
    sql: """
      CREATE TABLE coding_basis (                -- codebook and stages that transcripts were coded by
        id      INTEGER PRIMARY KEY,
        digest  BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE kept_work (                   -- what the newest result of a transcript rests on
        transcript_id  INTEGER PRIMARY KEY REFERENCES transcript(id),
        path           TEXT    NOT NULL,
        source_sha256  BLOB    NOT NULL CHECK (length(source_sha256) = 32),
        source_bytes   INTEGER NOT NULL,
        file_status    BLOB    NOT NULL,         -- as the file system gave it
        seen_at        INTEGER NOT NULL,         -- nanoseconds since 1970, UTC
        reading        BLOB    NOT NULL CHECK (length(reading) = 16),
        unit           BLOB    NOT NULL CHECK (length(unit) = 16),
        basis_id       INTEGER NOT NULL REFERENCES coding_basis(id),
        merging        BLOB    NOT NULL CHECK (length(merging) = 16),
        result         BLOB    NOT NULL CHECK (length(result) = 32),
        content_digest BLOB    NOT NULL CHECK (length(content_digest) = 16),
        segments       INTEGER NOT NULL,
        codings        INTEGER NOT NULL,
        queued         INTEGER NOT NULL,
        warnings       TEXT    NOT NULL CHECK (json_valid(warnings)),
        codes          TEXT    NOT NULL CHECK (json_valid(codes))
      ) STRICT;

      CREATE TABLE text_words (                  -- which words a transcript may hold
        transcript_id INTEGER PRIMARY KEY REFERENCES transcript(id),
        words         BLOB NOT NULL
      ) STRICT;

      CREATE TABLE kept_outcome (                -- what the newest run said, and of which inputs
        id      INTEGER PRIMARY KEY CHECK (id = 1),
        run_id  INTEGER NOT NULL REFERENCES run(id),
        inputs  BLOB    NOT NULL CHECK (length(inputs) = 32),
        outcome TEXT    NOT NULL CHECK (json_valid(outcome))
      ) STRICT;

      CREATE TABLE run_lock (                    -- the lock file of a run
        run_id INTEGER PRIMARY KEY REFERENCES run(id),
        text   TEXT NOT NULL
      ) STRICT;

      CREATE TABLE forgotten_run (               -- its rows are gone: leitmotif gc
        run_id INTEGER PRIMARY KEY REFERENCES run(id)
      ) STRICT;
      """)
}
