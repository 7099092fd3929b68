import ArgumentParser
import LeitmotifCodebook
import LeitmotifModel

/// `leitmotif codebook test`: runs the examples of a codebook.
struct CodebookTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of a codebook.",
    discussion: "A failing example gives exit status 1, with the rule that nearly matched.")

  @Argument(help: "The codebook.")
  var codebook: String

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    let results = try runExamples(of: readCodebook(codebook).codebook)
    let failed = results.filter { !$0.passed }
    if json {
      printJSON([
        "passed": .integer(results.count - failed.count), "failed": .integer(failed.count),
        "examples": .list(results.map(Self.json)),
      ])
    } else {
      for result in failed { print(Self.text(result)) }
      print(
        "\(count(results.count, "example")): \(results.count - failed.count) passed, "
          + "\(failed.count) failed")
    }
    if !failed.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
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
