import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPlugin

/// The command `leitmotif`: parses, runs, and is the one place that turns errors into messages and statuses.
@main
struct Leitmotif: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitmotif",
    abstract: "Codes interview transcripts by a codebook, and reports the themes.",
    version: leitmotifVersion,
    subcommands: [Inspect.self, ReportCommand.self, Explain.self, Export.self]
  )

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      finish(after: error)
    }
  }

  /// Prints what went wrong and exits with the status that `docs/commands.md` gives it.
  private static func finish(after error: any Error) -> Never {
    switch error {
    case let diagnostics as Diagnostics:
      printError(diagnostics.description)
      Foundation.exit(ExitStatus.wrongFiles)
    case let stage as StageError:
      printError(stage.description)
      Foundation.exit(ExitStatus.stageFailed)
    default:
      exit(withError: error)
    }
  }
}

/// The version of the program.
let leitmotifVersion = "0.1.0"

/// The statuses that a command exits with, besides 0 for done.
enum ExitStatus {
  /// It ran, and a check failed.
  static let checkFailed: Int32 = 1
  /// The user's files are wrong.
  static let wrongFiles: Int32 = 2
  /// A stage or plugin failed.
  static let stageFailed: Int32 = 3
  /// Done in part: something was quarantined.
  static let partlyDone: Int32 = 4
}

/// Prints a line on standard error.
func printError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Prints a value as one line of JSON.
func printJSON(_ value: JSONValue) {
  print(value.canonicalText)
}

/// Reads a file that the user named.
///
/// - Throws: `Diagnostics` when there is none, or it cannot be read.
func readFile(_ path: String) throws -> Source {
  do {
    return Source(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
  } catch {
    let known = FileManager.default.fileExists(atPath: path)
    throw Diagnostics(
      .error(
        known ? "unreadable-file" : "missing-file",
        known ? "the file cannot be read" : "there is no such file",
        help: known
          ? "look at its permissions"
          : "look at the path's spelling; it is relative to where you are",
        at: SourceLocation(path: path)))
  }
}
