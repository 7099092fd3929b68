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

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "coder", \.coder,
        "Who coded the rows that name nobody; the file's name without its ending when empty.")
    ]
  }

  private let coder: String

  public init(configuration: Configuration, setup: StageSetup) {
    coder = configuration.coder
  }

  public func codings(
    from source: Source, study: any StudyOutline, in context: StageContext
  ) throws -> ImportedCodings {
    let table = try Table(reading: source.bytes, path: source.path)
    let columns = try CodingColumns(of: table, codebook: study.codebook)
    var reader = CodingReader(
      table: table, columns: columns, study: study, coder: coder.isEmpty ? source.stem : coder)
    let imported = try reader.read()
    try reader.diagnostics.throwIfErrors()
    for warning in reader.diagnostics.sorted { context.report(warning) }
    return imported
  }
}
