import LeitmotifModel

/// Finds out which participant each speaker of a transcript is.
///
/// What the ingester's settings say counts first. Without them a label that the participants' table lists is
/// that participant; any other label is somebody of this transcript alone, for two interviews' "Participant"
/// are two people.
struct ParticipantResolver: Sendable {
  private let known: Set<Identifier<Participant>>
  private let hasTable: Bool

  init(table: [Participant], hasTable: Bool) {
    known = Set(table.map(\.id))
    self.hasTable = hasTable
  }

  /// All that the outcome depends on besides the transcript.
  var text: String {
    hasTable ? known.map(\.rawValue).sorted().joined(separator: "\n") : "no table"
  }

  /// Fills in the participants of a transcript's speakers; one that the table lacks is a warning.
  func resolve(_ transcript: inout Transcript, path: String) {
    for place in transcript.speakers.indices where transcript.speakers[place].role == .participant {
      let label = transcript.speakers[place].label
      let said = transcript.speakers[place].participant
      let participant: Identifier<Participant>
      if let said {
        participant = said
      } else if known.contains(Identifier(label)) {
        participant = Identifier(label)
      } else {
        participant = Identifier("\(transcript.key)/\(label)")
      }
      transcript.speakers[place].participant = participant
      if hasTable, !known.contains(participant) {
        // The name that was looked for: the settings may say another than the label.
        let name = said?.rawValue ?? label
        transcript.warnings.append(
          .warning(
            "unknown-participant",
            name == label
              ? "the speaker '\(label)' is no participant of the table"
              : "the speaker '\(label)' is '\(name)', who is no participant of the table",
            help: "add a row '\(name)' to the table, or mend the name: "
              + helpForUnknown(
                name, known: known.map(\.rawValue).sorted(), called: "participants"),
            at: SourceLocation(path: path)))
      }
    }
  }
}
