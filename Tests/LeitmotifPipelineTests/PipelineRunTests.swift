import Foundation
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

struct PipelineRunTests {
  private struct Silence: ProgressReporter {
    func report(stage: String, done: Int, of total: Int) {}
  }

  /// A study of three transcripts, one coder and two codes.
  private static func study() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("A: I am tired\nB: And lonely, so tired", to: "texts/one.txt")
    try folder.write("A: nothing to say", to: "texts/two.txt")
    try folder.write("C: lonely nights", to: "texts/three.txt")
    try folder.write(codebook("tired"), to: "codebook.yaml")
    try folder.write("one mood.sleep 8 13\n", to: "coders/ada.txt")
    try folder.write(
      """
      leitmotif: pipeline/1
      name: small
      store: small.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: lines
          files: ["texts/*.txt"]
        - segment: lines
        - classify: words
        - import: lines
          files: ["coders/*.txt"]
        - merge: everything
        - report: count
          to: out
      checks:
        - {that: "participants(mood) >= 3", severity: warn}
        - {that: "participants(mood) >= 4"}
      """, to: "p.yaml")
    return folder
  }

  private static func codebook(_ word: String) -> String {
    """
    leitmotif: codebook/1
    codebook: small
    codes:
      - code: mood
        definition: Moods.
        codes:
          - {code: sleep, definition: Sleep., rules: [{id: words, any: [\(word)]}]}
          - {code: company, definition: Company., rules: [{id: words, any: [lonely]}]}
    """
  }

  private func run(_ folder: TemporaryFolder, jobs: Int = 1) async throws -> RunOutcome {
    try await Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
      .run(RunOptions(jobs: jobs), progress: Silence())
  }

  private func plan(_ folder: TemporaryFolder) async throws -> RunPlan {
    try await Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
      .plan(RunOptions(), progress: Silence())
  }

  @Test func `a run codes, merges, stores and reports`() async throws {
    let folder = try Self.study()
    let outcome = try await run(folder)
    #expect(outcome.status == .succeeded)
    #expect(outcome.counts.transcripts == 3)
    #expect(outcome.counts.codings == 5)
    #expect(outcome.counts.computed == 6)
    #expect(outcome.reports.map(\.text) == ["5 final codings"])
    #expect(try folder.read("out/count.txt") == "5 final codings")
    #expect(outcome.failedChecks.map(\.check.text) == ["participants(mood) >= 4"])
    #expect(outcome.failedChecks.map(\.value) == [3])
    let reader = try Store(at: folder.path("small.sqlite"), access: .read).reader()
    var codings: [String] = []
    try reader.forEachFinalCoding { final in
      let coding = final.coding
      codings.append("\(coding.transcript) \(coding.code) \(coding.coder) \(coding.span.range)")
    }
    #expect(
      codings == [
        "one mood.sleep ada 8..<13", "one mood.sleep words 8..<13",
        "one mood.company words 21..<27", "one mood.sleep words 32..<37",
        "three mood.company words 3..<9",
      ])
  }

  @Test func `the result is the same in every folder, with any number of jobs, and run again`()
    async throws
  {
    let first = try Self.study()
    let second = try Self.study()
    let result = try await run(first).result
    #expect(try await run(second, jobs: 4).result == result)
    #expect(try await run(first, jobs: 2).result == result)
  }

  @Test func `a second run takes everything from the first`() async throws {
    let folder = try Self.study()
    _ = try await run(folder)
    let again = try await run(folder)
    #expect(again.counts.computed == 0)
    #expect(again.counts.reused == 6)
  }

  @Test func `an edited rule computes that rule, and going back computes nothing`() async throws {
    let folder = try Self.study()
    _ = try await run(folder)
    try folder.write(Self.codebook("nights"), to: "codebook.yaml")
    let plan = try await plan(folder)
    #expect(plan.computed == [.changedRule: 3])
    #expect(plan.changedRules["mood.sleep/words"]?.transcripts == 3)
    let edited = try await run(folder)
    #expect(edited.counts.computed == plan.total)
    #expect(edited.counts.reused == plan.reused)
    #expect(edited.counts.changed == 2)
    try folder.write(Self.codebook("tired"), to: "codebook.yaml")
    #expect(try await run(folder).counts.computed == 0)
  }

  @Test func `a corrected transcript computes that transcript`() async throws {
    let folder = try Self.study()
    _ = try await run(folder)
    try folder.write("A: nothing to say, I am tired", to: "texts/two.txt")
    let plan = try await plan(folder)
    #expect(plan.computed == [.changedTranscript: 2])
    #expect(plan.changedTranscripts == ["two": .changedTranscript])
    #expect(try await run(folder).counts.computed == 2)
  }

  @Test func `a comment, a definition and a renamed folder compute nothing`() async throws {
    let folder = try Self.study()
    let before = try await run(folder).result
    try folder.write(
      "# edited\n" + Self.codebook("tired").replacing("Sleep.", with: "Rest."), to: "codebook.yaml")
    try FileManager.default.moveItem(
      atPath: folder.path("texts"), toPath: folder.path("interviews"))
    try folder.write(
      try folder.read("p.yaml").replacing("texts/*", with: "interviews/*"), to: "p.yaml")
    let after = try await run(folder)
    #expect(after.counts.computed == 0)
    #expect(after.result == before)
  }

  @Test func `a file that cannot be read is set aside and the others are coded`() async throws {
    let folder = try Self.study()
    try folder.write("", to: "texts/four.txt")
    let outcome = try await run(folder)
    #expect(outcome.quarantined.map(\.transcript) == ["four"])
    #expect(outcome.quarantined.first?.problems.all.map(\.id) == ["empty-file"])
    #expect(outcome.counts.transcripts == 3)
  }

  @Test func `a transcript that is gone is no longer in the study`() async throws {
    let folder = try Self.study()
    _ = try await run(folder)
    try FileManager.default.removeItem(atPath: folder.path("texts/three.txt"))
    #expect(try await run(folder).counts.codings == 4)
    let reader = try Store(at: folder.path("small.sqlite"), access: .read).reader()
    #expect(try reader.transcripts == ["one", "two"])
  }

  @Test func `a stopped run says so, keeps what it has, and the next goes on`() async throws {
    let folder = try Self.study()
    let pipeline = try Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
    let stopped = try await pipeline.run(
      RunOptions(isCancelled: { true }), progress: Silence())
    #expect(stopped.status == .interrupted)
    #expect(try await run(folder).counts.codings == 5)
  }

  @Test
  func `a coded transcript that cannot be read is set aside, and its codings come back with it`()
    async throws
  {
    let folder = try Self.study()
    let before = try await run(folder)
    let text = try folder.read("texts/one.txt")
    try folder.write("", to: "texts/one.txt")
    let without = try await run(folder)
    #expect(without.quarantined.map(\.transcript) == ["one"])
    #expect(without.counts.codings == 1)
    try folder.write(text, to: "texts/one.txt")
    #expect(try await run(folder).result == before.result)
  }

  @Test func `one coder may have two files, and say the same twice`() async throws {
    let folder = try Self.study()
    try folder.write("one mood.sleep 8 13\ntwo mood.sleep 2 9\n", to: "coders/more/ada.txt")
    try folder.write(
      try folder.read("p.yaml").replacing("coders/*.txt", with: "coders/**/*.txt"), to: "p.yaml")
    #expect(try await run(folder).counts.codings == 6)
    let verification = try await Pipeline(
      path: folder.path("p.yaml"), registry: FewStages.registry
    ).verify(replay: true, RunOptions(), progress: Silence())
    #expect(verification.differences == [])
  }

  @Test(arguments: ["everything", "waiting"])
  func `names that are ordered otherwise by letters than by bytes are verified`(
    merger: String
  ) async throws {
    let folder = try Self.study()
    try folder.write(
      "one f 8 13 !\none e\u{301} 8 13 !\none mood.sleep 8 13 !\n", to: "coders/ada.txt")
    try folder.write(
      try folder.read("p.yaml").replacing("merge: everything", with: "merge: \(merger)"),
      to: "p.yaml")
    _ = try await run(folder)
    let pipeline = try Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
    for replay in [false, true] {
      let verified = try await pipeline.verify(replay: replay, RunOptions(), progress: Silence())
      #expect(verified.differences == [])
    }
  }

  @Test func `a person cannot have a classifier's name`() async throws {
    let folder = try Self.study()
    try folder.write("one mood.sleep 8 13\n", to: "coders/words.txt")
    let error = await #expect(throws: Diagnostics.self) { try await run(folder) }
    #expect(error?.all.map(\.id) == ["duplicate-coder"])
  }

  @Test func `a segmentation that changes no coding is stored all the same`() async throws {
    let folder = try Self.study()
    _ = try await run(folder)
    // The second turn goes, nothing is coded there: the codings are as they were.
    try folder.write("A: nothing to say\n\n", to: "texts/two.txt")
    _ = try await run(folder)
    let reader = try Store(at: folder.path("small.sqlite"), access: .read).reader()
    #expect(try reader.transcript("two")?.transcript.text.count == 19)
  }

  @Test func `verify finds nothing after a run, then an edited input and an added one`()
    async throws
  {
    let folder = try Self.study()
    _ = try await run(folder)
    func verify(replay: Bool) async throws -> [String] {
      try await Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
        .verify(replay: replay, RunOptions(), progress: Silence()).differences.map(\.what)
    }
    #expect(try await verify(replay: false) == [])
    #expect(try await verify(replay: true) == [])
    try folder.write("A: I am tired\nB: And lonely, so", to: "texts/one.txt")
    #expect(try await verify(replay: false) == ["input"])
    #expect(try await verify(replay: true) == ["input", "coding"])
    _ = try await run(folder)
    try folder.write("D: more", to: "texts/four.txt")
    #expect(try await verify(replay: false) == ["input"])
  }
}
