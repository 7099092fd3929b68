import Foundation
import LeitmotifTesting
import Testing

/// The recipes of `docs/recipes.md`, run as they stand.
struct RecipeTests {
  /// What is printed by all blocks of a language, one after the other; `nil` where its library is not installed.
  private func output(
    of language: String, _ command: [String], needing probe: String
  ) throws
    -> String?
  {
    guard try run(command + [probe], in: NSTemporaryDirectory()) != nil else { return nil }
    let text = String(
      decoding: try Data(
        contentsOf: Command.projectFolder.appending(path: "docs/recipes.md")), as: UTF8.self)
    let blocks = text.split(separator: "```\(language)\n").dropFirst()
      .compactMap { $0.split(separator: "\n```").first.map(String.init) }
    #expect(!blocks.isEmpty)
    let folder = try Study.copy()
    _ = try Command.run(["run", "Pipelines/airnd.yaml", "--json"], in: folder.path)
    let ran = try run(command + [blocks.joined(separator: "\n")], in: folder.path)
    #expect(ran != nil, "a recipe failed")
    return ran
  }

  private func run(_ command: [String], in folder: String) throws -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  @Test func `the recipes for Python run where pandas is installed`() throws {
    guard
      let output = try output(of: "python", ["python3", "-c"], needing: "import pandas")
    else { return }
    #expect(output.contains("academia"))
    #expect(output.contains("optimistic"))
  }

  @Test func `the recipes for R run where RSQLite is installed`() throws {
    guard
      let output = try output(
        of: "r", ["Rscript", "-e"], needing: "library(DBI); library(RSQLite)")
    else { return }
    #expect(output.contains("academia"))
  }
}
