extension Migration {
  /// What is kept from run to run in few rows instead of many, and locks as what differs from one to the next.
  ///
  /// Kept work is dropped: the next run looks at everything once.
  static let v3 = Migration(
    version: 3,
    sql: """
      DROP TABLE cell_pack;
      DROP TABLE kept_work;
      DROP TABLE text_words;
      DROP TABLE kept_outcome;

      CREATE TABLE cell_layout (                 -- which operations packs hold results of, as the engine writes it
        id      INTEGER PRIMARY KEY,
        digest  BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE cell_pack (                   -- kept results of rules on one unit of text
        unit      BLOB    NOT NULL PRIMARY KEY CHECK (length(unit) = 16),
        layout_id INTEGER NOT NULL,
        pack      BLOB    NOT NULL
      ) STRICT;

      CREATE TABLE kept_work (                   -- what the newest results of some transcripts rest on;
        id      INTEGER PRIMARY KEY,             -- of one transcript the latest row counts
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE word_part (                   -- which words transcripts may hold: a part of a block of them
        id   INTEGER PRIMARY KEY,                -- block * 65536 + part
        bits BLOB NOT NULL
      ) STRICT;

      CREATE TABLE kept_outcome (                -- what the newest run said, and of which inputs
        id      INTEGER PRIMARY KEY CHECK (id = 1),
        run_id  INTEGER NOT NULL REFERENCES run(id),
        inputs  BLOB    NOT NULL CHECK (length(inputs) = 32),
        content BLOB    NOT NULL
      ) STRICT;

      ALTER TABLE run_lock RENAME TO old_run_lock;
      CREATE TABLE lock_text (                   -- a lock file: whole, or the lines in which it differs from another
        id      INTEGER PRIMARY KEY,
        base_id INTEGER REFERENCES lock_text(id),
        content TEXT NOT NULL
      ) STRICT;
      CREATE TABLE run_lock (                    -- the lock file of a run
        run_id  INTEGER PRIMARY KEY REFERENCES run(id),
        lock_id INTEGER NOT NULL REFERENCES lock_text(id)
      ) STRICT;
      INSERT INTO lock_text (id, content) SELECT run_id, text FROM old_run_lock;
      INSERT INTO run_lock (run_id, lock_id) SELECT run_id, run_id FROM old_run_lock;
      DROP TABLE old_run_lock;
      """)
}
