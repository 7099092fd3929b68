import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What another codebook would find, worked out on a copy of the store that is deleted afterwards.
public struct CodebookPreview {
  private let pipeline: String
  private let codebook: String
  private let registry: StageRegistry

  /// Creates a preview.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline file.
  ///   - codebook: The codebook to try.
  ///   - registry: The stages that the pipeline can name.
  public init(pipeline: String, codebook: String, registry: StageRegistry) {
    self.pipeline = pipeline
    self.codebook = codebook
    self.registry = registry
  }

  /// What the codebook would gain and lose.
  ///
  /// - Parameters:
  ///   - options: How many threads work, when to stop, and the folder for the copy; store and reports are the
  ///     preview's own.
  ///   - progress: Is told how far it has come.
  /// - Returns: The difference between the study as it is and as it would be.
  /// - Throws: `Diagnostics` for files that are wrong, `StoreError`, `CancellationError` when
  ///   somebody asked to stop.
  public func difference(
    _ options: RunOptions, progress: any ProgressReporter
  ) async throws -> RunDifference {
    let now = try Pipeline(path: pipeline, registry: registry)
    let then = try Pipeline(path: pipeline, registry: registry, otherCodebook: codebook)
    let folder = options.scratch
    try ScratchFolder.make(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/preview.sqlite"
    if FileManager.default.fileExists(atPath: now.storePath) {
      try Store(at: now.storePath, access: .read).copy(to: path)
    }
    let options = RunOptions(
      jobs: options.jobs, store: path, writesReports: false, isCancelled: options.isCancelled)
    let one = try await now.run(options, progress: progress)
    let other = try await then.run(options, progress: progress)
    guard one.status == .succeeded, other.status == .succeeded else { throw CancellationError() }
    var difference = try RunComparison(
      of: Store(at: path, access: .read), before: one.run, now: other.run
    ).difference()
    // The runs of the copy are none of the store's.
    difference.runs = []
    return difference
  }
}
