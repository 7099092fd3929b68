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
    /// What was stated.
    public let stored: String
    /// What is there now.
    public let found: String
    /// Who stated it, for people: "the store", "the lock", "the run".
    public var statedBy = "the store"
    /// Where it was found, for people: "now", or "the rows" of the store.
    public var foundIn = "now"
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
  /// Whether there is a lock file, with which everything was compared, too.
  public var hasLock = false
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
    if try store.isOfAnother(run, than: file.name) {
      throw Diagnostics(
        .error(
          "other-pipeline",
          "the store's newest run (\(run.id)) is of another pipeline, '\(run.pipeline)'",
          help: "run this one again first: what a store holds now is compared with its newest run",
          at: SourceLocation(path: file.path)))
    }
    var verification = Verification(run: run.id, result: run.result ?? "")
    verification.isReplayed = replay
    let lock = try file.lock()
    verification.hasLock = lock != nil
    try compareInputs(of: reader, lock, into: &verification)
    try compareLock(lock, into: &verification)
    let rows = try ResultDigest.rows(of: reader)
    let recounted = try compareResults(rows, of: reader, lock, into: &verification)
    try compareRows(rows, of: reader, in: store, lock, into: &verification)
    if sample > 0 {
      try CellSample(share: sample, seed: run.result ?? "")
        .compare(self, with: store, into: &verification, progress: progress)
    }
    guard replay else { return verification }

    let scratch = options.scratch
    try ScratchFolder.make(scratch)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var replayOptions = options
    replayOptions.store = "\(scratch)/replay.sqlite"
    replayOptions.writesReports = false
    replayOptions.keepsWork = false
    let outcome = try await self.run(replayOptions, progress: progress)
    if outcome.status == .interrupted { throw CancellationError() }
    let replayed = try Store(at: "\(scratch)/replay.sqlite", access: .read).reader()
    let keys = Set(rows).symmetricDifference(try ResultDigest.rows(of: replayed)).map(\.key)
    if let row = try StudyComparison(stored: reader, found: replayed)
      .firstDifference(in: Set(keys).sorted())
    {
      // The row says more than the hash.
      verification.differences.removeAll { $0.what == "result" || $0.what == Self.otherRows }
      if !verification.differences.contains(row) { verification.differences.append(row) }
    } else if outcome.result != run.result || outcome.result != recounted,
      !verification.differences.contains(where: { $0.what == "result" })
    {
      verification.differences.append(
        .init(what: "result", place: store.path, stored: run.result ?? "", found: outcome.result))
    }
    return verification
  }

  /// Compares what the run says that it came to with the store's rows and with the lock, transcript by transcript.
  ///
  /// - Returns: What the rows come to.
  private func compareResults(
    _ rows: [ResultDigest.Rows], of reader: StoreReader, _ lock: LockFile?,
    into verification: inout Verification
  ) throws -> String {
    let all = ResultDigest.digest(of: rows.map { ($0.key, $0.result) }).description
    let prefix = "result/transcript/"
    var stated = (lock?.facts ?? [:]).filter { $0.key.hasPrefix(prefix) }
    var differing: (place: String, stored: String, found: String)?
    for row in rows {
      let (name, now) = ("\(prefix)\(row.key)", "sha256:\(row.result)")
      let before = stated.removeValue(forKey: name)
      if lock != nil, before != now, differing == nil {
        differing = (name, before ?? "nothing", now)
      }
    }
    if differing == nil, let extra = stated.min(by: { $0.key < $1.key }) {
      differing = (extra.key, extra.value, "nothing")
    }
    if all != verification.result {
      // The rows are not those that the run wrote. Without a lock nobody knows in which transcript.
      verification.differences.append(
        differing.map {
          .init(
            what: "result", place: $0.place, stored: $0.stored, found: $0.found,
            statedBy: "the lock", foundIn: "the rows")
        }
          ?? .init(
            what: "result", place: reader.path, stored: verification.result, found: all,
            statedBy: "the run", foundIn: "the rows"))
    } else if let differing {
      verification.differences.append(
        .init(
          what: "lock file", place: differing.place, stored: differing.stored,
          found: differing.found, statedBy: "the lock"))
    }
    return all
  }

  /// Compares codebook, settings, versions and inputs with the lock file, when there is one.
  private func compareLock(_ lock: LockFile?, into verification: inout Verification) throws {
    guard let differences = try differencesFromLock() else { return }
    let known = Set(verification.differences.map { "input/\($0.place)" })
    if let first = differences.first(where: { !known.contains($0.name) }) {
      verification.differences.append(
        .init(
          what: "lock file", place: first.name, stored: first.before ?? "nothing",
          found: first.now ?? "nothing", statedBy: "the lock"))
    }
    if let stated = lock?.facts["result/all"],
      !stated.hasPrefix("sha256:\(verification.result) ")
    {
      verification.differences.append(
        .init(
          what: "lock file", place: "result/all", stored: stated,
          found: "sha256:\(verification.result)", statedBy: "the lock"))
    }
  }

  private func compareInputs(
    of reader: StoreReader, _ lock: LockFile?, into verification: inout Verification
  ) throws {
    func text(_ bytes: [UInt8]) -> String { Self.text(of: Digest(of: bytes), bytes.count) }
    var now: [String: String] = [:]
    for input in files.inputs {
      now[file.relativePath(input.path)] = Self.text(of: input.digest, input.size)
    }
    for path in coderFiles.map(\.path) {
      now[file.relativePath(path)] = text(try PipelineFiles.bytes(at: path))
    }
    for path in transcripts.map(\.path) {
      // One that nobody can read was set aside; the lock says so.
      now[file.relativePath(path)] = (try? PipelineFiles.bytes(at: path)).map(text)
    }
    for input in try reader.inputs {
      verification.inputs += 1
      let stored = Self.text(of: input.digest, input.size)
      let found = now.removeValue(forKey: input.path)
      guard found != stored else { continue }
      verification.differences.append(
        .init(what: "input", place: input.path, stored: stored, found: found ?? "not there"))
      return
    }
    // A transcript that the lock has and the store has not was set aside; whether it is the same the lock's comparison
    // says.
    let coded = Set(try reader.transcripts)
    for transcript in transcripts where !coded.contains(transcript.key) {
      let path = file.relativePath(transcript.path)
      if lock?.facts["input/\(path)"] != nil { now[path] = nil }
    }
    if let added = now.min(by: { $0.key.precedesBytewise($1.key) }) {
      verification.differences.append(
        .init(what: "input", place: added.key, stored: "not there", found: added.value))
    }
  }

  private static func text(of digest: Digest, _ size: Int) -> String { "\(digest) (\(size) bytes)" }
}
