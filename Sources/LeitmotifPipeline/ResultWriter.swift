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
  /// The numbers that the store gave to what the transcripts of each ingester are coded by.
  let numbers: [Int: CodingNumbers]
  /// Whether the next run is to find what this one worked out.
  let keepsWork: Bool
  let progress: any ProgressReporter
  let isCancelled: @Sendable () -> Bool

  /// How many bytes of text are written in one transaction at most; slow work is written sooner.
  private static let batchSize = 8 << 20
  private static let batchTime = Duration.milliseconds(500)

  /// What one transcript came to.
  private enum Finished: Sendable {
    case coded(Coded)
    case quarantined(Diagnostics)
    case skipped(Diagnostics)
    case cancelled
  }

  /// What one transcript came to that was coded.
  private struct Coded: Sendable {
    var result: TranscriptResult
    var counts: Run.Counts
    var givenUp: [String]
    var warnings: [Diagnostic]
    /// What the result rests on.
    var work: KeptWork
    /// Whether the next run may take it as it is: a rule that gave up is tried again.
    var isKept: Bool
    /// The words of its text; `nil` where they are remembered already.
    var words: TextWords?
  }

  /// What waits to be written.
  private struct Batch {
    var coded: [Coded] = []
    /// Their places among the transcripts that are opened.
    var places: [Int] = []
    var size = 0
    var began = ContinuousClock.now
  }

  /// Runs all transcripts.
  ///
  /// - Returns: What all transcripts came to.
  /// - Throws: `Cancelled` when it was asked to stop; `StoreError`; what a stage throws whose failures stop.
  func run(
    reading: TranscriptReading, coding: TranscriptCoding, jobs: Int, into outcome: inout RunOutcome
  ) async throws -> Written {
    let merging = TranscriptMerging(pipeline: pipeline, coding: coding, people: people)
    outcome.warnings += merging.warnings
    let keys = StageKeys(of: pipeline, people: people)
    let cells = Dictionary(
      uniqueKeysWithValues: pipeline.graph.places(of: .ingest).map {
        ($0, coding.cells(forIngester: $0).count)
      })
    var results = [Written.Entry?](repeating: nil, count: plan.steps.count)
    var places: [Int] = []
    var recoded: [Set<Identifier<Code>>?] = []
    for (place, step) in plan.steps.enumerated() {
      switch step {
      case .keep(let work):
        results[place] = Written.Entry(key: scan.files[place].file.key, work: work)
        outcome.add(work, cells: cells[scan.files[place].file.ingester] ?? 0)
      case .work(let codes):
        places.append(place)
        recoded.append(codes)
      }
    }
    let files = places.map { scan.files[$0] }
    var batch = Batch()
    var nextBlock = files.isEmpty ? 0 : try store.nextWordBlock()
    let kept = try store.hasCellPacks ? KeptCells(in: store) : nil
    let equals = EqualResults(of: scan, pipeline, in: store)
    let rows = files.contains { $0.kept != nil } ? try store.newestRows() : nil
    func flush() throws {
      for (place, entry) in try write(&batch, &nextBlock) { results[places[place]] = entry }
    }
    try await OrderedWork(jobs: jobs).run(count: files.count) {
      [pipeline, isCancelled, numbers, recoded, keepsWork] place -> Finished in
      if isCancelled() { return .cancelled }
      let file = files[place]
      return try Self.work(
        on: file, recoded: recoded[place], policy: pipeline.file.stages[file.file.ingester].onError,
        numbers: numbers[file.file.ingester] ?? CodingNumbers(), keys: keys, reading: reading,
        coding: coding, merging: merging, rows: rows, kept: kept, equals: equals,
        keepsWork: keepsWork)
    } consume: { place, finished in
      switch finished {
      case .cancelled: throw Cancelled()
      case .skipped(let problems): outcome.warnings.append(contentsOf: problems.all)
      case .quarantined(let problems):
        outcome.quarantined.append((files[place].file.key, problems))
      case .coded(let coded):
        outcome.counts.transcripts += 1
        outcome.givenUp += coded.givenUp.map { (rule: $0, transcript: files[place].file.key) }
        outcome.counts.add(coded.counts)
        outcome.queued += coded.result.queue.count
        outcome.warnings.append(contentsOf: coded.warnings)
        batch.coded.append(coded)
        batch.places.append(place)
        batch.size += coded.result.transcript.transcript.text.count
        if batch.size >= Self.batchSize || ContinuousClock.now - batch.began >= Self.batchTime {
          try flush()
        }
      }
      progress.report(stage: "coding transcripts", done: place + 1, of: files.count)
    }
    try flush()
    let all = results.compactMap { $0 }
    outcome.result = ResultDigest.digest(of: all.map { ($0.key, $0.work.result) }).description
    return Written(
      content: Self.digest(ofContents: all.map { ($0.key, $0.work.content) }), results: all,
      isChanged: !files.isEmpty || plan.isRenewed || scan.kept.count != all.count)
  }

  /// Writes a batch in one transaction.
  ///
  /// - Returns: What each result rests on, with where its words are by now.
  private func write(
    _ batch: inout Batch, _ nextBlock: inout Int
  ) throws -> [(place: Int, entry: Written.Entry)] {
    defer { batch = Batch() }
    guard !batch.coded.isEmpty else { return [] }
    let blocks = WordBlocks(batch.coded.compactMap(\.words), next: &nextBlock)
    var laid = blocks.places.makeIterator()
    for place in batch.coded.indices where batch.coded[place].words != nil {
      batch.coded[place].work.words = laid.next()
    }
    let entries = batch.coded.map { coded in
      Written.Entry(
        key: coded.result.transcript.transcript.key, work: coded.work, isKept: coded.isKept)
    }
    try store.write(
      batch.coded.map(\.result), run: run, kept: KeptPart.bytes(of: entries.map(\.part)),
      words: blocks.parts)
    return Array(zip(batch.places, entries))
  }

  /// What all transcripts came to.
  struct Written {
    /// What one came to.
    struct Entry {
      let key: Identifier<Transcript>
      let work: KeptWork
      var isKept = true

      var part: KeptPart.Entry { (key, isKept ? work : nil) }
    }

    /// Changes whenever any row of any transcript does.
    let content: Digest
    /// What each came to, by key.
    let results: [Entry]
    /// Whether what they rest on is not what is kept.
    let isChanged: Bool

    /// What the next run is to find.
    func kept(lock: [UInt8], before scan: TranscriptScan) -> KeptForNextRun {
      var kept = KeptForNextRun(work: nil, lock: lock)
      guard isChanged else { return kept }
      kept.work = KeptPart.bytes(of: results.map(\.part))
      kept.goneBlocks = scan.blocks.subtracting(results.compactMap { $0.part.work?.words?.block })
      return kept
    }
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
    on scanned: TranscriptScan.File, recoded: Set<Identifier<Code>>?,
    policy: PipelineFile.FailurePolicy, numbers: CodingNumbers, keys: StageKeys,
    reading: TranscriptReading, coding: TranscriptCoding,
    merging: TranscriptMerging, rows: StoreReader?, kept: KeptCells?, equals: EqualResults,
    keepsWork: Bool
  ) throws -> Finished {
    let file = scanned.file
    let cells = coding.cells(forIngester: file.ingester)
    var pack = try scanned.kept.flatMap { try kept?.pack(ofUnit: $0.unit) }
    var known = try equals.found(for: cells, notIn: pack, ofUnit: scanned.kept?.unit)
    var read: TranscriptReading.Reading
    do {
      // Where nothing is to be found, nobody looks at the text.
      let isComplete =
        pack.map { coding.isComplete($0, forIngester: file.ingester, equals: known) } ?? false
      read = try reading.read(scanned, from: rows, isWhole: !isComplete)
    } catch let problems as Diagnostics where policy != .stop {
      return policy == .skip ? .skipped(problems) : .quarantined(problems)
    }
    if pack == nil || read.unit != scanned.kept?.unit {
      pack = try kept?.pack(ofUnit: read.unit)
      known = try equals.found(for: cells, notIn: pack, ofUnit: read.unit)
    }
    // The words of a text that is read as it was are remembered already.
    func knownWords() -> WordPlace? {
      scanned.kept.flatMap { $0.unit == read.unit ? $0.words : nil }
    }
    func code() throws -> TranscriptCoding.Outcome {
      if keepsWork, knownWords() == nil { read.segmented.shared.expect(TextWords.self) }
      return try coding.code(
        read, ingester: file.ingester, pack: pack, equals: known, isPacked: keepsWork)
    }
    let coded: TranscriptCoding.Outcome
    do {
      coded = try code()
    } catch is TextNeeded {
      // A kept result that cannot be read is worked out again.
      read = try reading.read(scanned, from: rows)
      coded = try code()
    }
    let merged = try merging.merge(
      read, ingester: file.ingester, machineCodings: coded.codings,
      whole: { try reading.read(scanned, from: rows) })
    let digest = ResultDigest.digest(
      of: read.segmented.transcript, text: read.text, codings: merged.codings,
      coverage: merged.coverage, finals: merged.finals, queue: merged.queue)
    var counts = coded.counts
    counts.segments =
      read.isWhole
      ? read.segmented.segments.values.reduce(0) { $0 + $1.count } : scanned.kept?.segments ?? 0
    counts.codings = merged.codings.standing + merged.finals.count
    let warnings = read.warnings + coded.warnings + merged.warnings
    let result = TranscriptResult(
      transcript: read.segmented, isStored: read.isStored,
      recoded: read.isStored && merged.isStanding ? recoded : nil, source: read.source,
      text: read.text,
      codings: merged.codings,
      coverage: merged.coverage, finals: merged.finals, queue: merged.queue,
      contentDigest: ResultDigest.contentDigest(
        of: read.segmented.transcript, unit: read.unit, finals: merged.finals,
        queue: merged.queue, result: digest
      ).short,
      cellPacks: coded.pack.map { [.init(unit: read.unit, layout: numbers.layout, pack: $0)] } ?? []
    )
    let words = knownWords()
    let transcript = read.segmented.transcript
    let seen = file.found.seen
    let isKept = keepsWork && seen.status != nil && coded.givenUp.isEmpty
    return .coded(
      Coded(
        result: result, counts: counts, givenUp: coded.givenUp, warnings: warnings,
        work: KeptWork(
          source: read.source, status: seen.status ?? .unknown, seenAt: seen.seenAt,
          reading: keys.reading(ofIngester: file.ingester), text: read.text, unit: read.unit,
          basis: numbers.basis,
          merging: keys.merging(of: file.key, ingester: file.ingester), result: digest,
          content: result.contentDigest, segments: counts.segments, codings: counts.codings,
          queued: result.queue.count, isStanding: merged.isStanding, words: words,
          warnings: warnings),
        isKept: isKept,
        words: isKept && words == nil && read.isWhole
          ? read.segmented.shared.value {
            TextWords(of: transcript.text, stretches: transcript.turns.map(\.span))
          } : nil))
  }
}

/// What the store calls that by which transcripts are coded.
struct CodingNumbers: Sendable {
  /// The basis (`Store.basis`).
  var basis: Int64 = 0
  /// The layout of the kept results.
  var layout: Int64 = 0
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
