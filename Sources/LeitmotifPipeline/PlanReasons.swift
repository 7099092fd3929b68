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
    plan.details = try changedRules(since: kept) + changedFiles(plan, since: kept)
    let opened = Set(plan.opened)
    let rules = Set(plan.changedRules.keys)
    let codes = Set(coding.cells.filter { rules.contains($0.name) }.compactMap(\.code))
    plan.decisionsAtRisk = people.allDecisions.count { decision in
      opened.contains(decision.transcript)
        && (codes.contains(decision.code)
          || plan.changedTranscripts[decision.transcript] == .changedTranscript)
    }
    plan.estimatedSeconds = try seconds(for: plan)
  }

  private func changedRules(
    since kept: [Identifier<Transcript>: KeptWork]
  ) throws -> [RunPlan.Detail] {
    guard let number = kept.values.map(\.basis).max(),
      let old = try store.basis(number).flatMap({ CodingBasis($0) })
    else { return [] }
    func meanings(_ parts: [CodingBasis.Part]) -> [String: String] {
      Dictionary(parts.map { ($0.name, $0.meaning) }, uniquingKeysWith: { first, _ in first })
    }
    let before = meanings(old.parts)
    var now: [String: String] = [:]
    for cell in coding.cells where now[cell.name] == nil { now[cell.name] = cell.meaning }
    return Set(before.keys).union(now.keys).sorted().flatMap { name -> [RunPlan.Detail] in
      let (one, other) = (before[name], now[name])
      guard one != other else { return [] }
      return Self.differingLines(one, other).map {
        RunPlan.Detail(what: "rule \(name)", old: $0.0, new: $0.1)
      }
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

  private func changedFiles(
    _ plan: RunPlan, since kept: [Identifier<Transcript>: KeptWork]
  ) throws -> [RunPlan.Detail] {
    let keys = StageKeys(of: pipeline, people: people)
    let opened = Set(plan.opened)
    return try pipeline.transcripts.filter { opened.contains($0.key) }.compactMap { file in
      guard let work = kept[file.key] else { return nil }
      let digest = Digest(of: try PipelineFiles.bytes(at: file.path))
      if digest != work.source.digest {
        return RunPlan.Detail(
          what: "file \(pipeline.file.relativePath(file.path))",
          old: "sha256:\(work.source.digest.description.prefix(16))",
          new: "sha256:\(digest.description.prefix(16))")
      }
      if work.reading != keys.reading(ofIngester: file.ingester) {
        return Self.detail(
          "how \(file.key) is read", work.reading, keys.reading(ofIngester: file.ingester))
      }
      let merging = keys.merging(of: file.key, ingester: file.ingester)
      guard work.merging != merging else { return nil }
      return Self.detail(
        "what people said of \(file.key), or how it is merged", work.merging, merging)
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
