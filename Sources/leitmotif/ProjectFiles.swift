import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// The options that say how files of other programs are read.
struct ProjectOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "The format, where the file does not show it (see 'leitmotif plugins').")
  var format: String?

  @Option(help: "Who coded what names nobody; the file's name when not given.")
  var coder: String?

  @Option(
    name: .customLong("coder-name"),
    help: "A coder's name in the study, as NAME-IN-THE-FILE=NAME; may be given several times.")
  var coderNames: [String] = []

  @Option(
    name: .customLong("code"),
    help: "A code's id in the study, as NAME-IN-THE-FILE=ID; may be given several times.")
  var codeNames: [String] = []

  @Flag(help: "Leave codes out that the codebook does not have, instead of refusing the file.")
  var leaveOutUnknownCodes = false

  @Option(
    name: .customLong("set"),
    help: "A setting of the importer, as in a pipeline: --set 'columns: [a, b]'.")
  var settings: [String] = []

  func validate() throws {
    for pair in coderNames + codeNames where !pair.contains("=") {
      throw ValidationError("'\(pair)' is no NAME=NAME")
    }
  }

  /// The settings as YAML, as a pipeline would have them.
  var yaml: String {
    var lines = settings
    if let coder { lines.append("coder: \(quoted(coder))") }
    if leaveOutUnknownCodes { lines.append("unknownCodes: leave-out") }
    for (name, pairs) in [("coders", coderNames), ("codes", codeNames)] where !pairs.isEmpty {
      let entries = pairs.map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return "\(quoted(String(parts[0]))): \(quoted(String(parts[1])))"
      }
      lines.append("\(name): {\(entries.joined(separator: ", "))}")
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String { JSONValue.string(text).canonicalText }

  /// The projects of the files and folders that the user named.
  ///
  /// - Throws: `Diagnostics` with all that are missing, or of no known format.
  func projects(_ paths: [String]) throws -> [StudyImport.Project] {
    var diagnostics = Diagnostics()
    var projects: [StudyImport.Project] = []
    for path in paths.flatMap(Self.files) {
      do {
        let source = try readFile(path)
        let importer = try ProjectFormats.importer(of: source, as: format, settings: yaml) {
          try readFile($0.resolved)
        }
        projects.append(StudyImport.Project(source: source, importer: importer))
      } catch let error as Diagnostics {
        diagnostics.append(contentsOf: error)
      }
    }
    try diagnostics.throwIfErrors()
    return projects
  }

  /// The files of a folder: a project of QualCoder has one; of others all that brat made.
  private static func files(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    if FileManager.default.fileExists(atPath: "\(folder)/data.qda") {
      return ["\(folder)/data.qda"]
    }
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let found = all.filter { $0.hasSuffix(".ann") }.sorted().map { "\(folder)/\($0)" }
    return found.isEmpty ? [path] : found
  }
}
