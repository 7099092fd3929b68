import LeitmotifArchive
public import LeitmotifModel
public import LeitmotifPlugin

/// Reads answers from a table: each row is what one participant answers.
public struct SurveyIngester: Ingester {
  public static let name = "survey"
  public static let summary =
    "Reads answers from a table (.csv, .tsv, .xlsx): a row for each participant."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// The column that says who answers.
    public var participant = ""

    /// The columns of answers.
    public var answers: [String] = []

    /// The column that says when a row begins.
    public var time = ""

    /// The column that says when a row ends.
    public var end = ""

    /// The sheet of a workbook.
    public var sheet = ""

    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "participant", \.participant,
        "The column that says who answers; found by its name when it is not set."),
      Setting(
        "answers", \.answers,
        "The columns of answers; those with the longest texts when none is set."),
      Setting(
        "time", \.time, "The column that says when a row begins, in tables of what was said."),
      Setting("end", \.end, "The column that says when a row ends."),
      Setting("sheet", \.sheet, "The sheet of a workbook; the first one when it is not set."),
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
    ]
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    if isWorkbook(source) { return .certain }
    return ["csv", "tsv"].contains(source.fileExtension) ? .likely : .no
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    let table = try SurveyRows(source, sheet: configuration.sheet)
    let columns = try SurveyColumns(table, configuration, path: source.path)
    var spoken = SpokenText()
    for row in table.rows {
      for column in columns.answers {
        let label = columns.participant.map { collapsed(row.cells[$0]) }
          .flatMap { $0.isEmpty ? nil : $0 }
        // In a table of what was said, a row is no person.
        spoken.add(
          row.cells[column].utf8, label: label ?? (columns.time == nil ? "row \(row.number)" : nil),
          start: columns.time.flatMap { milliseconds(ofTime: row.cells[$0]) },
          end: columns.end.flatMap { milliseconds(ofTime: row.cells[$0]) })
      }
    }
    var metadata: [String: String] = [:]
    for (number, column) in columns.answers.enumerated() {
      metadata["question.\(number + 1)"] = table.columns[column]
    }
    return Transcript(
      of: source, format: table.format, encoding: table.encoding, text: spoken.text,
      turns: spoken.turns, speakers: configuration.speakers, metadata: metadata,
      warnings: table.warnings + notes(on: table, columns, spoken, in: source))
  }

  private func notes(
    on table: SurveyRows, _ columns: SurveyColumns, _ spoken: SpokenText, in source: Source
  ) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    let location = SourceLocation(path: source.path)
    if spoken.turns.isEmpty {
      notes.append(
        .warning(
          "no-speech", "no column of the table looks like answers in words",
          help: "name the columns in 'answers': "
            + table.columns.filter { !$0.isEmpty }.joined(separator: ", "), at: location))
    } else if columns.participant == nil {
      notes.append(
        .warning(
          "no-labels",
          columns.time == nil
            ? "no column says who answers; each row is taken for a participant of its own"
            : "no column says who speaks",
          help: "name the column in 'participant'", at: location))
    }
    return notes
  }
}

/// The time of a recording in milliseconds: a clock's with seconds, as `00:04:10` or `4:10,5`, or seconds, as `250.5`.
///
/// - Returns: `nil` for what is no time; a date is none.
func milliseconds(ofTime text: String) -> Int? {
  let parts = text.replacing(",", with: ".").split(separator: ":", omittingEmptySubsequences: false)
    .map { Double($0) }
  guard (1...3).contains(parts.count) else { return nil }
  var seconds = 0.0
  for part in parts {
    guard let part, (0..<1e6).contains(part) else { return nil }
    seconds = seconds * 60 + part
  }
  return seconds < 1e6 ? Int((seconds * 1000).rounded()) : nil
}

/// A text with single blanks between its words, and none around them.
func collapsed(_ text: String) -> String {
  text.split { $0.isWhitespace }.joined(separator: " ")
}

/// Whether a file is an Excel workbook, by its name or by what it holds.
func isWorkbook(_ source: Source) -> Bool {
  guard Archive.begins(source.bytes) else { return false }
  return source.fileExtension == "xlsx" || source.fileExtension == "xlsm"
    || Array(source.bytes.suffix(1 << 16)).holds("xl/workbook.xml")
}
