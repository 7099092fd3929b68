import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// Codes and merges every transcript and writes what came out, batch by batch.
///
/// A batch is one transaction. A run that is killed leaves whole batches behind, which no reader sees; the
/// next run finds their cells and goes on.
struct ResultWriter {
  let pipeline: Pipeline
  let store: Store
  let run: Int
  let people: HumanWork.Content
  let progress: any ProgressReporter
  let isCancelled: @Sendable () -> Bool

  /// How many bytes of text are written in one transaction at most; slow work is written sooner.
  private static let batchSize = 4 << 20
  private static let batchTime = Duration.milliseconds(500)

  /// What one transcript came to.
  private enum Finished: Sendable {
    case coded(
      TranscriptResult, digest: Digest, counts: Run.Counts, givenUp: [String],
      warnings: [Diagnostic])
    case quarantined(Diagnostics)
    case skipped(Diagnostics)
    case cancelled
  }

  /// Runs all transcripts.
  ///
  /// - Throws: `Cancelled` when it was asked to stop; `StoreError`; what a stage throws whose failures stop.
  func run(
    reading: TranscriptReading, coding: TranscriptCoding, jobs: Int, into outcome: inout RunOutcome
  ) async throws {
    let files = pipeline.transcripts
    let merging = TranscriptMerging(pipeline: pipeline, coding: coding, people: people)
    var digests: [(key: Identifier<Transcript>, digest: Digest)] = []
    var batch: [TranscriptResult] = []
    var size = 0
    var lastWrite = ContinuousClock.now
    let hasPacks = try store.hasCellPacks
    try await OrderedWork(jobs: jobs).run(count: files.count) {
      [pipeline, store, isCancelled] place -> Finished in
      if isCancelled() { return .cancelled }
      return try Self.work(
        on: files[place], policy: pipeline.file.stages[files[place].ingester].onError,
        reading: reading, coding: coding, merging: merging, store: store, hasPacks: hasPacks)
    } consume: { place, finished in
      switch finished {
      case .cancelled: throw Cancelled()
      case .skipped(let problems): outcome.warnings.append(contentsOf: problems.all)
      case .quarantined(let problems):
        outcome.quarantined.append((files[place].key, problems))
      case .coded(let result, let digest, let counts, let givenUp, let warnings):
        outcome.counts.transcripts += 1
        outcome.givenUp += givenUp.map { (rule: $0, transcript: files[place].key) }
        digests.append((files[place].key, digest))
        outcome.counts.add(counts)
        outcome.queued += result.queue.count
        outcome.warnings.append(contentsOf: warnings)
        batch.append(result)
        size += result.transcript.transcript.text.count
        if size >= Self.batchSize || ContinuousClock.now - lastWrite >= Self.batchTime {
          try store.write(batch, run: run)
          batch = []
          size = 0
          lastWrite = ContinuousClock.now
        }
      }
      progress.report(stage: "coding transcripts", done: place + 1, of: files.count)
    }
    try store.write(batch, run: run)
    outcome.result = ResultDigest.digest(of: digests).description
    try store.finishRun(
      run, status: .succeeded, result: outcome.result, counts: outcome.counts,
      keeping: digests.map(\.key))
  }

  private static func work(
    on file: Pipeline.TranscriptFile, policy: PipelineFile.FailurePolicy,
    reading: TranscriptReading, coding: TranscriptCoding, merging: TranscriptMerging, store: Store,
    hasPacks: Bool
  ) throws -> Finished {
    let read: TranscriptReading.Reading
    do {
      read = try reading.read(file)
    } catch let problems as Diagnostics where policy != .stop {
      return policy == .skip ? .skipped(problems) : .quarantined(problems)
    }
    let pack = hasPacks ? try store.cellPack(ofUnit: read.unit).flatMap { CellPack($0) } : nil
    let coded = try coding.code(read, ingester: file.ingester, pack: pack)
    let merged = try merging.merge(read, ingester: file.ingester, machineCodings: coded.codings)
    let digest = ResultDigest.digest(
      of: read.segmented.transcript, text: read.text, codings: merged.codings,
      coverage: merged.coverage, finals: merged.finals, queue: merged.queue)
    var counts = coded.counts
    counts.segments = read.segmented.segments.values.reduce(0) { $0 + $1.count }
    counts.codings = merged.codings.standing + merged.finals.count
    let result = TranscriptResult(
      transcript: read.segmented, source: read.source, text: read.text, codings: merged.codings,
      coverage: merged.coverage, finals: merged.finals, queue: merged.queue,
      contentDigest: ResultDigest.contentDigest(
        of: read.segmented.transcript, unit: read.unit, finals: merged.finals,
        queue: merged.queue, result: digest
      ).short,
      cellPacks: coded.pack.map { [.init(unit: read.unit, pack: $0)] } ?? [])
    return .coded(
      result, digest: digest, counts: counts, givenUp: coded.givenUp,
      warnings: read.warnings + coded.warnings + merged.warnings)
  }
}

extension Run.Counts {
  fileprivate mutating func add(_ other: Run.Counts) {
    segments += other.segments
    codings += other.codings
    computed += other.computed
    reused += other.reused
    changed += other.changed
  }
}
