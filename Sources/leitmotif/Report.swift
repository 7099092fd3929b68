import ArgumentParser
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifYAML
import ThemesReporter

/// `leitmotif report`: the themes of a study, and how many participants raised each.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Shows the themes: how many participants raised each, who, and their words.",
    discussion: """
      The tables are those of the pipeline's `report: themes`. Prints them as text, and with --to also writes \
      report.html (one page that needs no network), report.txt, themes.csv and quotations.csv.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Option(help: "The folder for the report's files.", completion: .directory)
  var to: String?

  @Flag(help: "Print the figures and quotations as one JSON object, for other programs.")
  var json = false

  func run() throws {
    let study = try Store(at: store, access: .read).reader()
    let settings = try themesSettings(inPipeline: study.pipelineText, of: store)
    let output = try themesReport(on: study, settings: settings, writingTo: to, asJSON: json)
    print(output, terminator: "")
  }
}

/// What `leitmotif report` prints, after writing the report's files.
///
/// - Parameters:
///   - study: The study.
///   - settings: What the pipeline says of the report.
///   - folder: Where the files go; `nil` for nowhere.
///   - asJSON: Whether the output is for programs.
/// - Returns: The text for standard output.
/// - Throws: `Diagnostics` when a file cannot be written; what the study throws.
func themesReport(
  on study: any StudyReader, settings: ThemesReporter.Configuration, writingTo folder: String?,
  asJSON: Bool
) throws -> String {
  let figures = {
    let table = try ThemeTable(of: study, privacy: settings.privacy)
    try settings.privacy.refuseLabels(of: table)
    return table.json.canonicalText + "\n"
  }
  if asJSON, folder == nil { return try figures() }
  let context = StageContext(agreement: statedAgreement)
  let reporter = try ThemesReporter(
    configuration: settings, setup: StageSetup(codebook: try study.codebook))
  let report = try reporter.report(on: study, in: context)
  printWarnings(context.diagnostics)
  if let folder { _ = try ReportFolder(path: folder).write(report) }
  return asJSON ? try figures() : report.text
}

/// What a pipeline, as the store keeps it, says of `report: themes`; the defaults where it says nothing.
///
/// - Parameters:
///   - text: The pipeline; empty for a store that none made.
///   - path: The store, for messages.
/// - Returns: The settings of the first such report.
/// - Throws: `Diagnostics` when they cannot be read: without them names might be shown that are not to be.
func themesSettings(
  inPipeline text: String, of path: String
) throws(Diagnostics) -> ThemesReporter.Configuration {
  guard !text.isEmpty else { return .init() }
  let pipeline = try YAMLReader.read(Array(text.utf8), path: path)
  guard
    let stage = pipeline["stages"]?.list?.first(where: {
      $0["kind"]?.scalar == StageKind.report.rawValue && $0["plugin"]?.scalar == ThemesReporter.name
    }),
    let settings = stage["settings"]
  else { return .init() }
  let collector = DiagnosticCollector()
  let configuration = ThemesReporter.Configuration.read(settings, reporting: collector)
  try collector.diagnostics.throwIfErrors()
  return configuration ?? .init()
}
