import Foundation
import LeitmotifTesting
import Testing

/// Report folders that cannot be written, or not whole.
struct ReportFolderTests {
  private func ranStudy() throws -> TemporaryFolder {
    let folder = try Study.copy()
    _ = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
    return folder
  }

  /// Runs a shell line in a folder, with the command's path as `$0`.
  private func shell(_ line: String, in folder: String) throws -> (status: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line, Command.executable.path]
    process.currentDirectoryURL = URL(filePath: folder)
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let error = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: error, as: UTF8.self))
  }

  @Test func `a disk that is full leaves the report that was there`() throws {
    let folder = try ranStudy()
    let before = try folder.read("Pipelines/out/airnd/report.html")
    // No file may grow beyond 64 KiB: what a full disk or a quota does.
    let result = try shell(
      "trap '' XFSZ; ulimit -f 64; exec \"$0\" report Pipelines/airnd.sqlite --to Pipelines/out/airnd",
      in: folder.path)
    #expect(result.status == 2)
    #expect(result.error.contains("[unwritable-file]"))
    #expect(try folder.read("Pipelines/out/airnd/report.html") == before)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("Pipelines/out/airnd"))
    #expect(files.allSatisfy { !$0.hasSuffix(".partial") })
  }

  @Test func `a folder that cannot be written is said`() throws {
    let folder = try ranStudy()
    // Root may write anywhere but here.
    let result = try Command.run(
      ["report", "Pipelines/airnd.sqlite", "--to", "/proc/report"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.error.contains("[unwritable-file]"))
  }

  @Test func `a link stays one, and a device or a pipe is written to and not replaced`() throws {
    let folder = try ranStudy()
    try folder.write("old", to: "real.csv")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "real.csv")
    try files.createSymbolicLink(atPath: folder.path("full"), withDestinationPath: "/dev/full")
    let result = try shell(
      """
      mkfifo pipe
      cat pipe > through.csv &
      "$0" export Pipelines/airnd.sqlite --codings --out pipe && wait
      "$0" export Pipelines/airnd.sqlite --codings --out link.csv
      test -p pipe && test -L link.csv
      """, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    let real = try folder.read("real.csv")
    #expect(real.hasPrefix("transcript,"))
    #expect(try folder.read("through.csv") == real)
    let full = try Command.run(
      ["export", "Pipelines/airnd.sqlite", "--codings", "--out", "full"], in: folder.path)
    #expect(full.status == 2)
    #expect(full.error.contains("[unwritable-file]"))
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path("full")) == "/dev/full")
  }
}
