import Foundation
import LeitmotifCrate
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifStore
import ThemesReporter

extension Export {
  /// Writes the newest run as an RO-Crate into a new folder.
  func exportCrate(to folder: String) throws {
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
      format: "text/csv",
      bytes: try themeFigures(
        of: study,
        privacy: themesSettings(inPipeline: study.pipelineText, of: self.store).privacy))
    let crate = try RunCrate(
      of: study, toolVersion: try toolVersion(of: study.run, in: store), results: [themes],
      license: license)
    let files = crate.files.map { Report.File(name: $0.name, bytes: $0.bytes) }
    let paths = try ReportFolder(path: folder).write(Report(files: files, text: ""))
    if json {
      printJSON(["folder": .string(folder), "files": .list(paths.map { .string($0) })])
    } else {
      for path in paths { print(path) }
    }
  }

  private func toolVersion(of run: LeitmotifModel.Run, in store: Store) throws -> String {
    var version = ""
    try store.query("SELECT tool_version FROM runs WHERE run = \(run.id)") { _, row in
      if case .text(let text)? = row.first { version = text }
    }
    return version
  }
}
