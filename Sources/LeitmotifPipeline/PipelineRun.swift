import Foundation
import LeitmotifDigest
public import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What a run did, for people and for `run --json`.
public struct RunOutcome: Sendable {
  /// The run's number in its store.
  public var run = 0
  /// How the run ended.
  public var status = Run.Status.running
  /// How much there was.
  public var counts = Run.Counts()
  /// The transcripts that could not be coded, with what is wrong with each.
  public var quarantined: [(transcript: Identifier<Transcript>, problems: Diagnostics)] = []
  /// The rules that passed their limits in a transcript, and have no result there.
  public var givenUp: [(rule: String, transcript: Identifier<Transcript>)] = []
  /// The hash of the result, in hexadecimal.
  public var result = ""
  /// How many items wait for a reviewer.
  public var queued = 0
  /// What was odd.
  public var warnings: [Diagnostic] = []
  /// The reports that were written: the files, and the tables as text.
  public var reports: [(files: [String], text: String)] = []
  /// The checks that do not hold, each with its value; `nil` where it is undefined.
  public var failedChecks: [FailedCheck] = []
  /// What is not as the lock file says, for a run that was to keep to it.
  public var lockDifferences: [LockFile.Difference] = []
  /// How long it took.
  ///
  /// - Unit: seconds.
  public var seconds = 0.0
}

/// How a run is to be done; none of it can change a result.
public struct RunOptions: Sendable {
  /// How many threads read and code transcripts.
  public var jobs: Int
  /// Where the store is, when not where the file says; for runs that only compare.
  public var store: String?
  /// The folder that a preview or a replay makes for its store, and deletes; nobody else's, and not there before.
  public var scratch = ScratchFolder.newPath()
  /// Whether reports are written.
  public var writesReports: Bool
  /// Whether the lock file is left as it is, and what differs from it is told.
  public var isLocked: Bool
  /// Whether results of rules, and what results rest on, are kept for later runs.
  ///
  /// A run that keeps nothing takes nothing from earlier ones, either: it compares every row with what it made.
  public var keepsWork: Bool
  /// Whether somebody asked the run to stop.
  public var isCancelled: @Sendable () -> Bool

  /// Creates options.
  public init(
    jobs: Int = 1, store: String? = nil, writesReports: Bool = true, isLocked: Bool = false,
    keepsWork: Bool = true,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.jobs = jobs
    self.store = store
    self.writesReports = writesReports
    self.isLocked = isLocked
    self.keepsWork = keepsWork
    self.isCancelled = isCancelled
  }
}

/// Is told how far long work has come.
public protocol ProgressReporter {
  /// Tells that so many pieces of so many are done.
  ///
  /// - Parameters:
  ///   - stage: What is being done: "coding transcripts".
  ///   - done: How many pieces are done.
  ///   - total: How many there are.
  func report(stage: String, done: Int, of total: Int)
}

extension Pipeline {
  /// The path of the store that a run writes.
  public var storePath: String { file.store.resolved }

  /// Runs the pipeline: what changed since the last run is computed, everything else is taken from the store.
  ///
  /// - Parameters:
  ///   - options: How it is done.
  ///   - progress: Is told how far it has come.
  /// - Returns: What was done; also when some transcripts were quarantined, or it was stopped.
  /// - Throws: `Diagnostics` for files that are wrong, `StoreError` for a store that cannot be used,
  ///   `StageError` when a stage fails.
  public func run(_ options: RunOptions, progress: any ProgressReporter) async throws -> RunOutcome
  {
    let began = ContinuousClock.now
    let start = try begin(options)
    defer { start.end() }
    var outcome = RunOutcome()
    outcome.run = try start.store.beginRun(runStart(start.people))
    outcome.warnings = warnings.all + failingExamples + start.people.warnings

    let written: ResultWriter.Written
    do {
      let writer = try writer(of: start, run: outcome.run, options, progress: progress)
      written = try await writer.run(
        reading: start.reading, coding: start.coding, jobs: options.jobs, into: &outcome)
    } catch {
      try? start.store.finishRun(
        outcome.run, status: error is Cancelled ? .interrupted : .failed, result: nil,
        counts: outcome.counts, keeping: [], isLast: false)
      guard error is Cancelled else { throw error }
      outcome.status = .interrupted
      outcome.seconds = Self.seconds(since: began)
      return outcome
    }
    try finish(&outcome, written, of: start, options, progress: progress)
    outcome.seconds = Self.seconds(since: began)
    return outcome
  }

