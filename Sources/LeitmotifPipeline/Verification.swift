import Foundation
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What `verify` found: nothing, or the first thing that differs.
public struct Verification: Hashable, Sendable {
  /// One thing that is not as it was.
  public struct Difference: Hashable, Sendable {
    /// What differs: "input", "result", "coding", ….
    public let what: String
    /// Where: a file, a transcript.
    public let place: String
    /// What the store says.
    public let stored: String
    /// What is there now.
    public let found: String
  }

  /// The run that was verified.
  public var run: Int
  /// The result that the store states, in hexadecimal.
  public var result: String
  /// How many inputs were compared.
  public var inputs = 0
  /// Whether everything was computed again.
  public var isReplayed = false
  /// How many kept cells were computed again and compared.
  public var sampledCells = 0
  /// What differs; the first of each sort.
  public var differences: [Difference] = []
}

extension Pipeline {
  /// Does the work of the newest run again, or only looks whether it still could be, and compares.
  ///
  /// - Parameters:
  ///   - replay: Whether everything is computed again, in a store of its own and without any kept cell.
  ///   - sample: The share of kept cells that are computed again and compared, from 0 to 1.
  ///   - options: How it is done.
  ///   - progress: Is told how far it has come.
  /// - Returns: What differs.
  /// - Throws: `Diagnostics` for files that are wrong, `StoreError` for a store that is not there, is damaged
  ///   or has no run, `CancellationError` when somebody asked to stop.
  public func verify(
    replay: Bool, sample: Double = 0, _ options: RunOptions, progress: any ProgressReporter
  ) async throws -> Verification {
    let store = try Store(at: options.store ?? storePath, access: .read)
    try store.checkIntegrity()
    let reader = try store.reader()
    let run = reader.run
    var verification = Verification(run: run.id, result: run.result ?? "")
    verification.isReplayed = replay
    try compareInputs(of: reader, into: &verification)
    try compareLock(into: &verification)
    let recounted = try ResultDigest.digest(of: reader)
    if recounted.description != run.result {
      verification.differences.append(
        .init(
          what: "result", place: store.path, stored: run.result ?? "",
          found: recounted.description))
    }
    if sample > 0 {
      try CellSample(share: sample, seed: run.result ?? "")
        .compare(self, with: store, into: &verification, progress: progress)
    }
    guard replay else { return verification }

    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "leitmotif-verify-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var replayOptions = options
    replayOptions.store = "\(scratch)/replay.sqlite"
    replayOptions.writesReports = false
    replayOptions.keepsWork = false
    let outcome = try await self.run(replayOptions, progress: progress)
    if outcome.status == .interrupted { throw CancellationError() }
    if outcome.result != run.result {
      let replayed = try Store(at: "\(scratch)/replay.sqlite", access: .read).reader()
      verification.differences.append(
        try StudyComparison(stored: reader, found: replayed).firstDifference()
          ?? .init(
            what: "result", place: store.path, stored: run.result ?? "", found: outcome.result))
    }
    return verification
  }

  /// Compares codebook, settings, versions and inputs with the lock file, when there is one.
  private func compareLock(into verification: inout Verification) throws {
    guard let differences = try differencesFromLock() else { return }
    let known = Set(verification.differences.map { "input/\($0.place)" })
    if let first = differences.first(where: { !known.contains($0.name) }) {
      verification.differences.append(
        .init(
          what: "lock file", place: first.name, stored: first.before ?? "nothing",
          found: first.now ?? "nothing"))
    }
    let stated = try file.lock()?.facts["result/all"]
    if let stated, !stated.hasPrefix("sha256:\(verification.result) ") {
      verification.differences.append(
        .init(
          what: "lock file", place: "result/all", stored: stated,
          found: "sha256:\(verification.result)"))
    }
  }

  private func compareInputs(
    of reader: StoreReader, into verification: inout Verification
  ) throws {
    var now: [String: Digest] = [:]
    for input in files.inputs { now[file.relativePath(input.path)] = input.digest }
    for path in transcripts.map(\.path) + coderFiles.map(\.path) {
      now[file.relativePath(path)] = Digest(of: try PipelineFiles.bytes(at: path))
    }
    for input in try reader.inputs {
      verification.inputs += 1
      let found = now.removeValue(forKey: input.path)
      guard found != input.digest else { continue }
      verification.differences.append(
        .init(
          what: "input", place: input.path, stored: input.digest.description,
          found: found?.description ?? "not there"))
      return
    }
    if let added = now.min(by: { $0.key < $1.key }) {
      verification.differences.append(
        .init(
          what: "input", place: added.key, stored: "not there", found: added.value.description))
    }
  }
}
