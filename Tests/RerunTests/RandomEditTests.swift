import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

/// Reruns after edits give what runs from nothing give, whatever was edited.
struct RandomEditTests {
  /// Short sequences of edits; each is a study of its own.
  static let seeds = (1...200).map { UInt64($0) }
  private static let edits = 3

  private func pipeline(_ folder: TemporaryFolder) throws -> Pipeline {
    try Pipeline(path: folder.path("p.yaml"), registry: StageRegistry(builtinStages))
  }

  /// The decisions of a study, and those of them at whose place nothing of the kind is proposed any more.
  private static func decisions(
    in folder: TemporaryFolder
  ) throws -> (all: Set<Identifier<Decision>>, stale: Set<Identifier<Decision>>) {
    let study = try Store(at: folder.path("s.sqlite"), access: .read).reader()
    let stale = try study.queue.filter { $0.reason == .stale }.compactMap(\.decision)
    return (Set(try study.decisions.map(\.id)), Set(stale))
  }

  @Test(arguments: seeds)
  func `a rerun gives what a run from nothing gives, and does what the plan said`(
    seed: UInt64
  ) async throws {
    var study = RandomStudy(seed: seed)
    let folder = try TemporaryFolder()
    try study.write(to: folder)
    _ = try await pipeline(folder).run(RunOptions(writesReports: false), progress: Silence())
    var history: [String] = []
    for number in 0..<Self.edits {
      history.append(study.edit())
      let before = study
      try before.write(to: folder)
      let plan = try await pipeline(folder).plan(RunOptions(), progress: Silence())
      let known = try Self.decisions(in: folder)
      let rerun = try await pipeline(folder)
        .run(RunOptions(jobs: 1 + number % 2, writesReports: false), progress: Silence())
      #expect(rerun.counts.computed == plan.total, "\(history)")
      #expect(rerun.counts.reused == plan.reused, "\(history)")
      // What was decided since is not at risk.
      let newlyStale = try Self.decisions(in: folder).stale.subtracting(known.stale)
        .intersection(known.all)
      #expect(newlyStale.count <= plan.decisionsAtRisk, "\(history)")

      let scratch = RunOptions(store: folder.path("scratch\(number).sqlite"), writesReports: false)
      let fresh = try await pipeline(folder).run(scratch, progress: Silence())
      #expect(rerun.result == fresh.result, "\(history)")
      #expect(rerun.counts.codings == fresh.counts.codings, "\(history)")
      #expect(rerun.counts.segments == fresh.counts.segments, "\(history)")
      #expect(rerun.queued == fresh.queued, "\(history)")

      let store = try Store(at: folder.path("s.sqlite"), access: .read)
      let other = try Store(at: folder.path("scratch\(number).sqlite"), access: .read)
      let lock = try #require(try store.lock(ofRun: rerun.run))
      #expect(try other.lock(ofRun: fresh.run) == lock, "\(history)")
      #expect(try LockFile(reading: lock, path: "p.lock").text == lock)
    }
    let verification = try await pipeline(folder)
      .verify(replay: false, sample: 1, RunOptions(), progress: Silence())
    #expect(verification.differences == [], "\(history)")
    let again = try await pipeline(folder).run(
      RunOptions(writesReports: false), progress: Silence())
    #expect(again.counts.computed == 0, "\(history)")
  }
}
