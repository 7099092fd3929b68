public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads tables with a row for each coding: what was quoted, its code, and perhaps where it stands.
///
/// Taguette's export of highlights is such a table, and so is what most teams keep in a spreadsheet.
public struct QuotesImporter: ProjectImporter {
  public static let name = "quotes"
  public static let summary =
    "Reads tables with a row for each quotation and its code; the words are looked for in the text."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// What may be said of any project.
    public var exchange = ExchangeSettings()
    /// The column that names the transcript.
    public var transcript = ""
    /// The column with the quoted words.
    public var quotation = ""
    /// The column with the code.
    public var code = ""
    /// The column that names the coder.
    public var coderColumn = ""

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] =
      [
        Setting(
          "transcript", \.transcript,
          "The column that names the transcript; `transcript`, `document`, `file` or `source` when empty."
        ),
        Setting(
          "quotation", \.quotation,
          "The column with the quoted words; `quotation`, `quote`, `text`, `content` or `segment` when empty."
        ),
        Setting("code", \.code, "The column with the code; `code`, `tag` or `theme` when empty."),
        Setting(
          "coderColumn", \.coderColumn, "The column that names the coder; `coder` when empty."),
      ] + ExchangeSettings.settings(at: \.exchange)
  }

  private let configuration: Configuration
  public var exchange: ExchangeSettings { configuration.exchange }

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    guard Sheet.mayBe(source), let sheet = try? Sheet(source) else { return .no }
    let columns = try? Columns(sheet, Configuration(), path: source.path)
    return columns == nil ? .no : .likely
  }

  private struct Columns {
    let transcript: Int
    let quotation: Int
    let code: Int
    let coder: Int?
    let start: Int?
    let end: Int?
    let memo: Int?
    let id: Int?

    init?(_ sheet: Sheet, _ settings: Configuration, path: String) throws(Diagnostics) {
      let transcript = try sheet.column(
        settings.transcript, usual: ["transcript", "document", "file", "source"], in: path)
      let quotation = try sheet.column(
        settings.quotation,
        usual: ["quotation", "quote", "text", "content", "segment", "coded segment", "seltext"],
        in: path)
      let code = try sheet.column(settings.code, usual: ["code", "tag", "theme"], in: path)
      guard let transcript, let quotation, let code else { return nil }
      self.transcript = transcript
      self.quotation = quotation
      self.code = code
      coder = try sheet.column(
        settings.coderColumn, usual: ["coder", "owner", "annotator"], in: path)
      start = try sheet.column("", usual: ["start", "begin", "pos0"], in: path)
      end = try sheet.column("", usual: ["end", "pos1"], in: path)
      memo = try sheet.column("", usual: ["memo", "comment", "note"], in: path)
      id = try sheet.column("", usual: ["id"], in: path)
    }
  }

  public func project(from source: Source) throws -> ForeignProject {
    let sheet = try Sheet(source)
    guard let columns = try Columns(sheet, configuration, path: source.path) else {
      throw Diagnostics(
        .error(
          "missing-column",
          "the table has no columns for the transcript, the quotation and the code",
          help: "name them with the settings 'transcript', 'quotation' and 'code'",
          at: SourceLocation(path: source.path, line: 1)))
    }
    var project = ForeignProject(format: Self.name)
    project.pathSeparator = "."
    var sources: [String: Int] = [:]
    for row in 0..<sheet.rowCount {
      let code = sheet[row, columns.code]
      guard !code.isEmpty else {
        project.lose("rows", because: "they name no code")
        continue
      }
      let name = sheet[row, columns.transcript]
      let place = sources[name] ?? project.sources.count
      if sources[name] == nil {
        sources[name] = place
        project.sources.append(ForeignSource(name: name, text: nil))
      }
      let start = columns.start.flatMap { Int(sheet[row, $0]) }
      let end = columns.end.flatMap { Int(sheet[row, $0]) }
      let offsets = start.flatMap { start in end.map { ForeignCoding.Place.offsets(start, $0) } }
      let quotation = sheet[row, columns.quotation]
      let id = columns.id.map { "highlight \(sheet[row, $0])" } ?? "line \(sheet.line(ofRow: row))"
      let theme = project.code(called: code)
      project.codings.append(
        ForeignCoding(
          source: place, code: theme,
          coder: columns.coder.map { sheet[row, $0] } ?? "", place: offsets ?? .quoted,
          quotation: quotation.isEmpty ? nil : quotation,
          memo: columns.memo.map { sheet[row, $0] } ?? "", id: id))
    }
    return project
  }
}
