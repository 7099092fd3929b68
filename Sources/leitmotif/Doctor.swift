import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore

/// `leitmotif doctor`.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks that leitmotif can work here, or says what another program's project holds.",
    discussion: """
      With files it says of each from which program it is, what it holds, which codings could be placed, and \
      what an import would leave out. Nothing is written.
      """)

  @Argument(help: "Projects of other programs.", completion: .file())
  var files: [String] = []

  @OptionGroup(title: "How projects are read") var options: ProjectOptions

  @Flag(help: "Print one line of JSON; with files one for each.")
  var json = false

  func run() throws {
    guard files.isEmpty else { return try examine() }
    let findings = [Self.program, Self.store(), Self.space(), Self.locale]
    if json {
      printJSON([
        "findings": .list(
          findings.map {
            ["what": .string($0.what), "fine": .boolean($0.isFine), "says": .string($0.says)]
          })
      ])
    } else {
      for finding in findings {
        print("\(finding.isFine ? "fine   " : "PROBLEM")  \(finding.what): \(finding.says)")
      }
    }
    if findings.contains(where: { !$0.isFine }) { throw ExitCode(ExitStatus.checkFailed) }
  }

  private func examine() throws {
    for project in try options.projects(files) {
      let findings = try ProjectFindings(project)
      print(json ? findings.json.canonicalText : findings.description)
    }
  }

  private struct Finding {
    let what: String
    let isFine: Bool
    let says: String
  }

  private static var program: Finding {
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    return Finding(
      what: "program", isFine: true,
      says:
        "leitmotif \(leitmotifVersion), \(builtinStages.count) stages, \(system), \(ProcessInfo.processInfo.activeProcessorCount) cores"
    )
  }

  /// Makes a store in the temporary folder, as a run would in the study's.
  private static func store() -> Finding {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "leitmotif-doctor-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let store = try Store(at: "\(folder)/store.sqlite", access: .write)
      try store.checkIntegrity()
      return Finding(what: "store", isFine: true, says: "SQLite \(Store.libraryVersion)")
    } catch {
      return Finding(what: "store", isFine: false, says: "no store can be made: \(error)")
    }
  }

  private static func space() -> Finding {
    let here = FileManager.default.currentDirectoryPath
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: here)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    let gibibytes = Double(free) / Double(1 << 30)
    let isWritable = FileManager.default.isWritableFile(atPath: here)
    return Finding(
      what: "this folder", isFine: isWritable && free > 100 << 20,
      says:
        "\(isWritable ? "writable" : "not writable"), \((gibibytes * 10).rounded() / 10) GiB free")
  }

  private static var locale: Finding {
    let environment = ProcessInfo.processInfo.environment
    let language = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
    let isUnicode = language.isEmpty || language.uppercased().contains("UTF")
    return Finding(
      what: "terminal", isFine: true,
      says: isUnicode
        ? "shows Unicode"
        : "the locale '\(language)' may not show every character; the files are UTF-8 all the same")
  }
}
