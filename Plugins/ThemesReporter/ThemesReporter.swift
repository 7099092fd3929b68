public import LeitmotifModel
public import LeitmotifPlugin

/// Tells how many participants raised each theme, and what they said.
public struct ThemesReporter: Reporter {
  public static let name = "themes"
  public static let summary =
    "Reports the themes: how many participants raised each, who, and every quotation."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// The report's title; empty for the study's name.
    public var title = ""
    /// The tables in front of the quotations; empty for one list of all themes.
    public var tables: [TableSettings] = []
    /// How many quotations of a theme the page holds at most.
    public var quotationsPerTheme = 500

    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("title", \.title, "The report's title; the study's name unless set."),
      Setting("tables", \.tables, "The tables in front; one list of all themes unless set."),
      Setting(
        "quotationsPerTheme", \.quotationsPerTheme,
        "How many quotations of a theme the page holds; quotations.csv has all."),
    ]

    public func validate() -> [SettingProblem] {
      quotationsPerTheme > 0
        ? []
        : [SettingProblem("quotationsPerTheme", "a theme needs one at least", help: "write 1")]
    }
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) throws {
    self.configuration = configuration
    let patterns = configuration.tables.flatMap(\.codes)
    guard !setup.codebook.codes.isEmpty else { return }
    try Diagnostics(setup.codebook.errors(inPatterns: patterns, of: "codes")).throwIfErrors()
  }

  public func report(on study: any StudyReader, in context: StageContext) throws -> Report {
    var rows = QuotationRows(codebook: try study.codebook)
    let table = try ThemeTable(
      of: study, quotationsPerTheme: configuration.quotationsPerTheme
    ) { rows.append($0) }
    let settings = configuration.tables.isEmpty ? [TableSettings()] : configuration.tables
    let parts = settings.map { Part(settings: $0, in: table, context: context) }
    let title = configuration.title.isEmpty ? table.study : configuration.title
    let text = PlainTextReport(title: title, table: table, parts: parts).text
    let page = Page(title: title, table: table, parts: parts).html
    return Report(
      files: [
        Report.File(name: "report.html", bytes: Array(page.text.utf8)),
        Report.File(name: "report.txt", bytes: Array(text.utf8)),
        Report.File(name: "themes.csv", bytes: themeRows(of: table)),
        Report.File(name: "quotations.csv", bytes: rows.bytes),
      ], text: text)
  }
}
