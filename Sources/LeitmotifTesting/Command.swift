public import Foundation

/// The built command, run as a user would.
public struct Command: Sendable {
  /// What a finished command left.
  public struct Result: Sendable {
    /// What it printed on standard output.
    public let output: String
    /// What it printed on standard error.
    public let error: String
    /// Its exit status; the signal's number plus 128 when one ended it.
    public let status: Int32
  }

  /// Where the built command is: beside the tests.
  public static let executable = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "leitmotif")

  /// The project's folder: the one that holds `Package.swift`, above the tests' build folder.
  public static let projectFolder: URL = {
    var url = executable.deletingLastPathComponent()
    while url.path != "/",
      !FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path)
    {
      url.deleteLastPathComponent()
    }
    return url
  }()

  /// Starts the command without waiting for it.
  public static func start(
    _ arguments: [String], in folder: String, output: FileHandle? = nil, error: FileHandle? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = error ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs the command to its end.
  ///
  /// Both outputs go through files, so that a full pipe never blocks it.
  public static func run(_ arguments: [String], in folder: String) throws -> Result {
    let scratch = try TemporaryFolder()
    let outputURL = URL(filePath: try scratch.write("", to: "output"))
    let errorURL = URL(filePath: try scratch.write("", to: "error"))
    let process = try start(
      arguments, in: folder, output: FileHandle(forWritingTo: outputURL),
      error: FileHandle(forWritingTo: errorURL))
    process.waitUntilExit()
    let status =
      process.terminationReason == .uncaughtSignal
      ? process.terminationStatus + 128 : process.terminationStatus
    return Result(
      output: try scratch.read("output"), error: try scratch.read("error"), status: status)
  }
}