  /// All that is known before the first transcript is read.
  private struct Beginning {
    let reading: TranscriptReading
    let coding: TranscriptCoding
    let opened: PipelineFiles.OpenedStore
    let scan: TranscriptScan
    let people: HumanWork.Content
    /// What the run before said.
    let before: KeptWords?

    var store: Store { opened.store }

    /// Leaves the store to others.
    func end() {
      store.settleLog()
      withExtendedLifetime(opened.lock) {}
    }
  }

  private func begin(_ options: RunOptions) throws -> Beginning {
    let path = options.store ?? storePath
    let reading = TranscriptReading(self)
    // No store is made for files that are wrong.
    let early =
      FileManager.default.fileExists(atPath: path)
      ? nil : try HumanWork(pipeline: self, reading: reading).read()
    let opened =
      try files.takeStore(at: path)
      ?? PipelineFiles.OpenedStore(
        lock: RunLock(ofStoreAt: path, waiting: .seconds(2)), store: Store(at: path, access: .write)
      )
    let store = opened.store
    if !options.keepsWork { try store.forgetKept() }
    if options.writesReports {
      for folder in file.stages.compactMap(\.outputFolder) {
        ReportFolder(path: folder).removeAbandoned()
      }
    }
    let scan = TranscriptScan(of: self, kept: KeptPart.read(try store.keptWork()))
    let people =
      try early
      ?? HumanWork(pipeline: self, reading: reading, stored: scan.stored(in: store)).read()
    return Beginning(
      reading: reading, coding: TranscriptCoding(self), opened: opened, scan: scan, people: people,
      before: options.keepsWork ? try store.keptOutcome().flatMap { KeptWords(reading: $0) } : nil)
  }

  /// Plans what has to be done, and hands out who does it.
  private func writer(
    of start: Beginning, run: Int, _ options: RunOptions, progress: any ProgressReporter
  ) throws -> ResultWriter {
    let (store, coding) = (start.store, start.coding)
    var numbers: [Int: CodingNumbers] = [:]
    let plan = try WorkPlan(
      of: start.scan, self, coding: coding, people: start.people, store: store,
      number: { basis, ingester in
        let number = try store.number(ofBasis: basis.digest, content: basis.bytes)
        numbers[ingester] = CodingNumbers(
          basis: number,
          layout: try coding.sets[ingester].map {
            try store.number(ofLayout: $0.layout.digest, content: $0.layout.bytes)
          } ?? 0)
        return number
      })
    return ResultWriter(
      pipeline: self, store: store, run: run, people: start.people, scan: start.scan, plan: plan,
      numbers: numbers, keepsWork: options.keepsWork, progress: progress,
      isCancelled: options.isCancelled)
  }

  /// Notes that the run succeeded, and writes the lock file and the reports.
  private func finish(
    _ outcome: inout RunOutcome, _ written: ResultWriter.Written, of start: Beginning,
    _ options: RunOptions, progress: any ProgressReporter
  ) throws {
    outcome.status = .succeeded
    let lock = self.lock(of: outcome, written.results, coding: start.coding)
    try start.store.finishRun(
      outcome.run, status: .succeeded, result: outcome.result, counts: outcome.counts,
      keeping: written.results.map(\.key), kept: written.kept(lock: lock, before: start.scan),
      isLast: false)
    // What conflicts over a participant is no row.
    if ParticipantExclusion(codebook) != nil {
      outcome.queued = try start.store.reader().openPlaces.count
    }
    guard options.writesReports else { return }
    outcome.lockDifferences = options.isLocked ? try differences(from: lock) : []
    // Reports stay as they are, as the lock does, until somebody looked.
    guard outcome.lockDifferences.isEmpty else { return }
    try write(lock: lock)
    let words = try tell(
      outcome: &outcome, content: written.content, before: start.before, store: start.store,
      progress: progress)
    guard options.keepsWork else { return }
    try keep(words, of: outcome, in: start.store)
  }

  static func seconds(since began: ContinuousClock.Instant) -> Double {
    let passed = (ContinuousClock.now - began).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }

