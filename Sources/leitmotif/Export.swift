public import ArgumentParser
import Foundation
import LeitmotifCrate
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifStore
public import ThemesReporter

/// `leitmotif export`: a study's work for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the codings of a study as a table, or a run as a research object.",
    discussion: """
      --codings: one row a coding, with transcript, participant, speaker, code, coder, rule, place and words. Places count \
      the characters of the transcript (Unicode code points) from 0. --rocrate: a folder that describes the newest \
      run for archives (Workflow Run RO-Crate 0.5): pipeline, codebook, figures, and the names and hashes of what \
      was read; no word of an interview.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Flag(help: "Export the codings.")
  var codings = false

  @Flag(help: "Export what the merge made final, instead of what the coders proposed.")
  var final = false

  @Option(
    help: "Describe the newest run in this new folder, as an RO-Crate.", completion: .directory)
  var rocrate: String?

  @Option(help: "The terms under which others may use the crate: an address, or words.")
  var license = "No license was given: ask the study's authors"

  @Option(help: "csv, or jsonl for one JSON object a line.")
  var format = CodingExport.Format.csv

  @Option(help: "The file to write, instead of standard output.", completion: .file())
  var out: String?

  func validate() throws {
    guard codings != (rocrate != nil) else {
      throw ValidationError("Say what to export: --codings, or --rocrate FOLDER")
    }
  }

  func run() throws {
    if let rocrate { return try exportCrate(to: rocrate) }
    let study = try Store(at: store, access: .read).reader()
    var export = try CodingExport(of: study, as: format)
    let selection: CodingExport.Selection = final ? .final : .proposals
    guard let out else {
      return try export.write(selection) { FileHandle.standardOutput.write(Data($0)) }
    }
    var bytes: [UInt8] = []
    try export.write(selection) { bytes += $0 }
    try writeWhole(bytes, to: out)
  }

  private func exportCrate(to folder: String) throws {
    let store = try Store(at: store, access: .read)
    let study = try store.reader()
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard there.isEmpty else {
      throw Diagnostics(
        .error(
          "crate-folder-taken", "the folder holds something already", help: "name a new folder",
          at: SourceLocation(path: folder)))
    }
    let themes = RunCrate.File(
      name: "themes.csv", description: "How many participants raised each theme",
      format: "text/csv", bytes: try themeFigures(of: study))
    let crate = try RunCrate(
      of: study, toolVersion: try toolVersion(of: study.run, in: store), results: [themes],
      license: license)
    let files = crate.files.map { Report.File(name: $0.name, bytes: $0.bytes) }
    for path in try ReportFolder(path: folder).write(Report(files: files, text: "")) { print(path) }
  }

  private func toolVersion(of run: LeitmotifModel.Run, in store: Store) throws -> String {
    var version = ""
    try store.query("SELECT tool_version FROM runs WHERE run = \(run.id)") { _, row in
      if case .text(let text)? = row.first { version = text }
    }
    return version
  }
}

extension CodingExport.Format: ExpressibleByArgument {}
