import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif watch PIPELINE`.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Tests the codebook's examples and plans anew whenever a file is saved.",
    discussion: """
      Watches the pipeline, its codebook, its transcripts and every other file that these name until Ctrl-C. \
      Nothing is run and nothing is written.
      """)

  @OptionGroup var pipeline: PipelineArguments

  @Option(help: "How often to look, in seconds.")
  var every = 0.5

  @Option(help: ArgumentHelp("End after so many changes.", visibility: .private))
  var changes: Int?

  func validate() throws {
    guard (0.05...3600).contains(every) else {
      throw ValidationError("--every is a number of seconds from 0.05 to 3600.")
    }
  }

  func run() async throws {
    var watch = StudyWatch(path: pipeline.path, registry: StageRegistry(builtinStages))
    Interrupt.listen(answering: "\nstopping\n")
    await look()
    var left = changes ?? .max
    while left > 0, !Interrupt.isCancelled {
      try? await Task.sleep(for: .seconds(every))
      var changed = watch.changes()
      guard !changed.isEmpty else { continue }
      // Whoever saves may be writing still: what is there is looked at once it stays as it is.
      while !Interrupt.isCancelled {
        try? await Task.sleep(for: .seconds(max(every, 0.2)))
        let more = watch.changes()
        if more.isEmpty { break }
        changed += more.filter { !changed.contains($0) }
      }
      let names = changed.prefix(3).map(displayPath).joined(separator: ", ")
      print("\nSaved: \(names)\(changed.count > 3 ? " and \(changed.count - 3) more" : "")")
      await look()
      left -= 1
    }
  }

  /// Tests and plans; what is wrong is shown, and the watch goes on.
  private func look() async {
    do {
      let ready = try Pipeline(path: pipeline.path, registry: StageRegistry(builtinStages))
      let results = try runExamples(of: ready.codebook)
      for result in results where !result.passed {
        print("  example \(result.number) of \(result.code): \(result.failure?.message ?? "fails")")
      }
      let failed = results.count { !$0.passed }
      print("Examples: \(results.count - failed) passed, \(failed) failed.")
      let plan = try await ready.plan(
        RunOptions(jobs: pipeline.jobs), progress: Progress(.none))
      Plan.show(plan, why: true)
    } catch {
      print(Failure(error)?.message ?? "\(error)")
    }
    fflush(nil)
  }
}
