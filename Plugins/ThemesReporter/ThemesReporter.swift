public import LeitmotifModel
public import LeitmotifPlugin

/// Tells how many participants raised each theme, and what they said.
public struct ThemesReporter: Reporter {
  public static let name = "themes"
  public static let summary =
    "Reports the themes: how many participants raised each, who, and every quotation."
  public static let version = 5

  /// A form in which the report is written.
  public enum Format: String, SettingChoice {
    /// `report.html`: one page that needs no network.
    case html
    /// `report.txt`: the tables as plain text.
    case text
    /// `report.md`: the tables as Markdown.
    case markdown
    /// `report.tex`: the tables as LaTeX, to be put into a paper.
    case latex
    /// `themes.csv`, `quotations.csv` and a file for each table.
    case csv
    /// `report.xlsx`: a workbook with a sheet for each table.
    case xlsx
  }

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// The report's title; empty for the study's name.
    public var title = ""
    /// The forms in which it is written.
    public var formats: [Format] = [.html, .text, .csv]
    /// The tables in front of the quotations; empty for one list of all themes.
    public var tables: [TableSettings] = []
    /// How many quotations of a theme the page holds at most.
    public var quotationsPerTheme = 500
    /// Whether the page holds the turns that are quoted, each with the turn before it.
    public var places = true
    /// What is kept back.
    public var privacy = Privacy()

    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("title", \.title, "The report's title; the study's name unless set."),
      Setting("formats", \.formats, "The forms in which the report is written."),
      Setting("tables", \.tables, "The tables in front; one list of all themes unless set."),
      Setting(
        "quotationsPerTheme", \.quotationsPerTheme,
        "How many quotations of a theme the page holds; quotations.csv has all."),
      Setting(
        "places", \.places,
        "Put the quoted turns into the page, each with the turn before it."),
      Setting("privacy", \.privacy, "What is kept back."),
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
    guard !setup.codebook.codes.isEmpty else { return }
    let codes = setup.codebook.errors(
      inPatterns: configuration.tables.flatMap(\.codes), of: "codes")
    let with = setup.codebook.errors(inPatterns: configuration.tables.flatMap(\.with), of: "with")
    try Diagnostics(codes + with).throwIfErrors()
  }

  public func report(on study: any StudyReader, in context: StageContext) throws -> Report {
    let content = try content(of: study, in: context)
    let text = PlainTextReport(content).text
    return Report(
      files: configuration.formats.flatMap { files(in: $0, content, text: text, study) }, text: text
    )
  }

  private func content(
    of study: any StudyReader, in context: StageContext
  ) throws -> ReportContent {
    let settings = configuration.tables.isEmpty ? [TableSettings()] : configuration.tables
    var tallies = Tallies(for: settings, in: try study.codebook)
    let pins = settings.flatMap { $0.quote.values.joined().map(\.quote) }
    let table = try ThemeTable(
      of: study, quotationsPerTheme: configuration.quotationsPerTheme, pinned: Set(pins),
      privacy: configuration.privacy, tallies: &tallies)
    try configuration.privacy.refuseLabels(of: table)
    let maker = PartMaker(table: table, tallies: tallies, study: study, context: context)
    let parts = try settings.enumerated().map { try maker.part($0, $1) }
    let isPage = configuration.formats.contains(.html)
    let hasPlaces = isPage && configuration.places && QuotationData(table: table) == nil
    return ReportContent(
      title: configuration.title.isEmpty ? table.study : configuration.title, table: table,
      parts: parts, notices: ReportContent.keptBack(in: table) + maker.notices.lines,
      reasons: try Reasons(of: table, in: study),
      places: hasPlaces ? try QuotedTranscript.all(of: table, in: study) : [],
      agreement: isPage
        ? try AgreementSection(of: study, isNaming: !configuration.privacy.pseudonymsOnly) : nil)
  }

  private func files(
    in format: Format, _ content: ReportContent, text: String, _ study: any StudyReader
  ) -> [Report.File] {
    switch format {
    case .html: return [Report.File(name: "report.html") { try Page(content).write(to: $0) }]
    case .text: return [Report.File(name: "report.txt", bytes: Array(text.utf8))]
    case .markdown:
      return [Report.File(name: "report.md", bytes: Array(MarkdownReport(content).text.utf8))]
    case .latex:
      return [Report.File(name: "report.tex", bytes: Array(LaTeXReport(content).text.utf8))]
    case .csv:
      let tables = content.parts.enumerated().compactMap { number, part in
        part.grid.map { Report.File(name: "table-\(number + 1).csv", bytes: rows(of: $0)) }
      }
      return [
        Report.File(name: "themes.csv", bytes: themeRows(of: content.table)),
        Report.File(name: "quotations.csv") { body in
          let quoting = try Quoting(of: study, content.table)
          try QuotationRows(codebook: study.codebook, table: content.table, quoting: quoting)
            .write(of: study, to: body)
        },
      ] + tables
    case .xlsx:
      return [
        Report.File(name: "report.xlsx") { body in
          try WorkbookReport(content, study: study).write(to: body)
        }
      ]
    }
  }
}
