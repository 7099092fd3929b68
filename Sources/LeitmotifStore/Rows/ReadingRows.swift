import GRDB
import LeitmotifDigest
import LeitmotifModel

/// How a transcript was read and cut, as the values of its rows.
struct ReadingRows: Hashable {
  private var reading: [SQLValue]
  private var speakers: [[SQLValue]]
  private var segmentations: [[SQLValue]]

  private static let readingColumns = "text_id, format, encoding, metadata, warnings, turns"
  private static let speakerColumns = "position, label, role, participant_id"

  /// The values of a transcript; its text is written when the store does not have it.
  init(
    _ segmented: SegmentedTranscript, text digest: Digest, _ db: Database, _ names: inout Names
  ) throws {
    let transcript = segmented.transcript
    reading = [
      .integer(try Self.number(of: transcript.text, digest, db)), .text(transcript.format),
      .text(transcript.encoding),
      .text(StoredJSON.text(transcript.metadata)),
      .text(
        transcript.warnings.isEmpty
          ? "[]" : try StoredJSON.text(transcript.warnings.map(StoredWarning.init))),
      .utf8(SpanLists.json(transcript.turns)),
    ]
    speakers = []
    for (position, speaker) in transcript.speakers.enumerated() {
      let participant = try speaker.participant.map {
        try names.number(of: $0.rawValue, in: .participant, db)
      }
      speakers.append([
        .integer(position), .text(speaker.label), .text(speaker.role.rawValue),
        .optional(participant),
      ])
    }
    segmentations = SegmentLevel.allCases.compactMap { level in
      segmented.segments[level].map { segments -> [SQLValue] in
        let list = SpanLists.json(segments, turns: transcript.turns)
        return [.text(level.rawValue), list.map { .utf8($0) } ?? .null]
      }
    }
  }

  /// The values that a reading in the store has.
  private init(stored reading: Int64, _ db: Database) throws {
    self.reading = []
    speakers = []
    segmentations = []
    let row = try PreparedStatement(db, "SELECT \(Self.readingColumns) FROM reading WHERE id = ?")
    try row.forEachRow([.integer(reading)]) {
      self.reading = (0..<5).map { row.value($0) } + [.utf8(row.bytes(5))]
    }
    let speaker = try PreparedStatement(
      db,
      "SELECT \(Self.speakerColumns) FROM speaker WHERE reading_id = ? ORDER BY position")
    try speaker.forEachRow([.integer(reading)]) {
      speakers.append((0..<4).map { speaker.value($0) })
    }
    let segmentation = try PreparedStatement(
      db, "SELECT level, segments FROM segmentation WHERE reading_id = ? ORDER BY rowid")
    try segmentation.forEachRow([.integer(reading)]) {
      segmentations.append([
        segmentation.value(0), segmentation.isNull(1) ? .null : .utf8(segmentation.bytes(1)),
      ])
    }
  }

  /// Writes the values, unless the reading that holds now has just these.
  func write(transcript: Int64, isNew: Bool, run: Int, _ db: Database) throws {
    if !isNew {
      let find = try PreparedStatement(
        db, "SELECT id FROM reading WHERE transcript_id = ? AND retracted_run IS NULL")
      if let current = try find.firstInteger([.integer(transcript)]) {
        if try ReadingRows(stored: current, db) == self { return }
        try PreparedStatement(db, "UPDATE reading SET retracted_run = ? WHERE id = ?")
          .run([.integer(run), .integer(current)])
      }
    }
    try PreparedStatement(
      db,
      """
      INSERT INTO reading (transcript_id, first_run, \(Self.readingColumns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([.integer(transcript), .integer(run)] + reading)
    let id = SQLValue.integer(db.lastInsertedRowID)
    let speaker = try PreparedStatement(
      db, "INSERT INTO speaker (reading_id, \(Self.speakerColumns)) VALUES (?, ?, ?, ?, ?)")
    for values in speakers { try speaker.run([id] + values) }
    let segmentation = try PreparedStatement(
      db, "INSERT INTO segmentation (reading_id, level, segments) VALUES (?, ?, ?)")
    for values in segmentations { try segmentation.run([id] + values) }
  }

  /// The number of a text, which is written when the store does not have it.
  private static func number(
    of text: CanonicalText, _ digest: Digest, _ db: Database
  ) throws -> Int64 {
    let find = try PreparedStatement(db, "SELECT id FROM text WHERE sha256 = ?")
    if let known = try find.firstInteger([.blob(digest.bytes)]) { return known }
    try PreparedStatement(
      db, "INSERT INTO text (sha256, bytes, is_ascii, content) VALUES (?, ?, ?, ?)"
    ).run([
      .blob(digest.bytes), .integer(text.count), .integer(text.isASCII ? 1 : 0), .utf8(text.bytes),
    ])
    return db.lastInsertedRowID
  }
}
