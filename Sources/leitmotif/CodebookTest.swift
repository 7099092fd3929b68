import ArgumentParser
import Foundation
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin

/// `leitmotif codebook test`: runs the examples of a codebook.
struct CodebookTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of a codebook.",
    discussion: """
      A failing example gives exit status 1, with the rule that nearly matched. Mini transcripts in a folder \
      'tests' beside the codebook (tests/*.yaml) are run, too.
      """)

  @Argument(help: "The codebook.")
  var codebook: String

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    let compiled = try CompiledCodebook(readCodebook(codebook).codebook)
    let results = runExamples(of: compiled)
    var warnings = results.flatMap(\.warnings)
    let cases = try readCases(of: compiled.codebook).map { found in
      (path: found.path, problems: found.problems(with: compiled) { warnings.append($0) })
    }
    printWarnings(warnings)
    let failed = results.filter { !$0.passed }
    let failedCases = cases.filter { !$0.problems.isEmpty }
    if json {
      printJSON([
        "passed": .integer(results.count - failed.count), "failed": .integer(failed.count),
        "failedTests": .integer(failedCases.count),
        "examples": .list(results.map(Self.json)),
        "tests": .list(
          cases.map { path, problems in
            [
              "file": .string(path), "passed": .boolean(problems.isEmpty),
              "problems": .list(problems.map(CodebookCheck.json)),
            ]
          }),
      ])
    } else {
      for result in failed { print(Self.text(result)) }
      for problem in failedCases.flatMap(\.problems) { print(problem.description) }
      print(Self.line("example", all: results.count, failed: failed.count))
      if !cases.isEmpty {
        print(Self.line("test", all: cases.count, failed: failedCases.count))
      }
    }
    if !failed.isEmpty || !failedCases.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
  }

  /// The mini transcripts in the folder beside the codebook, by name.
  private func readCases(of codebook: Codebook) throws -> [TestCase] {
    let folder = URL(filePath: self.codebook).deletingLastPathComponent().appending(path: "tests")
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else { return [] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw Diagnostics(
        .error(
          "unreadable-file", "the folder cannot be read", help: "look at its permissions",
          at: SourceLocation(path: displayPath(folder.path))))
    }
    var problems = Diagnostics()
    let cases = try names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .compactMap { name -> TestCase? in
        let path = displayPath(folder.appending(path: name).path)
        do {
          return try TestCase(readFile(path).bytes, path: path, of: codebook)
        } catch let found as Diagnostics {
          problems.append(contentsOf: found)
          return nil
        }
      }
    try problems.throwIfErrors()
    return cases
  }

  private static func line(_ what: String, all: Int, failed: Int) -> String {
    "\(counted(all, what)): \(all - failed) passed, \(failed) failed"
  }

  private static func text(_ result: ExampleResult) -> String {
    guard let failure = result.failure else { return "" }
    let place = result.example.location
    let prefix = [place?.path, place?.line.map(String.init), place?.column.map(String.init)]
      .compactMap { $0 }.joined(separator: ":")
    let lines =
      ["\(prefix): example \(result.number) of \(result.code) fails: \"\(result.example.text)\""]
      + [failure.message] + failure.hints
      + (result.example.why.isEmpty ? [] : ["(\(result.example.why))"])
    return lines.joined(separator: "\n  ")
  }

  private static func json(_ result: ExampleResult) -> JSONValue {
    [
      "code": .string(result.code.rawValue), "number": .integer(result.number),
      "line": result.example.location?.line.map { .integer($0) } ?? .null,
      "text": .string(result.example.text), "passed": .boolean(result.passed),
      "message": .optional(result.failure?.message),
      "hints": .list((result.failure?.hints ?? []).map { .string($0) }),
    ]
  }
}
