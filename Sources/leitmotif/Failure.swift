import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What people see of an error, and the status that the command then exits with.
struct Failure {
  let message: String
  let status: Int32

  /// Takes an error apart; `nil` for one of ArgumentParser, which knows its own text and status.
  init?(_ error: any Error) {
    switch error {
    case let diagnostics as Diagnostics:
      message = diagnostics.description
      status = ExitStatus.wrongFiles
    case let wrong as WrongCommandLine:
      message = wrong.problem.description
      status = ExitCode.validationFailure.rawValue
    case let stage as StageError:
      message = stage.description
      status = ExitStatus.stageFailed
    case let store as StoreError:
      message = store.description
      status = ExitStatus.wrongFiles
    case is CancellationError:
      message = "stopped"
      status = ExitStatus.interrupted
    case is ExitCode, is CleanExit, is ValidationError:
      return nil
    default:
      // ArgumentParser's own errors are not public; whatever else arrives here is a bug of ours.
      guard String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") == false else {
        return nil
      }
      message =
        Diagnostic.error(
          "internal", "\(error)", help: "this is a bug in leitmotif; please report it"
        ).description
      status = ExitStatus.bug
    }
  }
}

/// A mistake on the command line that is found when the command runs, with its id and help.
struct WrongCommandLine: Error {
  let problem: Diagnostic

  init(_ problem: Diagnostic) {
    self.problem = problem
  }
}

/// The statuses that a command exits with, besides 0 for done and 64 for a wrong command line.
enum ExitStatus {
  /// It ran, and a check failed.
  static let checkFailed: Int32 = 1
  /// The user's files are wrong.
  static let wrongFiles: Int32 = 2
  /// A stage or plugin failed.
  static let stageFailed: Int32 = 3
  /// Done in part: something was quarantined.
  static let partlyDone: Int32 = 4
  /// A bug of ours.
  static let bug: Int32 = 70
  /// Stopped by an interrupt (Ctrl-C).
  static let interrupted: Int32 = 130
}
