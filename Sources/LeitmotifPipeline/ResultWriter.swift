import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifText

/// Codes and merges every transcript and writes what came out, batch by batch.
///
/// A batch is one transaction. A run that is killed leaves whole batches behind, which no reader sees; the
/// next run finds their cells and goes on.
struct ResultWriter {
  let pipeline: Pipeline
  let store: Store
  let run: Int
  let people: HumanWork.Content
  let scan: TranscriptScan
  let plan: WorkPlan
  /// The number of the basis that the transcripts of each ingester are coded by.
  let bases: [Int: Int64]
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
  /// - Returns: What all transcripts came to.
  /// - Throws: `Cancelled` when it was asked to stop; `StoreError`; what a stage throws whose failures stop.
  func run(
    reading: TranscriptReading, coding: TranscriptCoding, jobs: Int, into outcome: inout RunOutcome
  ) async throws -> Written {
    let merging = TranscriptMerging(pipeline: pipeline, coding: coding, people: people)
    let keys = StageKeys(of: pipeline, people: people)
    var results: [Int: KeptResult] = [:]
    for case (let place, .keep(let work)) in plan.steps.enumerated() {
      results[place] = KeptResult(
        source: work.source, result: work.result, content: work.contentDigest)
      outcome.add(work, cells: coding.cells(forIngester: scan.files[place].file.ingester).count)
    }
    let places = plan.steps.indices.filter {
      if case .work = plan.steps[$0] { true } else { false }
    }
    let files = places.map { scan.files[$0] }
    var batch: [TranscriptResult] = []
    var size = 0
    var lastWrite = ContinuousClock.now
    let hasPacks = try store.hasCellPacks
    let rows = files.contains { $0.kept != nil } ? try store.newestRows() : nil
    try await OrderedWork(jobs: jobs).run(count: files.count) {
      [pipeline, store, isCancelled, bases] place -> Finished in
      if isCancelled() { return .cancelled }
      let file = files[place]
      return try Self.work(
        on: file, policy: pipeline.file.stages[file.file.ingester].onError,
        basis: bases[file.file.ingester] ?? 0, keys: keys, reading: reading, coding: coding,
        merging: merging, store: store, rows: rows, hasPacks: hasPacks)
    } consume: { place, finished in
      switch finished {
      case .cancelled: throw Cancelled()
      case .skipped(let problems): outcome.warnings.append(contentsOf: problems.all)
      case .quarantined(let problems):
        outcome.quarantined.append((files[place].file.key, problems))
      case .coded(let result, let digest, let counts, let givenUp, let warnings):
        outcome.counts.transcripts += 1
        outcome.givenUp += givenUp.map { (rule: $0, transcript: files[place].file.key) }
        results[places[place]] = KeptResult(
          source: result.source, result: digest, content: result.contentDigest)
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
    try store.renew(plan.renewals)
    let all = results.sorted { $0.key < $1.key }
      .map { (key: scan.files[$0.key].file.key, result: $0.value) }
    outcome.result = ResultDigest.digest(of: all.map { ($0.key, $0.result.result) }).description
    try store.finishRun(
      run, status: .succeeded, result: outcome.result, counts: outcome.counts,
      keeping: all.map(\.key))
    return Written(
      content: Self.digest(ofContents: all.map { ($0.key, $0.result.content) }),
      results: all.map {
        LockedResult(key: $0.key, source: $0.result.source, result: $0.result.result)
      })
  }

  /// What all transcripts came to.
  struct Written {
    /// Changes whenever any row of any transcript does.
    let content: Digest
    /// What each came to, by key.
    let results: [LockedResult]
  }

  /// What a transcript came to, in hashes.
  private struct KeptResult {
    let source: InputFile
    let result: Digest
    let content: [UInt8]
  }

  /// Changes whenever any row of any transcript does.
  private static func digest(
    ofContents contents: [(key: Identifier<Transcript>, content: [UInt8])]
  ) -> Digest {
    var builder = DigestBuilder()
    for (key, content) in contents {
      builder.append(field: key.rawValue)
      builder.append(content)
    }
    return builder.finish()
  }

  private static func work(
    on scanned: TranscriptScan.File, policy: PipelineFile.FailurePolicy, basis: Int64,
    keys: StageKeys, reading: TranscriptReading, coding: TranscriptCoding,
    merging: TranscriptMerging, store: Store, rows: StoreReader?, hasPacks: Bool
  ) throws -> Finished {
    let file = scanned.file
    let read: TranscriptReading.Reading
    do {
      read = try reading.read(scanned, from: rows)
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
    let warnings = read.warnings + coded.warnings + merged.warnings
    var result = TranscriptResult(
      transcript: read.segmented, isStored: read.isStored, source: read.source, text: read.text,
      codings: merged.codings,
      coverage: merged.coverage, finals: merged.finals, queue: merged.queue,
      contentDigest: ResultDigest.contentDigest(
        of: read.segmented.transcript, unit: read.unit, finals: merged.finals,
        queue: merged.queue, result: digest
      ).short,
      cellPacks: coded.pack.map { [.init(unit: read.unit, pack: $0)] } ?? [])
    // A rule that gave up is tried again by the next run.
    if let status = scanned.status, coded.givenUp.isEmpty {
      result.kept = KeptWork(
        source: read.source, fileStatus: status.bytes, seenAt: scanned.seenAt,
        reading: keys.reading(ofIngester: file.ingester), unit: read.unit, basis: basis,
        merging: keys.merging(of: file.key, ingester: file.ingester), result: digest,
        contentDigest: result.contentDigest, segments: counts.segments, codings: counts.codings,
        queued: result.queue.count, warnings: warnings)
      // The words of a text that is read as it was are kept already.
      if scanned.kept?.unit != read.unit {
        let transcript = read.segmented.transcript
        result.words =
          read.segmented.shared.value {
            TextWords(of: transcript.text, stretches: transcript.turns.map(\.span))
          }.bytes
      }
    }
    return .coded(
      result, digest: digest, counts: counts, givenUp: coded.givenUp, warnings: warnings)
  }
}

extension RunOutcome {
  /// Counts a transcript whose rows live on.
  fileprivate mutating func add(_ work: KeptWork, cells: Int) {
    counts.transcripts += 1
    counts.segments += work.segments
    counts.codings += work.codings
    counts.reused += cells
    queued += work.queued
    warnings += work.warnings
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
