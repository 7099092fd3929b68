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

  /// The first value that a query gives, asked by another program; empty while it cannot be asked.
  private static func value(of query: String, in store: String) throws -> String {
    let output = Pipe()
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      # Not made when it is not there.
      store = sqlite3.connect("file:" + sys.argv[1] + "?mode=rw", uri=True)
      print(store.execute(sys.argv[2]).fetchone()[0])
      """,
      store, query,
    ]
    shell.standardOutput = output
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Starts a run and waits until its store holds results.
  private static func start(in study: String) throws -> Process {
    let process = try Command.start(["run", "pipeline.yaml", "--jobs", "1"], in: study)
    while process.isRunning {
      let held = try value(
        of: "SELECT count(*) FROM transcript_state", in: "\(study)/study.sqlite")
      if Int(held) ?? 0 > 0 { break }
    }
    return process
  }

  @Test(arguments: [SIGKILL, SIGINT, SIGHUP])
  func `after a signal the store is whole and the next run goes on`(signal: Int32) throws {
    let folder = try Self.longStudy()
    let study = folder.path("study")
    // Where the tests run without a terminal, the command would learn from them to pass over its end.
    if signal == SIGHUP { Foundation.signal(SIGHUP, SIG_DFL) }
    let process = try Self.start(in: study)
    let wasRunning = process.isRunning
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(wasRunning, "the run was over before it could be stopped")
    if signal != SIGKILL { #expect(process.terminationStatus == 130) }
    let store = "\(study)/study.sqlite"
    #expect(try Self.value(of: "PRAGMA integrity_check", in: store) == "ok")

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

  @Test(arguments: [["plan", "--codebook", "new.yaml"], ["verify", "--replay"]])
  func `stopped at once, the copy of the store is not left behind`(arguments: [String]) throws {
    let folder = try Self.longStudy()
    let study = folder.path("study")
    #expect(try Command.run(["run", "pipeline.yaml"], in: study).status == 0)
    let codebook = try folder.read("study/codebook.yaml")
    try folder.write(
      codebook.replacing("[overtime,", with: "[overtime, the,"), to: "study/new.yaml")
    let temporary = folder.path("temporary")
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
    func copies() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: temporary)
        .filter { $0.hasSuffix(".sqlite") }
    }
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = [arguments[0], "pipeline.yaml"] + arguments.dropFirst() + ["--jobs", "1"]
    process.currentDirectoryURL = URL(filePath: study)
    process.environment = ["TMPDIR": temporary]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, try copies().isEmpty { usleep(1000) }
    // Both signals are there before the program does anything else.
    for signal in [SIGSTOP, SIGINT, SIGTERM, SIGCONT] { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
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
    let store = "\(study)/study.sqlite"
    #expect(try Self.value(of: "PRAGMA integrity_check", in: store) == "ok")
  }
}
