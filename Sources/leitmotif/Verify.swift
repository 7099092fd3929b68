import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif verify PIPELINE`.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks that the store says what its inputs give.",
    discussion: """
      Compares every input with what the last run read, and the result with the store's rows. \
      With --replay everything is computed again in a scratch store, without anything kept. \
      Exits with 1 when something differs, and shows the first difference.
      """)

  @OptionGroup var pipeline: PipelineArguments

  @Flag(help: "Compute everything again and compare.")
  var replay = false

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func run() async throws {
    let ready = try Pipeline(path: pipeline.path, registry: StageRegistry(builtinStages))
    let progress = Progress(pipeline.progress)
    Interrupt.listen()
    let verification = try await ready.verify(
      replay: replay,
      RunOptions(jobs: pipeline.jobs, isCancelled: { Interrupt.isCancelled }), progress: progress)
    progress.end()
    if json { printJSON(Self.json(of: verification)) } else { Self.show(verification) }
    if !verification.differences.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
  }

  private static func show(_ verification: Verification) {
    let how = verification.isReplayed ? "computed again" : "compared"
    if verification.differences.isEmpty {
      print(
        "Run \(verification.run) verified: \(verification.inputs) inputs are as they were, the result is the same (\(how)).\nResult \(verification.result.prefix(16))."
      )
      return
    }
    for difference in verification.differences {
      print(
        """
        The \(difference.what) differs in \(difference.place):
          the store: \(difference.stored)
          now:       \(difference.found)
        """)
    }
  }

  private static func json(of verification: Verification) -> JSONValue {
    [
      "run": .integer(verification.run), "result": .string(verification.result),
      "verified": .boolean(verification.differences.isEmpty),
      "replayed": .boolean(verification.isReplayed), "inputs": .integer(verification.inputs),
      "differences": .list(
        verification.differences.map {
          [
            "what": .string($0.what), "place": .string($0.place), "stored": .string($0.stored),
            "found": .string($0.found),
          ]
        }),
    ]
  }
}
