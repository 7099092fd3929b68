public import ArgumentParser
import LeitmotifExchange
import LeitmotifModel
import MarkupProjects
public import RefiProjects
import ThemesReporter

/// A way to write a study's work for other programs: one entry of `all`.
struct ExportFormat: Sendable {
  /// What the command line says besides; a format looks at what it understands.
  struct Choices {
    /// Whether what the merge made final is written, instead of what the coders proposed.
    let isFinal: Bool
    /// How a qdpx counts line ends.
    let lineEnds: RefiExport.LineEnds
  }

  /// How the work is written.
  enum Content: Sendable {
    /// A table with a row a coding, handed to a function piece by piece.
    case table(@Sendable (any StudyReader, Choices, ([UInt8]) throws -> Void) throws -> Void)
    /// A project, or a part of one: it is made whole, and told what it has no place for.
    case project(@Sendable (StudyContent, Choices) throws -> ExportedFiles)
  }

  /// The name for the command line; a file that ends so is written in it.
  let name: String
  /// What it is, for the help; of tables that says it for all of them.
  var summary = ""
  /// Whether codings are in it, or only the codebook.
  var holdsCodings = true
  let content: Content

  var isTable: Bool { if case .table = content { true } else { false } }
}

extension ExportFormat {
  /// Every format, in the order of the help; the first is taken where nothing else is said.
  static let all = [
    ExportFormat(name: "csv", content: .table { try writeRows(of: $0, as: .csv, $1, to: $2) }),
    ExportFormat(name: "jsonl", content: .table { try writeRows(of: $0, as: .jsonl, $1, to: $2) }),
    ExportFormat(
      name: "xlsx",
      content: .table { try CodingExport.writeWorkbook(of: $0, $1.rows, to: $2) }),
    ExportFormat(
      name: "qdpx", summary: "REFI-QDA project: NVivo, ATLAS.ti, MAXQDA, QualCoder, ...",
      content: .project { content, choices in
        var export = RefiExport(content, lineEnds: choices.lineEnds)
        return try export.project()
      }),
    ExportFormat(
      name: "qdc", summary: "REFI-QDA codebook", holdsCodings: false,
      content: .project { content, _ in
        var export = RefiExport(content)
        return try export.codebook()
      }),
    ExportFormat(
      name: "inception",
      summary: "INCEpTION: a zip of UIMA CAS JSON, one for each text and coder",
      content: .project { content, _ in try InceptionExport.files(of: content) }),
    ExportFormat(
      name: "label-studio", summary: "tasks of Label Studio",
      content: .project { content, _ in try LabelStudioExport.files(of: content) }),
    ExportFormat(
      name: "doccano", summary: "a zip of JSON lines, one file for each coder",
      content: .project { content, _ in try DoccanoExport.files(of: content) }),
    ExportFormat(
      name: "brat", summary: "a zip of standoff files, one folder for each coder",
      content: .project { content, _ in try BratExport.files(of: content) }),
  ]

  private static func writeRows(
    of study: any StudyReader, as format: CodingExport.Format, _ choices: Choices,
    to body: ([UInt8]) throws -> Void
  ) throws {
    var export = try CodingExport(of: study, as: format)
    try export.write(choices.rows, to: body)
  }

  /// The names of the tables, for the help: `csv, jsonl and xlsx`.
  static var tables: String {
    let names = all.filter(\.isTable).map(\.name)
    return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  /// The other formats, for the help: a line each.
  static var projects: String {
    let width = (allValueStrings.map(\.count).max() ?? 0) + 2
    return all.filter { !$0.isTable }.map {
      "  " + $0.name + String(repeating: " ", count: width - $0.name.count) + $0.summary
    }.joined(separator: "\n")
  }
}

extension ExportFormat: ExpressibleByArgument {
  init?(argument: String) {
    guard let format = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = format
  }

  static var allValueStrings: [String] { all.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension ExportFormat.Choices {
  /// Which codings are the rows of a table.
  fileprivate var rows: CodingExport.Selection { isFinal ? .final : .proposals }
}

extension RefiExport.LineEnds: ExpressibleByArgument {}
