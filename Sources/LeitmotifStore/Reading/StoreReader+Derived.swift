import GRDB
import LeitmotifDigest
import LeitmotifModel

/// A row that says something else than what it follows from.
public struct WrongRow: Hashable, Sendable {
  /// What differs: "speaker of a coding", "id of a coding", "text".
  public let what: String
  /// Where: a transcript, and an offset in bytes.
  public let place: String
  /// What the row says.
  public let stored: String
  /// What it should say.
  public let found: String
}

extension StoreReader {
  /// The file of the store.
  public var path: String { store.path }

  /// The first row that says something wrong beside what it is there for: what only saves others a look, or a hash.
  ///
  /// A coding's speaker saves whoever counts by participant a look at the turns; its number is what `explain` and the
  /// queue call it by; whether a text is ASCII tells the views how to count its characters.
  ///
  /// - Returns: `nil` when all rows are right.
  /// - Throws: `StoreError`.
  public func firstWrongRow() throws -> WrongRow? {
    for (key, number) in try numberedTranscripts {
      guard let transcript = try transcript(key)?.transcript else { continue }
      let wrong = try store.read { db in
        try wrongText(of: transcript, number, db) ?? wrongCoding(in: transcript, number, db)
      }
      if let wrong { return wrong }
    }
    return nil
  }

  private func wrongText(
    of transcript: Transcript, _ number: Int64, _ db: Database
  ) throws -> WrongRow? {
    let text = transcript.text
    let rows = try PreparedStatement(
      db,
      """
      SELECT x.sha256, x.is_ascii FROM reading d JOIN text x ON x.id = d.text_id
      WHERE d.transcript_id = ? AND \(holds("d"))
      """)
    var wrong: WrongRow?
    func compare(_ stored: String, _ found: String) {
      guard wrong == nil, stored != found else { return }
      wrong = WrongRow(what: "text", place: transcript.key.rawValue, stored: stored, found: found)
    }
    try rows.forEachRow([.integer(number)]) {
      compare(
        Digest(bytes: rows.bytes(0))?.description ?? "no hash", Digest(of: text.bytes).description)
      compare(rows.integer(1) == 0 ? "not ASCII" : "ASCII", text.isASCII ? "ASCII" : "not ASCII")
    }
    return wrong
  }

  private func wrongCoding(
    in transcript: Transcript, _ number: Int64, _ db: Database
  ) throws -> WrongRow? {
    var prefixes: [[Int64]: CodingID.Prefix] = [:]
    var wrong: WrongRow?
    for table in ["coding", "final_coding"] where wrong == nil {
      let rows = try PreparedStatement(
        db,
        """
        SELECT key, code_id, coder_id, rule_id, start_byte, end_byte, speaker
        FROM \(table) c WHERE transcript_id = ? AND \(holds("c"))
        """)
      try rows.readRows([.integer(number)]) {
        let kind = [rows.integer(1), rows.integer(2), rows.integer(3)]
        guard let code = names.code[kind[0]], let coder = names.coder[kind[1]] else {
          throw StoreError.damaged(store.path)
        }
        let prefix =
          prefixes[kind]
          ?? CodingID.Prefix(
            transcript: transcript.key, code: code, coder: coder, rule: names.rule[kind[2]])
        prefixes[kind] = prefix
        let span = try rows.span(4)
        let (id, right) = (
          CodingID(rawValue: rows.integer(0)), CodingID(prefix: prefix, span: span)
        )
        let stored = rows.optionalInteger(6).map { Int($0) }
        let found = transcript.turn(at: span.start).flatMap { transcript.turns[$0].speaker }
        guard id != right || stored != found else { return true }
        let place = "\(transcript.key) at byte \(span.start)"
        wrong =
          id != right
          ? WrongRow(
            what: "id of a coding", place: place, stored: id.description, found: right.description)
          : WrongRow(
            what: "speaker of a coding", place: place, stored: transcript.label(of: stored),
            found: transcript.label(of: found))
        return false
      }
    }
    return wrong
  }
}

extension Transcript {
  /// What a speaker is called, for people.
  fileprivate func label(of speaker: Int?) -> String {
    guard let speaker else { return "nobody" }
    return speakers.indices.contains(speaker) ? speakers[speaker].label : "number \(speaker)"
  }
}