  /// Everyone who takes part, by id.
  func coders(_ people: HumanWork.Content) -> [Coder] {
    let machines = stages.compactMap { stage in
      if case .classifier(let classifier) = stage { classifier.coder } else { nil }
    }
    let everyone =
      Set(machines).map { Coder(id: $0, kind: .machine) }
      + people.coders.map { Coder(id: $0, kind: .person) }
    return everyone.sorted { $0.id < $1.id }
  }

  private func runStart(_ people: HumanWork.Content) -> RunStart {
    RunStart(
      pipeline: file.name, pipelineText: pipelineText(people), codebook: codebook,
      codebookSource: codebookSource.text, codebookDigest: codebookSource.digest,
      coders: coders(people), participants: participants,
      decisions: people.allDecisions,
      inputs: files.inputs.map {
        InputFile(path: file.relativePath($0.path), digest: $0.digest, size: $0.size)
      },
      toolVersion: leitmotifVersion)
  }

  /// Writes the reports and makes the checks, unless they would say what they said before.
  private func tell(
    outcome: inout RunOutcome, content: Digest, before: KeptWords?, store: Store,
    progress: any ProgressReporter
  ) throws -> KeptWords {
    let basis = reportBasis(content: content)
    var warnings: [Diagnostic] = []
    if let before, before.basis == basis, before.outputsAreThere(beside: file, isLockCounted: false)
    {
      before.repeatReports(in: &outcome, file)
      warnings = before.reportWarnings
    } else {
      progress.report(stage: "writing reports", done: 0, of: 1)
      let reader = try store.reader()
      outcome.reports = try writeReports(on: reader, warnings: &warnings)
      outcome.failedChecks = try ResultChecking(reader: reader).failures(of: file.checks)
    }
    let words = KeptWords(
      of: outcome, reportWarnings: warnings, basis: basis, pipeline: self)
    outcome.warnings += warnings
    return words
  }

  /// All that reports and checks depend on, as a hash.
  private func reportBasis(content: Digest) -> Digest {
    var builder = DigestBuilder()
    builder.append(field: leitmotifVersion)
    builder.append(field: file.settings.canonicalText)
    for inputs in stageInputs { for input in inputs { builder.append(input.digest.bytes) } }
    builder.append(codebookSource.digest.bytes)
    for participant in participants {
      builder.append(field: participant.id.rawValue)
      for (name, value) in participant.attributes.sorted(by: { $0.key < $1.key }) {
        builder.append(field: name)
        builder.append(field: value)
      }
    }
    builder.append(content.bytes)
    return builder.finish()
  }

  /// Keeps what was said, when the next run could tell by the files' status that nothing changed.
  private func keep(
    _ words: KeptWords, of outcome: RunOutcome, in store: Store
  ) throws {
    // What was wrong with a file, and rules that gave up, are looked at again.
    let isRepeatable = outcome.quarantined.isEmpty && outcome.givenUp.isEmpty
    let inputs =
      isRepeatable
      ? StudyFingerprint(
        inputs: files.seen, missing: files.missing, files: files, pipeline: file)?.digest : nil
    // Where nobody repeats it, the next run still need not write the same reports again.
    try store.keep(
      KeptOutcome(run: outcome.run, inputs: inputs ?? Digest(of: ""), content: words.bytes))
  }

  /// The pipeline as the store keeps it, with where its folder is and what became of the foreign projects that it
  /// imports.
  private func pipelineText(_ people: HumanWork.Content) -> String {
    guard case .object(var values) = file.settings else { return file.settings.canonicalText }
    values["folder"] = .string(file.folderFromStore)
    if !people.reports.isEmpty { values["imports"] = .list(people.reports) }
    return JSONValue.object(values).canonicalText
  }

  private func writeReports(
    on study: any StudyReader, warnings: inout [Diagnostic]
  ) throws -> [(files: [String], text: String)] {
    try graph.places(of: .report).compactMap { place in
      guard case .reporter(let reporter) = stages[place] else { return nil }
      let context = StageContext(agreement: statedAgreement)
      let report = try reporter.report(on: study, in: context)
      warnings += context.diagnostics
      guard let folder = file.stages[place].outputFolder else { return ([], report.text) }
      return (try ReportFolder(path: folder).write(report), report.text)
    }
  }
}

/// The version of the program.
public let leitmotifVersion = "0.1.0"

/// Thrown when somebody asked a run to stop.
struct Cancelled: Error {}
