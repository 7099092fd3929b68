import Foundation
public import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// What a run would compute, and because of what.
public struct RunPlan: Hashable, Sendable {
  /// Why a cell has to be computed.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The study did not have the transcript.
    case newTranscript = "new transcript"
    /// What is said, who says it, or how it is cut into segments is not as it was.
    case changedTranscript = "transcript changed"
    /// The codebook did not have the rule.
    case newRule = "new rule"
    /// The rule, or a list or cue that it uses, means something else.
    case changedRule = "rule changed"
    /// The codebook has the rule no more; nothing is computed for it.
    case goneRule = "rule gone"
  }

  /// The transcripts that are read, in order.
  public var transcripts: [Identifier<Transcript>] = []
  /// The transcripts that cannot be read, with what is wrong with each.
  public var unreadable: [Identifier<Transcript>: Diagnostics] = [:]
  /// How many cells are taken from earlier runs.
  public var reused = 0
  /// How many cells are computed for each reason.
  public var computed: [Reason: Int] = [:]
  /// The transcripts with something to compute because they are new or changed.
  public var changedTranscripts: [Identifier<Transcript>: Reason] = [:]
  /// The rules that are not as they were, with the number of transcripts as they were in which each is computed: 0 where
  /// it is known already what it finds.
  public var changedRules: [String: Count] = [:]

  /// The transcripts that are opened, some only to be merged anew.
  public var opened: [Identifier<Transcript>] = []
  /// What is not as it was when the newest results were made, with its old and new value.
  public var details: [Detail] = []
  /// How many decisions are about places that may come out otherwise.
  public var decisionsAtRisk = 0
  /// How long it may take, by what earlier runs took; `nil` when nothing is known.
  ///
  /// - Unit: seconds.
  public var estimatedSeconds: Double?

  /// One thing that is not as it was.
  public struct Detail: Hashable, Sendable {
    /// What it is: a rule, a code, a setting of the pipeline, a file, or how a transcript is read or merged.
    public var what: String
    /// The value before; `nil` when there was none.
    public var old: String?
    /// The value now; `nil` when there is none.
    public var new: String?
  }

  /// How many transcripts a rule is computed in, and why.
  public struct Count: Hashable, Sendable {
    /// Why.
    public var reason: Reason
    /// How many transcripts.
    public var transcripts: Int
  }

  /// How many cells are computed.
  public var total: Int { computed.values.reduce(0, +) }
}

extension Pipeline {
  /// The store that a plan looks into; `nil` where there is none, or nothing was written into it yet.
  private static func storeToPlan(by path: String) throws -> Store? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try Store(at: path, access: .read)
    } catch let error as StoreError where error.diagnostic.id == "no-finished-run" {
      return nil
    }
  }

  /// Works out what a run would compute; nothing is written.
  ///
  /// - Parameters:
  ///   - options: How it is done.
  ///   - progress: Is told how far it has come.
  /// - Returns: Exactly what `run` would then do.
  /// - Throws: `Diagnostics` for files that are wrong, `StoreError` for a store that cannot be used.
  public func plan(_ options: RunOptions, progress: any ProgressReporter) async throws -> RunPlan {
    let reading = TranscriptReading(self)
    let coding = TranscriptCoding(self)
    let path = options.store ?? storePath
    let store = try Self.storeToPlan(by: path)
    let scan = TranscriptScan(of: self, kept: KeptPart.read(try store?.keptWork() ?? []))
    let people = try HumanWork(pipeline: self, reading: reading, stored: scan.stored(in: store))
      .read()
    let numbers = Dictionary(
      try store?.basisDigests().map { ($1, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    let work = try WorkPlan(
      of: scan, self, coding: coding, people: people, store: store,
      number: { basis, _ in numbers[basis.digest] })
    let rows = try store?.newestRows()
    let packs = store.map { KeptCells(in: $0) }
    let equals = store.map { EqualResults(of: scan, self, in: $0) }
    var plan = RunPlan()
    try await OrderedWork(jobs: options.jobs).run(count: transcripts.count) { place in
      if case .keep = work.steps[place] {
        return Part(keeping: transcripts[place], coding: coding)
      }
      return try Part(
        of: scan.files[place], reading: reading, coding: coding, store: store, packs: packs,
        equals: equals, rows: rows)
    } consume: { place, part in
      plan.add(part)
      if case .work = work.steps[place], part.problems == nil { plan.opened.append(part.key) }
      progress.report(stage: "planning", done: place + 1, of: transcripts.count)
    }
    if let store {
      try PlanReasons(pipeline: self, store: store, coding: coding, people: people)
        .explain(&plan)
    }
    return plan
  }

  /// What a run would compute for one transcript.
  struct Part: Sendable {
    let key: Identifier<Transcript>
    var problems: Diagnostics?
    var reused = 0
    var missing: [(name: String, reason: RunPlan.Reason)] = []

    /// The part of a transcript that is not opened.
    init(keeping file: TranscriptFile, coding: TranscriptCoding) {
      key = file.key
      reused = coding.cells(forIngester: file.ingester).count
    }

    init(
      of scanned: TranscriptScan.File, reading: TranscriptReading, coding: TranscriptCoding,
      store: Store?, packs: KeptCells?, equals: EqualResults?, rows: StoreReader?
    ) throws {
      let file = scanned.file
      key = file.key
      let read: TranscriptReading.Reading
      do {
        read = try reading.read(scanned, from: rows)
      } catch let diagnostics as Diagnostics {
        problems = diagnostics
        return
      }
      let pack = try packs?.pack(ofUnit: read.unit)
      let isKnown = try store?.state(of: file.key) != nil
      let cells = coding.cells(forIngester: file.ingester)
      let known = try equals?.found(for: cells, notIn: pack, ofUnit: read.unit) ?? [:]
      for cell in cells {
        guard let pack else {
          missing.append((cell.name, isKnown ? .changedTranscript : .newTranscript))
          continue
        }
        if pack.holds(cell.key) || known[cell.key] != nil {
          reused += 1
        } else {
          missing.append(
            (cell.name, pack.operation(called: cell.name) == nil ? .newRule : .changedRule))
        }
      }
    }
  }
}

extension RunPlan {
  fileprivate mutating func add(_ part: Pipeline.Part) {
    if let problems = part.problems {
      unreadable[part.key] = problems
      return
    }
    transcripts.append(part.key)
    reused += part.reused
    for (name, reason) in part.missing {
      computed[reason, default: 0] += 1
      switch reason {
      case .newTranscript, .changedTranscript: changedTranscripts[part.key] = reason
      case .newRule, .changedRule, .goneRule:
        changedRules[name, default: Count(reason: reason, transcripts: 0)].transcripts += 1
      }
    }
  }
}
