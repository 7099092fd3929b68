public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads tables of units × coders: wide, with columns for each coder; long, with a row for each coder's unit; or
/// one file for each coder. Each unit is a transcript of its own.
public struct UnitsImporter: ProjectImporter {
  public static let name = "units"
  public static let summary =
    "Reads tables of units and coders' ratings, wide or long; each unit becomes a transcript."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// What may be said of any project.
    public var exchange = ExchangeSettings()
    /// The column that names the unit.
    public var unit = ""
    /// The column with the unit's text.
    public var text = ""
    /// The column that names the coder.
    public var coderColumn = ""
    /// The columns that hold codes.
    public var columns: [String] = []
    /// What cells mean that are written in several ways.
    public var values: [String: String] = [:]

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] =
      [
        Setting(
          "unit", \.unit, "The column that names the unit; `unit`, `id`, or the text when empty."),
        Setting(
          "text", \.text,
          "The column with the unit's text; `text`, or what names the unit, when empty."),
        Setting(
          "coderColumn", \.coderColumn,
          "In a long table the column that names the coder; `coder` when empty."),
        Setting(
          "columns", \.columns,
          "The columns that hold codes; in a wide table with `{coder}` where the coder's name stands."
        ),
        Setting(
          "values", \.values,
          "What cells mean that are written in several ways, such as `Y: yes`; `-` means blank."),
      ] + ExchangeSettings.settings(at: \.exchange)
  }

  private let configuration: Configuration
  public var exchange: ExchangeSettings { configuration.exchange }

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    guard Sheet.mayBe(source), let sheet = try? Sheet(source) else { return .no }
    return sheet.columns.contains { $0.lowercased() == "unit" } ? .likely : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let sheet = try Sheet(source)
    var reader = try UnitsReader(sheet, configuration, path: source.path)
    try reader.read()
    return reader.project
  }
}
