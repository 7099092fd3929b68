public import LeitmotifModel
import LeitmotifTable

/// Settings with a map of speakers, which may also stand in a table: `speakers: speakers.csv`.
public protocol SpeakerMapped: StageConfiguration {
  /// Who the labels stand for.
  var speakers: SpeakerMap { get set }
}

/// A table that says who the labels of transcripts stand for: `label,role,participant`, and perhaps `transcript`.
///
/// `leitmotif inspect --save-speakers` writes it; a label is a pattern, as in the setting `speakers`.
public enum SpeakerTable {
  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The CSV file.
  ///   - path: Its name, for messages.
  /// - Returns: An entry for each row.
  /// - Throws: `Diagnostics` with everything that is wrong in it.
  public static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> SpeakerMap {
    let table = try Table(reading: bytes, path: path)
    var diagnostics = Diagnostics()
    guard let label = table.column("label") else {
      throw Diagnostics(
        .error(
          "missing-column", "there is no column 'label'",
          help: "columns: label, role, participant", at: SourceLocation(path: path, line: 1)))
    }
    let roleColumn = table.column("role")
    let participant = table.column("participant")
    var entries: [SpeakerEntry] = []
    for row in 0..<table.rowCount where !table.isBlank(row, label) {
      var entry = SpeakerEntry(match: cell(row, label), role: .participant)
      if let roleColumn, !table.isBlank(row, roleColumn) {
        let name = cell(row, roleColumn)
        if let role = Role(rawValue: name) {
          entry.role = role
        } else {
          diagnostics.append(
            .error(
              "unknown-value",
              "there is no role \(name.utf8.count <= 48 ? "'\(name)'" : "of that name")",
              help: helpForUnknown(name, known: Role.allCases.map(\.rawValue), called: "roles"),
              at: table.location(ofRow: row, column: roleColumn)))
        }
      }
      if let participant { entry.participant = cell(row, participant) }
      entries.append(entry)
    }
    try diagnostics.throwIfErrors()
    return SpeakerMap(entries)

    func cell(_ row: Int, _ column: Int) -> String {
      TableWriter.withoutApostrophe(table[row, column])
        .split(separator: " ").joined(separator: " ")
    }
  }

  /// Writes the speakers of transcripts, each label once.
  ///
  /// - Returns: The CSV file's bytes.
  public static func write(_ speakers: [Speaker]) -> [UInt8] {
    var writer = TableWriter(columns: ["label", "role", "participant"])
    var seen: Set<String> = []
    for speaker in speakers where seen.insert(speaker.label).inserted {
      writer.append([
        speaker.label.isEmpty ? SpeakerMap.unlabelled : speaker.label, speaker.role.rawValue,
        speaker.participant?.rawValue ?? "",
      ])
    }
    return writer.takeBytes()
  }
}
