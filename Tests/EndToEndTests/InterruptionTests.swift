import Foundation
import LeitmotifTesting
import Testing

/// Runs that are stopped, killed, or meet another.
struct InterruptionTests {
  /// A study that takes some seconds: the first study with many transcripts.
  private static func longStudy() throws -> TemporaryFolder {
    let folder = try Study.first()
    let turn = try folder.read("study/transcripts/p1.txt")
    let text = String(repeating: turn + "\n", count: 60)
    for number in 0..<100 {
      try folder.write(text + "P1: Interview \(number).\n", to: "study/transcripts/i\(number).txt")
    }
    return folder
  }

  private static func integrity(of store: String) throws -> String {
    let output = Pipe()
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = [
      "python3", "-c",
      "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('pragma integrity_check').fetchone()[0])",
      store,
    ]
    shell.standardOutput = output
    try shell.run()
    shell.waitUntilExit()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Starts a run and waits until its store holds something.
  private static func start(in study: String) throws -> Process {
    let process = try Command.start(["run", "pipeline.yaml", "--jobs", "1"], in: study)
    let store = "\(study)/study.sqlite"
    for _ in 0..<4000 where process.isRunning {
      // A store without any result is smaller.
      let size = try? FileManager.default.attributesOfItem(atPath: store)[.size] as? NSNumber
      if size?.intValue ?? 0 > 600_000 { break }
      Thread.sleep(forTimeInterval: 0.001)
    }
    return process
  }

  @Test(arguments: [SIGKILL, SIGINT])
  func `after a signal the store is whole and the next run goes on`(signal: Int32) throws {
    let folder = try Self.longStudy()
    let study = folder.path("study")
    let process = try Self.start(in: study)
    let wasRunning = process.isRunning
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(wasRunning, "the run was over before it could be stopped")
    if signal == SIGINT { #expect(process.terminationStatus == 130) }
    #expect(try Self.integrity(of: "\(study)/study.sqlite") == "ok")

    let next = try Command.run(["run", "pipeline.yaml", "--json"], in: study)
    #expect(next.status == 0)
    let cells = try Study.object(next.output)["cells"] as? [String: Int]
    #expect(cells?["reused"] ?? 0 > 0, "what the stopped run had finished is used")
    let fresh = try Self.longStudy()
    let whole = try Command.run(["run", "pipeline.yaml", "--json"], in: fresh.path("study"))
    #expect(
      try Study.object(next.output)["result"] as? String
        == Study.object(whole.output)["result"] as? String)
    let runs = try Command.run(["runs", "list", "study.sqlite"], in: study)
    #expect(runs.output.contains("interrupted"))
  }

  @Test func `two runs on one store: the second says who holds it, nothing is lost`() throws {
    let folder = try Self.longStudy()
    let study = folder.path("study")
    let first = try Self.start(in: study)
    try #require(first.isRunning)
    kill(first.processIdentifier, SIGSTOP)
    let second = try Command.run(["run", "pipeline.yaml"], in: study)
    kill(first.processIdentifier, SIGCONT)
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    #expect(second.status == 2)
    #expect(second.error.contains("[store-in-use]"))
    #expect(second.error.contains("process \(first.processIdentifier)"))
    #expect(try Self.integrity(of: "\(study)/study.sqlite") == "ok")
  }
}
