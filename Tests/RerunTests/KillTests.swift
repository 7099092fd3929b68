import Foundation
import LeitmotifModel
import LeitmotifStore
import LeitmotifTesting
import Testing

/// Runs that end at any moment, and disks that fill up.
@Suite(.serialized)
struct KillTests {
  /// A short study, many times over.
  private static func study() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try Command.run(["init", "study"], in: folder.path)
    let turn = try folder.read("study/transcripts/p1.txt")
    for number in 0..<20 {
      try folder.write(turn + "P1: Interview \(number).\n", to: "study/transcripts/i\(number).txt")
    }
    return folder
  }

  private static func result(_ folder: TemporaryFolder) throws -> String? {
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: folder.path("study"))
    #expect(run.status == 0, "\(run.error)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return object?["result"] as? String
  }

  @Test
  func `a run that is killed at any moment loses nothing, and the next one ends as undisturbed`()
    throws
  {
    let undisturbed = try Self.study()
    let began = ContinuousClock.now
    let wanted = try Self.result(undisturbed)
    let whole = ContinuousClock.now - began
    let folder = try Self.study()
    let study = folder.path("study")
    let rows = try folder.read("study/pipeline.yaml")
    var numbers = SeededNumbers(seed: 50)
    for moment in 0..<50 {
      // Every fifth time from nothing; else on from where the last one was.
      if moment % 5 == 0 {
        for name in ["study.sqlite", "study.sqlite-wal", "study.sqlite-shm", "pipeline.lock"] {
          try? FileManager.default.removeItem(atPath: "\(study)/\(name)")
        }
      } else {
        try folder.write(rows + "# \(moment)\n", to: "study/pipeline.yaml")
      }
      let process = try Command.start(["run", "pipeline.yaml", "--jobs", "2"], in: study)
      Thread.sleep(forTimeInterval: whole / .seconds(1) * Double(numbers.below(1000)) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      guard moment % 5 == 4 else { continue }
      #expect(try Self.result(folder) == wanted)
      let verification = try Command.run(["verify", "pipeline.yaml"], in: study)
      #expect(verification.status == 0, "\(verification.output)")
    }
  }

  @Test func `a log that was cut off in a copy is passed over, and the next run goes on`() throws {
    let folder = try Self.study()
    let study = folder.path("study")
    let wanted = try Self.result(folder)
    try folder.write(
      try folder.read("study/transcripts/p1.txt") + "P1: One more.\n",
      to: "study/transcripts/p1.txt")
    let process = try Command.start(["run", "pipeline.yaml", "--jobs", "1"], in: study)
    for _ in 0..<2000 where process.isRunning {
      let size =
        try? FileManager.default.attributesOfItem(atPath: "\(study)/study.sqlite-wal")[.size]
        as? NSNumber
      if size?.intValue ?? 0 > 4096 { break }
      Thread.sleep(forTimeInterval: 0.002)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let log = URL(filePath: "\(study)/study.sqlite-wal")
    if let bytes = try? Data(contentsOf: log), bytes.count > 100 {
      try bytes.prefix(bytes.count * 2 / 3 + 7).write(to: log)
    }
    let after = try Self.result(folder)
    let fresh = try Self.study()
    try fresh.write(
      try folder.read("study/transcripts/p1.txt"), to: "study/transcripts/p1.txt")
    #expect(try after == Self.result(fresh))
    #expect(after != wanted)
  }

  @Test func `a full disk is named, nothing is lost, and the next run goes on`() throws {
    let folder = try Self.study()
    let study = folder.path("study")
    // The shell bounds what a file of the command may grow to.
    let shell = Process()
    let errors = Pipe()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = [
      "-c", "ulimit -f 150; trap '' XFSZ; exec \"$0\" run pipeline.yaml",
      Command.executable.path,
    ]
    shell.currentDirectoryURL = URL(filePath: study)
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = errors
    try shell.run()
    let text = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 2)
    #expect(text.contains("[store-"), "\(text)")
    #expect(try Self.result(folder) == Self.result(Self.study()))
  }
}
