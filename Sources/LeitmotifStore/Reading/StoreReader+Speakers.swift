public import LeitmotifModel

extension StoreReader {
  /// The file of the store.
  public var path: String { store.path }

  /// The first coding whose row names another speaker than the transcript has at its place.
  ///
  /// The row's speaker only saves whoever counts by participant a look at the turns.
  ///
  /// - Returns: The place, whom the row names, and who speaks there; `nil` when all rows are right.
  /// - Throws: `StoreError`.
  public func firstWrongSpeaker() throws -> (
    transcript: Identifier<Transcript>, offset: Int, stored: String?, found: String?
  )? {
    for (key, number) in try numberedTranscripts {
      guard let transcript = try outline(key)?.transcript else { continue }
      var wrong: (offset: Int, stored: Int64?, found: Int?)?
      try store.read { db in
        for table in ["coding", "final_coding"] where wrong == nil {
          let rows = try PreparedStatement(
            db,
            """
            SELECT start_byte, speaker FROM \(table) c WHERE transcript_id = ? AND \(holds("c"))
            """)
          try rows.readRows([.integer(number)]) {
            let (offset, stored) = (Int(rows.integer(0)), rows.optionalInteger(1))
            let found = transcript.turn(at: offset).flatMap { transcript.turns[$0].speaker }
            guard stored != found.map({ Int64($0) }) else { return true }
            wrong = (offset, stored, found)
            return false
          }
        }
      }
      if let wrong {
        func label(_ speaker: Int?) -> String? {
          speaker.map { number in
            transcript.speakers.indices.contains(number)
              ? transcript.speakers[number].label : "number \(number)"
          }
        }
        return (key, wrong.offset, label(wrong.stored.map { Int($0) }), label(wrong.found))
      }
    }
    return nil
  }
}
