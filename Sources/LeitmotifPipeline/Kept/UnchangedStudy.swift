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

  /// Looks whether a study is unchanged; `nil` when something changed, or it cannot be told.
  ///
  /// - Parameters:
  ///   - path: The pipeline file.
  ///   - registry: The stages that it can name.
  public init?(path: String, registry: StageRegistry) {
    guard let found = try? Self.look(path: path, registry: registry) else { return nil }
    self = found
  }

  private init(file: PipelineFile, kept: KeptOutcome, words: KeptWords) {
    self.file = file
    self.kept = kept
    self.words = words
  }

  private static func look(path: String, registry: StageRegistry) throws -> UnchangedStudy? {
    let collector = DiagnosticCollector()
    let root = try YAMLReader.read(try PipelineFiles.bytes(at: path), path: path)
    guard
      let file = PipelineFileReader(registry: registry, collector: collector)
        .read(root, path: path),
      collector.diagnostics.isEmpty, FileManager.default.fileExists(atPath: file.store.resolved)
    else { return nil }
    let store = try Store(at: file.store.resolved, access: .read)
    guard let kept = try store.keptOutcome(), let words = try KeptWords(reading: kept) else {
      return nil
    }
    var paths = Set(words.inputs.map { file.path(fromRelative: $0) })
    for stage in file.stages {
      for node in stage.files { paths.formUnion(FileGlob(node: node).expanded()) }
    }
    let missing = Set(words.missing.map { file.path(fromRelative: $0) })
    guard StudyFingerprint(of: paths, missing: missing, pipeline: file)?.digest == kept.inputs,
      words.outputsAreThere(beside: file)
    else { return nil }
    return UnchangedStudy(file: file, kept: kept, words: words)
  }

  /// The store's path.
  public var storePath: String { file.store.resolved }

  /// Adds a run that found everything as it was.
  ///
  /// - Returns: What it says; `nil` when another run came in between.
  /// - Throws: `StoreError` for a store that cannot be used.
  public func run() throws -> RunOutcome? {
    let began = ContinuousClock.now
    let start = Int64(Date.now.timeIntervalSince1970 * 1000)
    let lock = try RunLock(ofStoreAt: storePath, waiting: .seconds(2))
    defer { withExtendedLifetime(lock) {} }
    let store = try Store(at: storePath, access: .write)
    guard try store.keptOutcome() == kept else { return nil }
    var outcome = RunOutcome()
    outcome.status = .succeeded
    outcome.result = words.result
    outcome.counts.transcripts = words.transcripts
    outcome.counts.segments = words.segments
    outcome.counts.codings = words.codings
    outcome.counts.reused = words.cells
    outcome.queued = words.queued
    outcome.warnings = words.warnings.map(\.diagnostic)
    words.repeatReports(in: &outcome, file)
    outcome.run = try store.repeatRun(kept, counts: outcome.counts, startedAt: start)
    outcome.seconds = Pipeline.seconds(since: began)
    return outcome
  }
}
