import Foundation
import LeitmotifTesting
import Testing

/// What people coded and decided follows codes that are renamed, moved, merged, split and retired.
struct ChangedCodesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try Study.copy()
    try codebook("fmt")
  }

  private func codebook(_ command: String, _ arguments: String...) throws {
    let result = try Command.run(
      ["codebook", command, "Corpus/airnd/codebook.yaml"] + arguments, in: folder.path)
    #expect(result.status == 0, "\(command): \(result.error)")
  }

  /// Runs the study, and counts the people's codings and the final ones of each code.
  private func run() throws -> (people: [String: Int], final: [String: Int]) {
    let result = try Command.run(
      ["run", "Pipelines/airnd.yaml", "--progress", "none"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    return (
      try count("codings", "coder IN ('ada', 'ben')"), try count("final_codings", "1 = 1")
    )
  }

  private func count(_ view: String, _ condition: String) throws -> [String: Int] {
    let result = try Command.run(
      [
        "query", "Pipelines/airnd.sqlite", "--sql",
        "SELECT code, count(*) AS n FROM \(view) WHERE \(condition) GROUP BY code", "--json",
      ], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    let rows = try Study.object(result.output)["rows"] as? [[Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        (row.first as? String).flatMap { code in (row.last as? Int).map { (code, $0) } }
      })
  }

  @Test func `a code that is renamed, moved and merged takes people's codings and decisions along`()
    throws
  {
    let before = try run()
    let (people, final) = (before.people["engineering"] ?? 0, before.final["engineering"] ?? 0)
    #expect(people > 0 && final > 0)
    try codebook("rename", "engineering", "craft")
    try codebook("move", "craft", "--below", "planning")
    let moved = try run()
    #expect(moved.people["planning.craft"] == people && moved.people["engineering"] == nil)
    #expect(moved.final["planning.craft"] == final && moved.final["engineering"] == nil)
    try codebook("merge", "planning.craft", "--into", "engineering_driver")
    let merged = try run()
    #expect(
      merged.people["engineering_driver"] == people + (before.people["engineering_driver"] ?? 0))
    #expect(merged.final["planning.craft"] == nil)
  }
}
