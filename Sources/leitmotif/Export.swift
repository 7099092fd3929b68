import ArgumentParser
import Foundation
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import RefiProjects

/// `leitmotif export`: a study's work for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the codings of a study for other programs, or a run as a research object.",
    discussion: """
      \(ExportFormat.tables) have one row a coding, with transcript, participant, speaker, code, coder, rule, place \
      and words; places count the characters of the transcript (Unicode code points) from 0.

      \(ExportFormat.projects)

      What a format has no place for is counted and told; --losses writes it as JSON. A classifier is written as \
      its name with the codebook's version: keywords@3.

      --rocrate writes a folder that describes the newest run for archives (Workflow Run RO-Crate 0.5): pipeline, \
      codebook, figures, and the names and hashes of what was read; no word of an interview.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Flag(help: "Export the codings, as a table.")
  var codings = false

  @Flag(help: "Export what the merge made final, instead of what the coders proposed.")
  var final = false

  @Option(
    name: .customLong("format"),
    help: "How it is written: see above; without it as the name of the file ends, else as csv.")
  var chosenFormat: ExportFormat?

  var format: ExportFormat {
    chosenFormat
      ?? out.flatMap { ExportFormat(argument: URL(filePath: $0).pathExtension.lowercased()) }
      ?? ExportFormat.all[0]
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

  @Flag(help: "With --out or --rocrate, print one JSON object that says what was written.")
  var json = false

  func validate() throws {
    guard rocrate == nil || !codings else {
      throw ValidationError("Say one of --codings and --rocrate FOLDER")
    }
    guard rocrate != nil || codings || !format.isTable else {
      throw ValidationError("Say what to export: --codings, or --rocrate FOLDER")
    }
    guard !codings || format.holdsCodings else {
      throw ValidationError(
        "A .\(format.name) holds the codebook and no codings: leave out --codings")
    }
    guard !json || out != nil || rocrate != nil else {
      throw ValidationError("--json needs --out or --rocrate.")
    }
  }

  func run() throws {
    if let rocrate { return try exportCrate(to: rocrate) }
    let study = try Store(at: store, access: .read).reader()
    let choices = ExportFormat.Choices(isFinal: final, lineEnds: lineEnds)
    switch format.content {
    case .table(let write):
      try writeTable(of: study) { try write(study, choices, $0) }
    case .project(let make):
      let name = try study.codebook.name.isEmpty ? study.run.pipeline : study.codebook.name
      try writeProject(
        make(
          StudyContent(
            of: study, name: name, selection: final ? .final : .proposals,
            pipelineText: try study.pipelineText), choices))
    }
  }

  private func writeTable(
    of study: StoreReader, content: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    guard let out else { return try content { writeOutput($0) } }
    try writeWhole(to: out, content: content)
    guard json else { return }
    var count = 0
    if final {
      try study.forEachFinalCoding { _ in count += 1 }
    } else {
      try study.forEachCoding { _ in count += 1 }
    }
    printJSON(outcome(codings: count, losses: [], file: out))
  }

  private func writeProject(_ exported: ExportedFiles) throws {
    guard let file = exported.files.first else { return }
    guard out != nil || isatty(STDOUT_FILENO) == 0 || !file.bytes.starts(with: "PK".utf8)
    else {
      throw ValidationError("A .\(format.name) is nothing to read on a terminal: give --out FILE")
    }
    if let out { try writeWhole(file.bytes, to: out) } else { writeOutput(file.bytes) }
    if let losses {
      let report = outcome(codings: exported.codings, losses: exported.losses)
      try writeWhole(Array((report.canonicalText + "\n").utf8), to: losses)
    }
    guard !json else {
      return printJSON(outcome(codings: exported.codings, losses: exported.losses, file: out))
    }
    if let out {
      let content = format.holdsCodings ? counted(exported.codings, "coding") : "the codebook"
      print("\(out): \(content)")
    }
    for loss in exported.losses {
      printError("left out: \(loss.count) \(loss.what): \(loss.reason)")
    }
  }

  /// What was written, as data; with the file's name where there is one.
  private func outcome(codings: Int, losses: [Loss], file: String? = nil) -> JSONValue {
    var fields: [String: JSONValue] = [
      "format": .string(format.name), "codings": .integer(codings),
      "losses": .list(losses.map(\.json)),
    ]
    if let file { fields["file"] = .string(file) }
    return .object(fields)
  }
}
