import Foundation
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifYAML

/// A study of which every file is as the newest run found it: a run has nothing to do but say so.
///
/// It looks at the pipeline file and at the status of every file that the run read, and opens none of them.
public struct UnchangedStudy {
  private let file: PipelineFile
  private let kept: KeptOutcome
  private let words: KeptWords
  private let opened: PipelineFiles.OpenedStore

  /// Looks whether a study is unchanged; `nil` when something changed, or it cannot be told.
  ///
  /// - Parameters:
  ///   - path: The pipeline file.
  ///   - registry: The stages that it can name.
  ///   - files: Takes up what is seen of the study's files, for the run that has to be made otherwise.
  public init?(
    path: String, registry: StageRegistry, files: PipelineFiles = PipelineFiles()
  ) {
    guard let found = try? Self.look(path: path, registry: registry, files) else { return nil }
    self = found
  }

  private init(
    file: PipelineFile, kept: KeptOutcome, words: KeptWords, opened: PipelineFiles.OpenedStore
  ) {
    self.file = file
    self.kept = kept
    self.words = words
    self.opened = opened
  }

  private static func look(
    path: String, registry: StageRegistry, _ files: PipelineFiles
  ) throws -> UnchangedStudy? {
    let collector = DiagnosticCollector()
    let root = try PipelineFile.root(of: try PipelineFiles.bytes(at: path), path: path)
    guard
      let file = PipelineFileReader(registry: registry, collector: collector)
        .read(root, path: path),
      collector.diagnostics.isEmpty, FileManager.default.fileExists(atPath: file.store.resolved)
    else { return nil }
    // Another run may just be going on; then this one is not asked for what was.
    let lock = try RunLock(ofStoreAt: file.store.resolved)
    let opened = PipelineFiles.OpenedStore(
      lock: lock, store: try Store(at: file.store.resolved, access: .write))
    files.leave(opened)
    guard let kept = try opened.store.keptOutcome(), let words = KeptWords(reading: kept) else {
      return nil
    }
    let inputs = words.inputs.map { file.path(fromRelative: $0) }
    let missing = Set(words.missing.map { file.path(fromRelative: $0) })
    guard
      StudyFingerprint(inputs: inputs, missing: missing, files: files, pipeline: file)?.digest
        == kept.inputs,
      words.outputsAreThere(beside: file)
    else { return nil }
    _ = files.takeStore(at: file.store.resolved)
    return UnchangedStudy(file: file, kept: kept, words: words, opened: opened)
  }

  /// The store's path.
  public var storePath: String { file.store.resolved }

  /// Adds a run that found everything as it was.
  ///
  /// - Returns: What it says.
  /// - Throws: `StoreError` for a store that cannot be used.
  public func run() throws -> RunOutcome {
    let began = ContinuousClock.now
    let start = Int64(Date.now.timeIntervalSince1970 * 1000)
    defer { withExtendedLifetime(opened.lock) {} }
    var outcome = RunOutcome()
    outcome.status = .succeeded
    outcome.result = words.result
    outcome.counts = words.counts
    outcome.queued = words.queued
    outcome.warnings = words.warnings + words.reportWarnings
    words.repeatReports(in: &outcome, file)
    outcome.run = try opened.store.repeatRun(kept, counts: outcome.counts, startedAt: start)
    opened.store.settleLog()
    outcome.seconds = Pipeline.seconds(since: began)
    return outcome
  }
}
