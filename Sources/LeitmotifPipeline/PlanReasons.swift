import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

/// Finds out what is behind a plan: what was edited, whom it concerns, how long it takes.
struct PlanReasons {
  let pipeline: Pipeline
  let store: Store
  let coding: TranscriptCoding
  let people: HumanWork.Content

  /// Fills in a plan's details, decisions and time.
  ///
  /// - Throws: `StoreError`.
  func explain(_ plan: inout RunPlan) throws {
    let kept = KeptPart.read(try store.keptWork())
    // A first run that did not come to its end left nothing to compare with.
    let reader = try store.newestRun().map { try store.reader(ofRun: $0) }
    let basis = try kept.values.map(\.basis).max()
      .flatMap { try store.basis($0) }.flatMap { CodingBasis($0) }
    let now = CodingBasis(of: coding.cells, in: pipeline)
    let ofCodes = basis.map { Self.changedCodes(from: $0, to: now) } ?? []
    let settings =
      try reader.map { try changedSettings(since: $0) + changedInputs(since: $0) } ?? []
    let rules = basis.map(changedRules) ?? []
    plan.details = rules.flatMap(\.details) + ofCodes + settings
    for rule in rules where plan.changedRules[rule.name] == nil {
      plan.changedRules[rule.name] = RunPlan.Count(reason: rule.reason, transcripts: 0)
    }
    let files = try changedFiles(plan, since: kept)
    // What a setting or a table changes for every transcript need not be said of each.
    let isOfAll = !settings.isEmpty && files.count == pipeline.transcripts.count
    plan.details += files.filter { $0.isEdited || !isOfAll }.map(\.detail)
    // What a rule found is gone also where it has nothing to compute, or is no more.
    let codes = basis.map { BasisChange(from: $0, to: now, classifiers: [:]).affected } ?? []
    try countDecisions(in: &plan, on: codes, elsewhere: Set(files.map(\.transcript)), reader)
    plan.estimatedSeconds = try seconds(for: plan)
  }

  /// Counts the decisions of earlier runs in what may come out otherwise: on some codes (`nil` for all), or in
  /// transcripts of which something else changed; what was decided since is not at risk.
  private func countDecisions(
    in plan: inout RunPlan, on codes: Set<Identifier<Code>>?,
    elsewhere changed: Set<Identifier<Transcript>>, _ reader: StoreReader?
  ) throws {
    let opened = Set(plan.opened)
    let known = Set(try reader?.decisionNames ?? [])
    plan.decisionsAtRisk = people.allDecisions.count { decision in
      known.contains(decision.id) && opened.contains(decision.transcript)
        && (codes?.contains(decision.code) != false || changed.contains(decision.transcript))
    }
  }

  /// A rule that means something else, is new, or is gone.
  private struct ChangedRule {
    let name: String
    let reason: RunPlan.Reason
    let details: [RunPlan.Detail]
  }

  private func changedRules(since old: CodingBasis) -> [ChangedRule] {
    func meanings(_ parts: [CodingBasis.Part]) -> [String: String] {
      Dictionary(parts.map { ($0.name, $0.meaning) }, uniquingKeysWith: { first, _ in first })
    }
    let before = meanings(old.parts)
    var now: [String: String] = [:]
    for cell in coding.cells where now[cell.name] == nil { now[cell.name] = cell.meaning }
    return Set(before.keys).union(now.keys).sorted().compactMap { name in
      let (one, other) = (before[name], now[name])
      guard one != other else { return nil }
      return ChangedRule(
        name: name, reason: one == nil ? .newRule : other == nil ? .goneRule : .changedRule,
        details: Self.differingLines(one, other).map {
          RunPlan.Detail(what: "rule \(name)", old: $0.0, new: $0.1)
        })
    }
  }

  /// The lines in which two meanings differ; both whole when they have not the same lines.
  private static func differingLines(
    _ old: String?, _ new: String?
  ) -> [(String?, String?)] {
    func lines(_ meaning: String?) -> [String] {
      meaning?.split(separator: "\n").map(String.init) ?? []
    }
    let (left, right) = (lines(old), lines(new))
    guard left.count == right.count else {
      return [
        (
          old.map { $0.replacing("\n", with: "; ") }, new.map { $0.replacing("\n", with: "; ") }
        )
      ]
    }
    return zip(left, right).filter { $0 != $1 }.map { ($0, $1) }
  }

  /// A transcript that is opened though its rules are as they were.
  private struct ChangedFile {
    let transcript: Identifier<Transcript>
    /// Whether the file itself is another.
    var isEdited = false
    let detail: RunPlan.Detail
  }

  private func changedFiles(
    _ plan: RunPlan, since kept: [Identifier<Transcript>: KeptWork]
  ) throws -> [ChangedFile] {
    let keys = StageKeys(of: pipeline, people: people)
    let opened = Set(plan.opened)
    return try pipeline.transcripts.filter { opened.contains($0.key) }.compactMap { file in
      guard let work = kept[file.key] else { return nil }
      let digest = Digest(of: try PipelineFiles.bytes(at: file.path))
      if digest != work.source.digest {
        return ChangedFile(
          transcript: file.key, isEdited: true,
          detail: RunPlan.Detail(
            what: "file \(pipeline.file.relativePath(file.path))",
            old: "sha256:\(work.source.digest.description.prefix(16))",
            new: "sha256:\(digest.description.prefix(16))"))
      }
      if work.reading != keys.reading(ofIngester: file.ingester) {
        return ChangedFile(
          transcript: file.key,
          detail: Self.detail(
            "how \(file.key) is read", work.reading, keys.reading(ofIngester: file.ingester)))
      }
      let merging = keys.merging(of: file.key, ingester: file.ingester)
      guard work.merging != merging else { return nil }
      return ChangedFile(
        transcript: file.key,
        detail: Self.detail(
          "what people said of \(file.key), or how it is merged", work.merging, merging))
    }
  }

  private static func detail(_ what: String, _ old: [UInt8], _ new: [UInt8]) -> RunPlan.Detail {
    RunPlan.Detail(what: what, old: hexadecimal(old.prefix(8)), new: hexadecimal(new.prefix(8)))
  }

  /// By what a cell took in the run that computed most of them: a run that computed few was busy with other things.
  private func seconds(for plan: RunPlan) throws -> Double? {
    let runs = try store.runs().filter { $0.status == .succeeded && $0.counts.computed > 0 }
    guard let run = runs.max(by: { $0.counts.computed < $1.counts.computed }),
      let end = run.finishedAt
    else { return nil }
    let each = (Double(end) - Double(run.startedAt)) / 1000 / Double(run.counts.computed)
    return each * Double(plan.total)
  }
}
