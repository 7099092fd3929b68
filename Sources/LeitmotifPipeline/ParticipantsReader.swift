import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// Reads the participants' table: a CSV with one row for each participant.
struct ParticipantsReader {
  /// The column with the ids.
  let key: String

  /// Reads the table.
  ///
  /// - Throws: `Diagnostics` for a table without the key's column, an empty id, or an id that stands twice.
  func read(_ source: Source) throws(Diagnostics) -> [Participant] {
    let table = try Table(reading: source.bytes, path: source.path)
    guard let column = table.column(key) else {
      throw Diagnostics(
        .error(
          "missing-column", "the participants' table has no column '\(key)'",
          help: helpForUnknown(key, known: table.columns, called: "columns"),
          at: SourceLocation(path: source.path, line: 1)))
    }
    var diagnostics = Diagnostics()
    var lines: [String: Int] = [:]
    var participants: [Participant] = []
    for row in 0..<table.rowCount {
      let location = table.location(ofRow: row, column: column)
      let id = table[row, column]
      if table.isBlank(row, column) {
        diagnostics.append(
          .error(
            "missing-participant-id", "the row has no '\(key)'",
            help: "give each participant a pseudonym", at: location))
      } else if let other = lines[id] {
        diagnostics.append(
          .error(
            "duplicate-participant", "'\(id)' stands in line \(other) already",
            help: "keep one row for each participant", at: location))
      } else {
        lines[id] = table.line(ofRow: row)
        var attributes: [String: String] = [:]
        for (place, name) in table.columns.enumerated() where place != column {
          attributes[name] = table[row, place]
        }
        participants.append(Participant(id: Identifier(id), attributes: attributes))
      }
    }
    try diagnostics.throwIfErrors()
    return participants.sorted { $0.id < $1.id }
  }
}
