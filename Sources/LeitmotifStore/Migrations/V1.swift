extension Migration {
  /// The first schema: tables here, the views that people query in `V1Views.swift`.
  ///
  /// A landed migration is never edited: what changes goes into the next one.
  static let v1 = Migration(version: 1, sql: v1Names + v1Runs + v1Codebook + v1Results + v1Views)

  /// Names of things: a number inside, the name outside, and never a second number for a name.
  private static let v1Names = """
    CREATE TABLE transcript  (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE participant (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE coder       (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE code        (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE rule        (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE origin      (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    -- The attributes of codings, each distinct set once: {} or {"stance":"hopeful"}, names sorted.
    CREATE TABLE attribute_set (
      id   INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (json_valid(name))
    ) STRICT;

    -- The codes that coverage is about, each distinct list once: ["a","b"]; null in it is every code.
    CREATE TABLE code_list (
      id   INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (json_valid(name))
    ) STRICT;

    """

  /// Runs, and what they were started with.
  private static let v1Runs = """
    CREATE TABLE pipeline (
      id   INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      text TEXT NOT NULL,                        -- the pipeline file with every default filled in
      UNIQUE (name, text)
    ) STRICT;

    CREATE TABLE codebook (                      -- one row a version
      id       INTEGER PRIMARY KEY,
      name     TEXT NOT NULL,
      version  TEXT NOT NULL,
      language TEXT NOT NULL,
      digest   BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      source   TEXT NOT NULL                     -- the file itself
    ) STRICT;

    CREATE TABLE run (
      id           INTEGER PRIMARY KEY,
      pipeline_id  INTEGER NOT NULL REFERENCES pipeline(id),
      codebook_id  INTEGER NOT NULL REFERENCES codebook(id),
      tool_version TEXT    NOT NULL,
      started_at   INTEGER NOT NULL,             -- milliseconds since 1970, UTC
      finished_at  INTEGER,
      status       TEXT    NOT NULL CHECK (status IN ('running','succeeded','failed','interrupted')),
      result       TEXT,
      transcripts  INTEGER NOT NULL DEFAULT 0,
      segments     INTEGER NOT NULL DEFAULT 0,
      codings      INTEGER NOT NULL DEFAULT 0,
      computed     INTEGER NOT NULL DEFAULT 0,
      reused       INTEGER NOT NULL DEFAULT 0,
      changed      INTEGER NOT NULL DEFAULT 0,
      CHECK ((status = 'running') = (finished_at IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX one_run_at_a_time ON run(status) WHERE status = 'running';
    CREATE INDEX finished_runs ON run(id) WHERE status = 'succeeded';

    CREATE TABLE run_coder (                     -- who took part
      run_id   INTEGER NOT NULL REFERENCES run(id),
      coder_id INTEGER NOT NULL REFERENCES coder(id),
      kind     TEXT    NOT NULL CHECK (kind IN ('person','machine')),
      PRIMARY KEY (run_id, coder_id)
    ) STRICT, WITHOUT ROWID;

    -- From here on, a row with first_run and retracted_run holds from the one until the other.

    CREATE TABLE input (                         -- a file that was read
      path          TEXT    NOT NULL,
      sha256        BLOB    NOT NULL CHECK (length(sha256) = 32),
      bytes         INTEGER NOT NULL,
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;

    CREATE TABLE table_digest (                  -- what was last written of a whole table
      table_name TEXT NOT NULL PRIMARY KEY,
      digest     BLOB NOT NULL CHECK (length(digest) = 32)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE participant_attributes (        -- the participants' table
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      attributes     TEXT    NOT NULL CHECK (json_valid(attributes)),
      first_run      INTEGER NOT NULL REFERENCES run(id),
      retracted_run  INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;

    CREATE TABLE decision (
      name          TEXT    NOT NULL,
      transcript    TEXT    NOT NULL,
      code          TEXT    NOT NULL,
      start_byte    INTEGER NOT NULL,
      end_byte      INTEGER NOT NULL,
      verdict       TEXT    NOT NULL
                    CHECK (verdict IN ('accept','reject','modify','add','defer','memo')),
      to_code       TEXT,
      to_start_byte INTEGER,
      to_end_byte   INTEGER,
      to_attributes TEXT    CHECK (to_attributes IS NULL OR json_valid(to_attributes)),
      attributes    TEXT    NOT NULL CHECK (json_valid(attributes)),
      quotation     TEXT    NOT NULL,
      reviewer      TEXT    NOT NULL,
      time          TEXT    NOT NULL,
      reason        TEXT    NOT NULL,
      proposals     TEXT    NOT NULL,
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;
    CREATE INDEX decision_by_name ON decision(name);

    """

  /// The codes and rules of each version of the codebook.
  private static let v1Codebook = """
    CREATE TABLE codebook_code (
      codebook_id INTEGER NOT NULL REFERENCES codebook(id),
      position    INTEGER NOT NULL,
      code_id     INTEGER NOT NULL REFERENCES code(id),
      uid         TEXT,
      parent_id   INTEGER REFERENCES code(id),
      name        TEXT    NOT NULL,
      definition  TEXT    NOT NULL,
      include     TEXT    NOT NULL,
      exclude     TEXT    NOT NULL,
      memo        TEXT    NOT NULL,
      attributes  TEXT    NOT NULL CHECK (json_valid(attributes)),
      exclusive   TEXT    CHECK (exclusive IN ('segment','transcript','participant')),
      examples    TEXT    NOT NULL CHECK (json_valid(examples)),
      leads_to    TEXT    NOT NULL CHECK (json_valid(leads_to)),
      location    TEXT    CHECK (location IS NULL OR json_valid(location)),
      PRIMARY KEY (codebook_id, position),
      UNIQUE (codebook_id, code_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE codebook_rule (
      codebook_id INTEGER NOT NULL REFERENCES codebook(id),
      position    INTEGER NOT NULL,
      rule_id     INTEGER NOT NULL REFERENCES rule(id),
      code_id     INTEGER NOT NULL REFERENCES code(id),
      kind        TEXT    NOT NULL CHECK (kind IN ('any','all','query','regex')),
      source      TEXT    NOT NULL,
      location    TEXT    CHECK (location IS NULL OR json_valid(location)),
      PRIMARY KEY (codebook_id, position),
      UNIQUE (codebook_id, rule_id)
    ) STRICT, WITHOUT ROWID;

    """

  /// What runs made of the transcripts.
  private static let v1Results = """
    CREATE TABLE text (                          -- each distinct text once
      id       INTEGER PRIMARY KEY,
      sha256   BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
      bytes    INTEGER NOT NULL,
      is_ascii INTEGER NOT NULL CHECK (is_ascii IN (0, 1)),
      content  TEXT    NOT NULL
    ) STRICT;

    CREATE TABLE source (                        -- the file that a transcript came from
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      path          TEXT    NOT NULL,
      sha256        BLOB    NOT NULL CHECK (length(sha256) = 32),
      bytes         INTEGER NOT NULL,
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;
    CREATE INDEX source_by_transcript ON source(transcript_id);

    CREATE TABLE reading (                       -- a transcript as it was read and cut
      id            INTEGER PRIMARY KEY,
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run),
      text_id       INTEGER NOT NULL REFERENCES text(id),
      format        TEXT    NOT NULL,
      encoding      TEXT    NOT NULL,
      metadata      TEXT    NOT NULL CHECK (json_valid(metadata)),
      warnings      TEXT    NOT NULL CHECK (json_valid(warnings)),
      turns         TEXT    NOT NULL             -- [[speaker or null, start, end, ms, ms], ...], bytes
    ) STRICT;
    CREATE INDEX reading_by_transcript ON reading(transcript_id);

    CREATE TABLE speaker (
      reading_id     INTEGER NOT NULL REFERENCES reading(id),
      position       INTEGER NOT NULL,
      label          TEXT    NOT NULL,
      role           TEXT    NOT NULL
                     CHECK (role IN ('interviewer','participant','moderator','other')),
      participant_id INTEGER REFERENCES participant(id),
      PRIMARY KEY (reading_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE segmentation (
      reading_id INTEGER NOT NULL REFERENCES reading(id),
      level      TEXT    NOT NULL CHECK (level IN ('sentence','turn','transcript')),
      segments   TEXT,                           -- [[[start, bytes], ...], ...]: a list for each turn;
      PRIMARY KEY (reading_id, level)            -- NULL: each turn is one segment
    ) STRICT;

    -- Clustered by transcript: a run reads and compares all codings of one. `origin_id` says that the
    -- coding is final as it stands; what the merge made anew is in final_coding.
    CREATE TABLE coding (
      transcript_id    INTEGER NOT NULL REFERENCES transcript(id),
      key              INTEGER NOT NULL,         -- the coding's id
      first_run        INTEGER NOT NULL REFERENCES run(id),
      retracted_run    INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run),
      code_id          INTEGER NOT NULL REFERENCES code(id),
      coder_id         INTEGER NOT NULL REFERENCES coder(id),
      rule_id          INTEGER REFERENCES rule(id),
      attribute_set_id INTEGER NOT NULL REFERENCES attribute_set(id),
      start_byte       INTEGER NOT NULL CHECK (start_byte >= 0),
      end_byte         INTEGER NOT NULL CHECK (end_byte >= start_byte),
      speaker          INTEGER,                  -- the speaker's position in the reading
      origin_id        INTEGER REFERENCES origin(id),
      memo             TEXT,
      PRIMARY KEY (transcript_id, key, first_run)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE final_coding (
      id               INTEGER PRIMARY KEY,
      transcript_id    INTEGER NOT NULL REFERENCES transcript(id),
      key              INTEGER NOT NULL,
      first_run        INTEGER NOT NULL REFERENCES run(id),
      retracted_run    INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run),
      code_id          INTEGER NOT NULL REFERENCES code(id),
      coder_id         INTEGER NOT NULL REFERENCES coder(id),
      rule_id          INTEGER REFERENCES rule(id),
      attribute_set_id INTEGER NOT NULL REFERENCES attribute_set(id),
      start_byte       INTEGER NOT NULL CHECK (start_byte >= 0),
      end_byte         INTEGER NOT NULL CHECK (end_byte >= start_byte),
      speaker          INTEGER,
      origin_id        INTEGER NOT NULL REFERENCES origin(id),
      memo             TEXT,
      sources          TEXT    NOT NULL CHECK (json_valid(sources)),   -- ids of the proposals
      decision         TEXT
    ) STRICT;
    CREATE INDEX final_coding_by_transcript ON final_coding(transcript_id);

    CREATE TABLE queue_item (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      code_id       INTEGER NOT NULL REFERENCES code(id),
      start_byte    INTEGER NOT NULL CHECK (start_byte >= 0),
      end_byte      INTEGER NOT NULL CHECK (end_byte >= start_byte),
      reason        TEXT    NOT NULL
                    CHECK (reason IN ('disagreement','stale','orphaned','exclusive','deferred')),
      proposals     TEXT    NOT NULL CHECK (json_valid(proposals)),
      decision      TEXT,
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;
    CREATE INDEX queue_item_by_transcript ON queue_item(transcript_id);

    CREATE TABLE coverage (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      coder_id      INTEGER NOT NULL REFERENCES coder(id),
      code_list_id  INTEGER NOT NULL REFERENCES code_list(id),
      first_run     INTEGER NOT NULL REFERENCES run(id),
      retracted_run INTEGER REFERENCES run(id) CHECK (retracted_run >= first_run)
    ) STRICT;
    CREATE INDEX coverage_by_transcript ON coverage(transcript_id);

    CREATE TABLE transcript_state (              -- what was last written, finished run or not
      transcript_id  INTEGER PRIMARY KEY REFERENCES transcript(id),
      source_sha256  BLOB    NOT NULL CHECK (length(source_sha256) = 32),
      text_sha256    BLOB    NOT NULL CHECK (length(text_sha256) = 32),
      content_digest BLOB    NOT NULL CHECK (length(content_digest) = 16)
    ) STRICT;

    CREATE TABLE cell_pack (                     -- kept results of rules; may be deleted at any time
      unit BLOB NOT NULL PRIMARY KEY CHECK (length(unit) = 16),
      pack BLOB NOT NULL
    ) STRICT;

    """
}
