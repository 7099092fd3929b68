public import ArgumentParser
import Foundation
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import MarkupProjects
public import RefiProjects
import ThemesReporter

/// `leitmotif export`: a study's work for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the codings of a study for other programs, or a run as a research object.",
    discussion: """
      csv, jsonl and xlsx have one row a coding, with transcript, participant, speaker, code, coder, rule, place \
      and words; places count the characters of the transcript (Unicode code points) from 0.

        qdpx          REFI-QDA project: NVivo, ATLAS.ti, MAXQDA, QualCoder, ...
        qdc           REFI-QDA codebook
        inception     INCEpTION: a zip of UIMA CAS JSON, one for each text and coder
        label-studio  tasks of Label Studio
        doccano       a zip of JSON lines, one file for each coder
        brat          a zip of standoff files, one folder for each coder

      What a format has no place for is counted and told; --losses writes it as JSON. A classifier is written as \
      its name with the codebook's version: keywords@3.

      --rocrate writes a folder that describes the newest run for archives (Workflow Run RO-Crate 0.5): pipeline, \
      codebook, figures, and the names and hashes of what was read; no word of an interview.
      """)

  /// A format.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl, xlsx, qdpx, qdc, inception, labelStudio = "label-studio", doccano, brat
  }

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Flag(help: "Export the codings, as a table.")
  var codings = false

  @Flag(help: "Export what the merge made final, instead of what the coders proposed.")
  var final = false

  @Option(
    name: .customLong("format"),
    help: "How it is written: see above; without it as the name of the file ends, else as csv.")
  var chosenFormat: Format?

  var format: Format {
    chosenFormat ?? out.flatMap { Format(rawValue: URL(filePath: $0).pathExtension.lowercased()) }
      ?? .csv
  }

  @Option(
    help: "Describe the newest run in this new folder, as an RO-Crate.", completion: .directory)
  var rocrate: String?

  @Option(help: "The terms under which others may use the crate: an address, or words.")
  var license = "No license was given: ask the study's authors"

  @Option(help: "The file to write, instead of standard output.", completion: .file())
  var out: String?

  @Option(help: "For which program a qdpx counts line ends: standard, atlas or maxqda.")
  var lineEnds = RefiExport.LineEnds.standard

  @Option(help: "Write what the format has no place for as JSON.", completion: .file())
  var losses: String?

  func validate() throws {
    guard rocrate == nil || !codings else {
      throw ValidationError("Say one of --codings and --rocrate FOLDER")
    }
    guard rocrate != nil || codings || ![.csv, .jsonl, .xlsx].contains(format) else {
      throw ValidationError("Say what to export: --codings, or --rocrate FOLDER")
    }
    guard !(codings && format == .qdc) else {
      throw ValidationError("A .qdc holds the codebook and no codings: leave out --codings")
    }
  }

  func run() throws {
    if let rocrate { return try exportCrate(to: rocrate) }
    let study = try Store(at: store, access: .read).reader()
    switch format {
    case .csv, .jsonl, .xlsx: try writeTable(of: study)
    default: try writeProject(of: study)
    }
  }

  private func writeTable(of study: StoreReader) throws {
    let selection: CodingExport.Selection = final ? .final : .proposals
    func write(to body: ([UInt8]) throws -> Void) throws {
      guard format != .xlsx else {
        return try CodingExport.writeWorkbook(of: study, selection, to: body)
      }
      var export = try CodingExport(of: study, as: format == .csv ? .csv : .jsonl)
      try export.write(selection, to: body)
    }
    guard let out else { return try write { writeOutput($0) } }
    try writeWhole(to: out, content: write)
  }

  private func writeProject(of study: StoreReader) throws {
    let name = try study.codebook.name.isEmpty ? study.run.pipeline : study.codebook.name
    let content = StudyContent(
      of: study, name: name, selection: final ? .final : .proposals,
      pipelineText: try study.pipelineText)
    let exported = try files(of: content)
    guard let file = exported.files.first else { return }
    if let out {
      try writeWhole(file.bytes, to: out)
      print("\(out): \(format == .qdc ? "the codebook" : counted(exported.codings, "coding"))")
    } else {
      writeOutput(file.bytes)
    }
    for loss in exported.losses {
      printError("left out: \(loss.count) \(loss.what): \(loss.reason)")
    }
    if let losses {
      let report: JSONValue = [
        "format": .string(format.rawValue), "codings": .integer(exported.codings),
        "losses": .list(exported.losses.map(\.json)),
      ]
      try writeWhole(Array((report.canonicalText + "\n").utf8), to: losses)
    }
  }

  private func files(of content: StudyContent) throws -> ExportedFiles {
    switch format {
    case .qdpx:
      var export = RefiExport(content, lineEnds: lineEnds)
      return try export.project()
    case .qdc:
      var export = RefiExport(content)
      return try export.codebook()
    case .inception: return try InceptionExport.files(of: content)
    case .labelStudio: return try LabelStudioExport.files(of: content)
    case .doccano: return try DoccanoExport.files(of: content)
    case .brat, .csv, .jsonl, .xlsx: return try BratExport.files(of: content)
    }
  }
}

extension RefiExport.LineEnds: ExpressibleByArgument {}
