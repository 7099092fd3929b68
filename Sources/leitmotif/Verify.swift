import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif verify PIPELINE`.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that the results in the store still follow from the files.",
    discussion: """
      Compares every input with what the last run read and with the lock file, and the result with \
      the store's rows. With --sample some kept cells are computed again; with --replay everything is computed again in a scratch store, without anything kept. \
      Exits with 1 when something differs, and shows the first difference.
      """)

  @OptionGroup var pipeline: PipelineArguments

  @Flag(help: "Compute everything again and compare.")
  var replay = false

  @Option(
    help: ArgumentHelp(
      "Compute a share of the kept cells again and compare, such as 2%.", valueName: "share"))
  var sample: Share?

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func run() async throws {
    let ready = try Pipeline(path: pipeline.path, registry: StageRegistry(builtinStages))
    let progress = Progress(pipeline.progress)
    let options = RunOptions(jobs: pipeline.jobs, isCancelled: { Interrupt.isCancelled })
    Interrupt.listen(deleting: options.scratch)
    let verification = try await ready.verify(
      replay: replay, sample: sample?.value ?? 0, options, progress: progress)
    progress.end()
    if json { printJSON(Self.json(of: verification)) } else { Self.show(verification) }
    if !verification.differences.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
  }

  private static func show(_ verification: Verification) {
    let how = verification.isReplayed ? "computed again" : "compared"
    if verification.sampledCells > 0 {
      print("Computed \(verification.sampledCells) kept cells again.")
    }
    if verification.differences.isEmpty {
      print(
        "Run \(verification.run) verified: \(verification.inputs) inputs are as they were, the result is the same (\(how)).\nResult \(verification.result.prefix(16))."
      )
      if !verification.hasLock {
        print("There is no lock file, so settings and versions were not compared.")
      }
      return
    }
    for difference in verification.differences {
      print("The \(difference.what) differs in \(difference.place):")
      for (name, value) in [
        (difference.statedBy, difference.stored), (difference.foundIn, difference.found),
      ] {
        let blanks = String(repeating: " ", count: max(0, "the store".count - name.count))
        print("  \(name):\(blanks) \(value)")
      }
    }
  }

  private static func json(of verification: Verification) -> JSONValue {
    [
      "run": .integer(verification.run), "result": .string(verification.result),
      "verified": .boolean(verification.differences.isEmpty),
      "sampledCells": .integer(verification.sampledCells),
      "replayed": .boolean(verification.isReplayed), "lock": .boolean(verification.hasLock),
      "inputs": .integer(verification.inputs),
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

/// A share as people write it: `2%` or `0.02`.
struct Share: ExpressibleByArgument {
  /// Above 0, at most 1.
  let value: Double

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    value = isPercent ? number / 100 : number
    guard value > 0, value <= 1 else { return nil }
  }
}
