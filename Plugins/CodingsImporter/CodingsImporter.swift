import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifTable

/// Reads people's codings from a table with a row for each.
public struct CodingsImporter: Importer {
  public static let name = "codings"
  public static let summary = "Reads people's codings from a CSV table with a row for each."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// Who coded the rows that name nobody; empty for the file's name without its ending.
    public var coder = ""

    /// What becomes of codings whose words stand elsewhere now.
    public var moved = MovedChoice.follow

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "coder", \.coder,
        "Who coded the rows that name nobody; the file's name without its ending when empty."),
      Setting(
        "moved", \.moved,
        "What becomes of a coding whose `text` is not at its place: it follows its words, or is refused."
      ),
    ]
  }

  private let coder: String
  private let moved: MovedChoice

  public init(configuration: Configuration, setup: StageSetup) {
    coder = configuration.coder
    moved = configuration.moved
  }

  public func codings(
    from source: Source, study: any StudyOutline, in context: StageContext
  ) throws -> ImportedCodings {
    let table = try Table(reading: source.bytes, path: source.path)
    let columns = try CodingColumns(of: table, codebook: study.codebook)
    var reader = CodingReader(
      table: table, columns: columns, study: study, coder: coder.isEmpty ? source.stem : coder,
      moved: moved)
    let imported = try reader.read()
    try reader.diagnostics.throwIfErrors()
    for warning in reader.diagnostics.sorted { context.report(warning) }
    return imported
  }
}

/// The setting `moved`: a transcript may be corrected after it was coded.
public enum MovedChoice: String, SettingChoice, Hashable {
  /// The coding follows its words to the one place where they stand; else it is named as an orphan.
  case follow
  /// The file is refused.
  case refuse
}
