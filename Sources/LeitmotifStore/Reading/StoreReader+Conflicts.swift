import GRDB
public import LeitmotifModel

extension StoreReader {
  /// The places whose final codings cannot stand beside others of the same participant, by transcript, span and code.
  ///
  /// Nothing is read where no code says so; else the numbers of final codings of the codes that exclude each other, and
  /// of the transcripts in which some conflict, one after the other, what was coded with these codes.
  ///
  /// - Throws: `StoreError`.
  public var participantConflicts: [OpenPlace] {
    get throws {
      guard try hasParticipantExclusion, var exclusion = ParticipantExclusion(try codebook) else {
        return []
      }
      let numbers = try store.read { try self.numbers(of: exclusion.codes, $0) }
      let condition = "code_id IN (\(numbers.map { String($0) }.joined(separator: ", ")))"
      let holders = try store.read { try self.holders(where: condition, &exclusion, $0) }
      let conflicting = exclusion.participants
      guard !conflicting.isEmpty else { return [] }
      let pipeline = try pipelineText
      let rule =
        pipeline.isEmpty
        ? PlaceRule()
        : PlaceRule(ofMergeIn: try JSONReader.read(Array(pipeline.utf8), path: "pipeline"))
      var found: [OpenPlace] = []
      for (key, number) in try numberedTranscripts
      where !conflicting.isDisjoint(with: holders[number] ?? []) {
        let coded = try store.read { try codedTranscript(key, where: condition, $0) }
        guard let coded else { continue }
        found += try exclusion.openPlaces(in: coded, by: rule) { try decision($0) }
      }
      return found
    }
  }

  /// Whether codes of the run's codebook exclude each other over a participant.
  private var hasParticipantExclusion: Bool {
    get throws {
      try store.read { db in
        try PreparedStatement(
          db,
          """
          SELECT 1 FROM codebook_code WHERE exclusive = 'participant'
          AND codebook_id = (SELECT codebook_id FROM run WHERE id = ?)
          """
        ).firstInteger([.integer(run.id)]) != nil
      }
    }
  }

  private func numbers(of codes: [Identifier<Code>], _ db: Database) throws -> [Int64] {
    let rows = try PreparedStatement(db, "SELECT id FROM code WHERE name = ?")
    return try codes.compactMap { try rows.firstInteger([.text($0.rawValue)]) }
  }

  /// Tells of all final codings for which a condition holds.
  ///
  /// - Returns: For each transcript's number whose they are.
  private func holders(
    where condition: String, _ exclusion: inout ParticipantExclusion, _ db: Database
  ) throws -> [Int64: Set<Identifier<Participant>>] {
    struct Row: Hashable {
      let code: Int64
      let speaker: Int64
      let origin: Int64
    }
    let voices = try Voices(of: self, db)
    var holders: [Int64: Set<Identifier<Participant>>] = [:]
    for table in ["coding c WHERE origin_id IS NOT NULL AND", "final_coding c WHERE"] {
      let rows = try PreparedStatement(
        db,
        """
        SELECT transcript_id, code_id, speaker, origin_id FROM \(table) speaker IS NOT NULL
        AND \(condition) AND \(holds("c"))
        """)
      // Most codings say again what one before them in the transcript said.
      var seen: Set<Row> = []
      var transcript: Int64 = 0
      try rows.forEachRow([]) {
        if rows.integer(0) != transcript {
          transcript = rows.integer(0)
          seen = []
        }
        let row = Row(code: rows.integer(1), speaker: rows.integer(2), origin: rows.integer(3))
        guard seen.insert(row).inserted, let code = names.code[row.code],
          let number = voices.participant(transcript, speaker: row.speaker),
          let participant = names.participant[number]
        else { return }
        exclusion.add(code, of: participant, isDecided: names.origin[row.origin] == .decision)
        holders[transcript, default: []].insert(participant)
      }
    }
    return holders
  }
}
