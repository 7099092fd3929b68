import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

/// Reruns and plans after an edit of the pipeline file, or of a file that it names.
struct EditedSettingsTests {
  private let folder: TemporaryFolder
  private static let plain = "settings: {decisions: [eva.jsonl, ben.jsonl]}"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: small
      codes:
        - {code: cost, definition: It is dear., rules: [{any: [bill]}]}
      """, to: "codebook.yaml")
    try folder.write("P: The bill is high.\nP: And we pay.\n", to: "p1.txt")
    try folder.write("transcript,code,start,end\np1,cost,24,30\n", to: "ada.csv")
    for name in ["eva", "ben"] { try folder.write("", to: "\(name).jsonl") }
    try write(merge: Self.plain)
  }

  private func write(merge: String, rest: String = "", to name: String = "out") throws {
    try folder.write(
      """
      leitmotif: pipeline/1
      name: small
      store: s.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: ["p*.txt"]
          settings: {speakers: [{match: "P*", role: participant}]}
        - segment: sentences
        - classify: keywords
        - import: codings
          files: [ada.csv]
        - merge: adjudicate
          \(merge)
        - report: themes
          to: \(name)
      \(rest)
      """, to: "p.yaml")
  }

  private func pipeline() throws -> Pipeline {
    try Pipeline(path: folder.path("p.yaml"), registry: StageRegistry(builtinStages))
  }

  private func run(store: String? = nil) async throws -> RunOutcome {
    try await pipeline().run(
      RunOptions(store: store.map(folder.path)), progress: Silence())
  }

  private func decision(_ verdict: String, _ reviewer: String, _ more: String = "") -> String {
    """
    {"decision":"\(verdict)","transcript":"p1","code":"cost","start":7,"end":11,"reviewer":"\(reviewer)"\(more)}

