import GRDB
public import LeitmotifModel

extension StoreReader {
  /// The keys of all transcripts, in order.
  public var transcripts: [Identifier<Transcript>] {
    get throws { try numberedTranscripts.map(\.key) }
  }

  /// The keys of all transcripts with their numbers, in order.
  var numberedTranscripts: [(key: Identifier<Transcript>, number: Int64)] {
    get throws {
      try store.read { db in
        let rows = try PreparedStatement(
          db,
          """
          SELECT t.name, t.id FROM reading d JOIN transcript t ON t.id = d.transcript_id
          WHERE \(holds("d")) ORDER BY t.name
          """)
        var result: [(key: Identifier<Transcript>, number: Int64)] = []
        try rows.forEachRow([]) { result.append((Identifier(rows.text(0)), rows.integer(1))) }
        return result
      }
    }
  }

  /// One transcript with its segments.
  ///
  /// - Returns: `nil` when the study has none of that key.
  /// - Throws: `StoreError`.
  public func transcript(_ key: Identifier<Transcript>) throws -> SegmentedTranscript? {
    try store.read { try transcript(key, $0) }
  }

  /// What is known of a transcript without its words: it has turns and speakers, an empty text, and no segments.
  ///
  /// - Returns: `nil` when the study has none of that key.
  /// - Throws: `StoreError`.
  public func outline(_ key: Identifier<Transcript>) throws -> SegmentedTranscript? {
    try store.read { try transcript(key, isWhole: false, $0) }
  }

  /// One transcript with its segments, for whoever is reading already.
  func transcript(
    _ key: Identifier<Transcript>, isWhole: Bool = true, _ db: Database
  ) throws -> SegmentedTranscript? {
    let rows = try PreparedStatement(
      db,
      """
      SELECT d.id, d.format, d.encoding, d.metadata, d.warnings, d.turns,
        \(isWhole ? "x.content" : "NULL"), x.bytes
      FROM transcript t JOIN reading d ON d.transcript_id = t.id JOIN text x ON x.id = d.text_id
      WHERE t.name = ? AND \(holds("d"))
      """)
    var result: SegmentedTranscript?
    try rows.forEachRow([.text(key.rawValue)]) {
      let speakers = try speakers(of: rows.integer(0), db)
      let warnings = try StoredJSON.list(of: StoredWarning.self, rows.text(4))
      guard let turns = SpanLists.turns(rows.bytes(5), speakers: speakers.count) else {
        throw StoreError.damaged(store.path)
      }
      let size = Int(rows.integer(7))
      let text = CanonicalText(validUTF8: rows.bytes(6))
      guard !isWhole || text.count == size, turns.map(\.span).lie(within: size) else {
        throw StoreError.damaged(store.path)
      }
      let transcript = Transcript(
        key: key, format: rows.text(1), encoding: rows.text(2),
        text: text, speakers: speakers, turns: turns,
        metadata: try StoredJSON.pairs(rows.text(3)),
        warnings: warnings.map(\.diagnostic))
      result = SegmentedTranscript(
        transcript: transcript,
        segments: isWhole ? try segments(of: rows.integer(0), turns: turns, size: size, db) : [:])
    }
    return result
  }

  private func speakers(of reading: Int64, _ db: Database) throws -> [Speaker] {
    let rows = try PreparedStatement(
      db, "SELECT label, role, participant_id FROM speaker WHERE reading_id = ? ORDER BY position")
    var result: [Speaker] = []
    try rows.forEachRow([.integer(reading)]) {
      result.append(
        Speaker(
          label: rows.text(0), role: Role(rawValue: rows.text(1)) ?? .other,
          participant: names.participant[rows.integer(2)]))
    }
    return result
  }

  private func segments(
    of reading: Int64, turns: [Turn], size: Int, _ db: Database
  ) throws -> [SegmentLevel: [Segment]] {
    let rows = try PreparedStatement(
      db, "SELECT level, segments FROM segmentation WHERE reading_id = ?")
    var result: [SegmentLevel: [Segment]] = [:]
    try rows.forEachRow([.integer(reading)]) {
      let segments =
        rows.isNull(1)
        ? turns.enumerated().map { Segment(span: $1.span, turn: $0) }
        : SpanLists.segments(rows.bytes(1))
      guard let level = SegmentLevel(rawValue: rows.text(0)), let segments,
        segments.last.map({ $0.turn < turns.count }) ?? true,
        segments.map(\.span).lie(within: size)
      else { throw StoreError.damaged(store.path) }
      result[level] = segments
    }
    return result
  }
}

extension [TextSpan] {
  /// Whether the spans come in the order of a text of some size, and none reaches beyond it.
  fileprivate func lie(within size: Int) -> Bool {
    allSatisfy { $0.end <= size } && zip(self, dropFirst()).allSatisfy { $0.start <= $1.start }
  }
}
