import ArgumentParser
import Foundation

/// What every command on a pipeline takes.
struct PipelineArguments: ParsableArguments {
  @Argument(
    help: "The pipeline file, for example Pipelines/airnd.yaml.",
    completion: .file(extensions: ["yaml", "yml"]))
  var path: String

  @Option(help: "How many transcripts are worked on at once.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("How to tell how far it has come.", valueName: "auto|plain|none"))
  var progress = ProgressStyle.auto

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
  }
}