    """
  }

  @Test func `who learns of another's decision settles the place`() async throws {
    try folder.write(decision("accept", "eva"), to: "eva.jsonl")
    try folder.write(decision("reject", "ben"), to: "ben.jsonl")
    let first = try await run().queued
    try folder.write(decision("reject", "ben", ",\"over\":[\"eva\"]"), to: "ben.jsonl")
    let second = try await run()
    #expect(second.queued < first)
    #expect(try await second.result == run(store: "fresh.sqlite").result)
  }

  @Test func `decisions on a retired code are told of as long as they are there`() async throws {
    func retired() async throws -> [Int?] {
      try await run().warnings.filter { $0.id == "code-retired" }.map(\.location?.line)
    }
    try folder.write(
      try folder.read("codebook.yaml") + "\nmigrations: [{retire: travel}]\n", to: "codebook.yaml")
    let line = decision("accept", "eva").replacing("cost", with: "travel")
    try folder.write(line, to: "eva.jsonl")
    #expect(try await retired() == [1])
    try folder.write(line + line, to: "eva.jsonl")
    #expect(try await retired() == [1, 2])
    // Another transcript is opened, and says nothing of it.
    try folder.write("P: Nothing.\n", to: "p2.txt")
    #expect(try await retired() == [1, 2])
    try folder.write("", to: "eva.jsonl")
    #expect(try await retired() == [])
  }

  @Test func `of a rule whose new word nobody says nothing is computed later, either`()
    async throws
  {
    try folder.write("P: We go by bus.\n", to: "p2.txt")
    #expect(try await run().counts.computed == 2)
    try folder.write(
      try folder.read("codebook.yaml").replacing("[bill]", with: "[bill, invoice]"),
      to: "codebook.yaml")
    #expect(try await run().counts.computed == 0)
    // Each is opened now: one for a person's coding, one for its file's place.
    try folder.write("transcript,code,start,end\np1,cost,24,29\n", to: "ada.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path("more"), withIntermediateDirectories: false)
    try FileManager.default.moveItem(
      atPath: folder.path("p2.txt"), toPath: folder.path("more/p2.txt"))
    try folder.write(
      try folder.read("p.yaml").replacing("[\"p*.txt\"]", with: "[\"p*.txt\", \"more/*.txt\"]"),
      to: "p.yaml")
    let plan = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(plan.opened == ["p1", "p2"] && plan.total == 0)
    let moved = try await run()
    #expect(moved.counts.computed == 0 && moved.counts.reused == 2)
    #expect(try await moved.result == run(store: "fresh.sqlite").result)
    #expect(
      try await pipeline().verify(replay: true, sample: 1, RunOptions(), progress: Silence())
        .differences == [])
    // A word that somebody says is looked for.
    try folder.write(
      try folder.read("codebook.yaml").replacing("invoice]", with: "invoice, bus]"),
      to: "codebook.yaml")
    #expect(try await run().counts.computed == 1)
    #expect(try await run().counts.codings == moved.counts.codings + 1)
  }

  @Test func `another table of reliability merges anew`() async throws {
    let table =
      "coder,code,sensitivity,specificity,prevalence\nada,*,0.9,0.99,0.5\nkeywords,*,0.6,0.9,0.5\n"
    try folder.write(table, to: "trust.csv")
    try write(
      merge: "settings: {reliability: trust.csv, policy: [{when: weighted, probability: 0.5}]}")
    let first = try await run()
    try folder.write(table.replacing("0.9,0.99,", with: "0.5,0.5,"), to: "trust.csv")
    let second = try await run()
    let fresh = try await run(store: "fresh.sqlite")
    #expect(second.result == fresh.result)
    #expect(second.result != first.result)
  }

  @Test func `a report goes where it is to go now`() async throws {
    _ = try await run()
    try write(merge: Self.plain, to: "elsewhere")
    let files = try await run().reports.flatMap(\.files)
    #expect(!files.isEmpty && files.allSatisfy { $0.contains("/elsewhere/") })
    #expect(FileManager.default.fileExists(atPath: folder.path("elsewhere")))
  }

  @Test func `of two equal checks each keeps its severity`() async throws {
    let checks = """
      checks:
        - {that: "codings >= 99", severity: warn}
        - {that: "codings >= 99"}
      """
    try write(merge: Self.plain, rest: checks)
    let first = try await run().failedChecks
    #expect(first.map(\.check.severity) == [.warn, .error])
    try folder.write("# touched\n" + folder.read("codebook.yaml"), to: "codebook.yaml")
    #expect(try await run().failedChecks == first)
    try write(merge: Self.plain, rest: checks.replacing("\"}", with: "\", severity: warn}"))
    #expect(try await run().failedChecks.map(\.check.severity) == [.warn, .warn])
  }

  @Test func `a file may be dated to a year that nanoseconds do not reach`() async throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 10_413_792_000)],
      ofItemAtPath: folder.path("p1.txt"))
    let first = try await run()
    #expect(try await run().result == first.result)
  }

  @Test func `a plan names the setting and the file that changed`() async throws {
    _ = try await run()
    try folder.write("transcript,code,start,end\np1,cost,24,29\n", to: "ada.csv")
    try write(merge: "settings: {decisions: [eva.jsonl, ben.jsonl], match: turn}")
    let plan = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(plan.total == 0 && plan.opened == ["p1"])
    #expect(plan.details.map(\.what) == ["stage merge: settings.match", "file ada.csv"])
    #expect(plan.details.first.map { [$0.old, $0.new] } == ["sentence", "turn"])
  }

  @Test func `decisions of earlier runs are at risk when how they are merged changes`()
    async throws
  {
    try folder.write(decision("accept", "eva"), to: "eva.jsonl")
    let before = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(before.decisionsAtRisk == 0)
    _ = try await run()
    try write(merge: "settings: {decisions: [eva.jsonl, ben.jsonl], match: turn}")
    let plan = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(plan.decisionsAtRisk == 1)
  }

  @Test(arguments: [
    ("any: [bill]", "any: [invoice]", "rule changed"), ("{any: [bill]}", "", "rule gone"),
  ])
  func `decisions are at risk where nothing is computed, and the plan says why`(
    old: String, new: String, reason: String
  ) async throws {
    try folder.write(decision("accept", "eva"), to: "eva.jsonl")
    _ = try await run()
    try folder.write(
      try folder.read("codebook.yaml").replacing(old, with: new), to: "codebook.yaml")
    let plan = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(plan.total == 0 && plan.opened == ["p1"] && plan.decisionsAtRisk == 1)
    #expect(
      plan.changedRules.map { "\($0.key) \($0.value.reason.rawValue) \($0.value.transcripts)" }
        == ["cost/any \(reason) 0"])
    _ = try await run()
    let study = try Store(at: folder.path("s.sqlite"), access: .read).reader()
    #expect(try study.queue.filter { $0.reason == .stale }.map(\.span.start) == [7])
  }

  @Test func `a run of another pipeline is neither verified nor brought back as this one's`()
    async throws
  {
    _ = try await run()
    try folder.write(
      folder.read("p.yaml").replacing("name: small", with: "name: other"), to: "q.yaml")
    _ = try await Pipeline(path: folder.path("q.yaml"), registry: StageRegistry(builtinStages))
      .run(RunOptions(), progress: Silence())
    let refused = try await #require(throws: Diagnostics.self) {
      try await pipeline().verify(replay: false, RunOptions(), progress: Silence())
    }
    #expect(refused.all.map(\.id) == ["other-pipeline"])
    let restore = try Command.run(["runs", "restore", "p.yaml", "2"], in: folder.path)
    #expect(restore.status == 2)
    #expect(restore.error.contains("run 2 is of the pipeline 'other' [other-pipeline]"))
    let elsewhere = try Command.run(
      ["runs", "restore", "p.yaml", "2", "--to", "old"], in: folder.path)
    #expect(elsewhere.status == 0, "\(elsewhere.error)")
  }

  @Test func `after a first run that was stopped there is a plan all the same`() async throws {
    let stopped = try await pipeline().run(
      RunOptions(isCancelled: { true }), progress: Silence())
    #expect(stopped.status == .interrupted)
    let plan = try await pipeline().plan(RunOptions(), progress: Silence())
    #expect(plan.transcripts == ["p1"] && plan.decisionsAtRisk == 0)
  }

  @Test(arguments: ["p", "p.lock"])
  func `the store's lock and the pipeline's lock file are two`(store: String) throws {
    try folder.write(
      folder.read("p.yaml").replacing("store: s.sqlite", with: "store: \(store)"), to: "p.yaml")
    let problems = #expect(throws: Diagnostics.self) { try pipeline() }
    #expect(problems?.all.map(\.id).contains("store-name") == true)
  }

  @Test func `a name with a line break is refused`() throws {
    try folder.write("P: And?\n", to: "p\n2.txt")
    let problems = #expect(throws: Diagnostics.self) { try pipeline() }
    #expect(problems?.all.map(\.id).contains("file-name") == true)
  }
}
