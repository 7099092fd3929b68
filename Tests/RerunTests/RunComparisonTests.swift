import Foundation
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import LeitmotifTesting
import Testing

/// What two runs are said to have found otherwise, and because of what.
struct RunComparisonTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "P1: We trust her. I hope so.\nINT: Yes?\nP2: The doctor came. It got worse.\n",
      to: "texts/t1.txt")
    try folder.write(
      "label,role,participant\nINT,interviewer,\nP1,participant,P1\nP2,participant,P2\n",
      to: "speakers.csv")
    try folder.write(Self.codebook, to: "codebook.yaml")
    try folder.write("transcript,code,start,end\n", to: "coders/ada.csv")
    try folder.write("", to: "decisions.jsonl")
    try folder.write(Self.pipeline, to: "p.yaml")
  }

  static let codebook = """
    leitmotif: codebook/1
    codebook: care
    language: en
    codes:
      - code: trust
        uid: 2db5231c-9d4b-47a9-adb3-f54a7b7d7f04
        rules:
          - {id: words, any: [trust]}
      - code: doctor
        rules:
          - {id: words, any: [doctor]}
      - code: outlook
        exclusive: segment
        codes:
          - code: hopeful
            rules:
              - {id: words, any: [hope]}
          - code: bleak
            rules:
              - {id: words, any: [worse]}
      - code: free

    """

  private static let pipeline = """
    leitmotif: pipeline/1
    name: care
    store: s.sqlite
    codebook: codebook.yaml
    stages:
      - ingest: text
        files: ["texts/*.txt"]
        settings: {speakers: speakers.csv}
      - segment: turns
      - segment: sentences
      - classify: keywords
      - classify: rules
      - import: codings
        files: ["coders/*.csv"]
      - merge: adjudicate
        settings:
          decisions: decisions.jsonl
          policy:
            - {when: unanimous, of: all}
            - {when: otherwise, queue: true}

    """

  @Test(arguments: [
    // What is left moved to where the other one stood.
    ("P1: Ah doctor stop. Oh doctor go.\n", "P1: Oh doctor go.\n", ["removed"]),
    // Another word of the same length, at the same place.
    ("P1: We trust her. I hope so.\n", "P1: We doctor her. I hope so.\n", ["added", "removed"]),
    ("P1: 医生来了。I trust her.\n", "P1: 医生去了。I trust her.\n", []),
  ])
  func `words that were edited away are no longer there`(
    before: String, now: String, kinds: [String]
  ) async throws {
    try folder.write(before, to: "texts/t1.txt")
    try await run()
    try folder.write(now, to: "texts/t1.txt")
    let changes = try await difference().changes
    #expect(changes.map(\.kind.rawValue).sorted() == kinds)
  }

  @Test func `a coding with a blank at its end is the same one in an edited text`() async throws {
    try folder.write(
      "transcript,code,start,end\n" + row("trust her. ", "free"), to: "coders/ada.csv")
    try await run()
    try #require(try store.reader().finalCodings(of: "t1").contains { $0.coding.code == "free" })
    try edit("texts/t1.txt", "It got worse.", "It got much worse.")
    #expect(try await difference().changes == [])
  }

  // MARK: - Runs

  private var store: Store {
    get throws { try Store(at: folder.path("s.sqlite"), access: .read) }
  }

  @discardableResult
  private func run() async throws -> Int {
    try await Pipeline(path: folder.path("p.yaml"), registry: StageRegistry(builtinStages))
      .run(RunOptions(writesReports: false), progress: Silence()).run
  }

  /// Runs again, and compares with the run before.
  private func difference() async throws -> RunDifference {
    let now = try await run()
    return try RunComparison(of: store, before: now - 1, now: now).difference()
  }

  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try folder.read(file)
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new), to: file)
  }

  /// Where words first stand in the transcript.
  private func place(of words: String) throws -> Range<Int> {
    let text = try folder.read("texts/t1.txt")
    let range = try #require(text.firstRange(of: words))
    let start = text.distance(from: text.startIndex, to: range.lowerBound)
    return start..<start + words.count
  }

  func row(_ words: String, _ code: String) throws -> String {
    let place = try place(of: words)
    return "t1,\(code),\(place.lowerBound),\(place.upperBound)\n"
  }

  private func decide(
    _ verdict: String, _ words: String, _ code: String, proposals: String = ""
  ) throws {
    let place = try place(of: words)
    let fields = [
      "decision": verdict, "transcript": "t1", "code": code, "text": words, "reviewer": "eva",
      "time": "2026-01-01T00:00:00Z", "proposals": proposals,
    ].mapValues { JSONValue.string($0) }
    let offsets: [String: JSONValue] = [
      "start": .integer(place.lowerBound), "end": .integer(place.upperBound),
    ]
    let line = JSONValue.object(fields.merging(offsets) { first, _ in first }).canonicalText
    try folder.write(try folder.read("decisions.jsonl") + line + "\n", to: "decisions.jsonl")
  }

  private func counts(_ difference: RunDifference) -> [Int] {
    RunDifference.Kind.allCases.map { difference.count(of: $0) }
  }

  private func causes(_ difference: RunDifference) -> Set<RunDifference.Cause> {
    Set(difference.changes.map(\.cause))
  }

  // MARK: - Names

  @Test(arguments: [
    ("code: trust", "code: faith", "trust", "faith", ""),
    ("code: doctor", "code: cure", "doctor", "cure", "{rename: doctor, to: cure}"),
    (
      "code: outlook", "code: view", "outlook", "view",
      "{rename: outlook, to: view}"
    ),
  ])
  func `a code that was renamed is the same code`(
    old: String, new: String, from: String, to: String, step: String
  ) async throws {
    let first = try await run()
    try edit("codebook.yaml", old, new)
    if !step.isEmpty {
      try edit("codebook.yaml", "codes:\n  - code: ", "migrations: [\(step)]\ncodes:\n  - code: ")
    }
    let difference = try await difference()
    #expect(difference.changes == [] && difference.themes == [], "\(difference)")
    let rename = try #require(difference.renames.first)
    #expect(difference.renames.count == 1)
    #expect(rename.kind == .renamed && rename.subject == .code)
    #expect(rename.from == from && rename.to == to)
    let back = try RunComparison(of: store, before: first + 1, now: first).difference()
    #expect(back.changes == [] && back.renames.map(\.to) == [from])
  }

  @Test func `codes that went into one another are compared as the one that stayed`() async throws {
    let first = try await run()
    try edit(
      "codebook.yaml", "  - code: doctor\n    rules:\n      - {id: words, any: [doctor]}\n", "")
    try edit(
      "codebook.yaml", "      - {id: words, any: [trust]}\n",
      "      - {id: words, any: [trust]}\n      - {id: doctor, any: [doctor]}\n")
    try edit(
      "codebook.yaml", "codes:\n  - code: trust",
      "migrations: [{merge: doctor, to: trust}]\ncodes:\n  - code: trust")
    let difference = try await difference()
    #expect(difference.changes == [] && difference.themes == [], "\(difference)")
    #expect(difference.renames.map(\.kind) == [.merged])
    #expect(difference.renames.map(\.to) == ["trust"])
    let back = try RunComparison(of: store, before: first + 1, now: first).difference()
    #expect(back.changes == [] && back.renames.map(\.kind) == [.split])
  }

  @Test func `a transcript that was renamed is the same transcript`() async throws {
    try await run()
    try FileManager.default.moveItem(
      atPath: folder.path("texts/t1.txt"), toPath: folder.path("texts/r1.txt"))
    let difference = try await difference()
    #expect(difference.changes == [], "\(difference)")
    #expect(difference.renames.map(\.subject) == [.transcript])
    #expect(difference.renames.map(\.from) == ["t1"] && difference.renames.map(\.to) == ["r1"])
  }

  // MARK: - Texts

  @Test func `words that are said once more are one more coding`() async throws {
    let turns = String(repeating: "P1: The doctor came.\nINT: Yes?\n", count: 10)
    try folder.write(turns, to: "texts/t1.txt")
    try await run()
    try folder.write(
      "P1: I saw a doctor. \(turns.dropFirst("P1: ".count))", to: "texts/t1.txt")
    let more = try await difference()
    #expect(counts(more) == [1, 0, 0])
    #expect(more.changes.first?.placeNow == 12..<18)
    #expect(causes(more) == [.text])
    try folder.write(
      String(turns.dropLast("P1: The doctor came.\nINT: Yes?\n".count)), to: "texts/t1.txt")
    #expect(counts(try await difference()) == [0, 2, 0])
  }

  @Test func `of a text and a rule edited together each has its own changes`() async throws {
    try await run()
    try edit("texts/t1.txt", "It got worse.", "It got better.")
    try edit("codebook.yaml", "any: [trust]", "any: [trusty]")
    let causes = Dictionary(
      uniqueKeysWithValues: try await difference().changes.map { ($0.code, $0.cause) })
    #expect(causes == ["trust": .rule, "outlook.bleak": .text])
  }

  // MARK: - Causes

  @Test func `a person's coding that is agreed upon because of a rule has the rule as cause`()
    async throws
  {
    try folder.write(
      "transcript,code,start,end\n" + row("We trust her.", "trust"), to: "coders/ada.csv")
    try edit("codebook.yaml", "any: [trust]", "any: [zebra]")
    try await run()
    try edit("codebook.yaml", "any: [zebra]", "any: [trust]")
    let difference = try await difference()
    #expect(difference.changes.map(\.code) == ["trust"])
    #expect(causes(difference) == [.rule])
  }

  @Test func `a list, a rule and what a rule inherits are told apart, however they are written`()
    async throws
  {
    try folder.write("P1: We trust her.\nINT: You trust her?\n", to: "texts/t1.txt")
    try edit("codebook.yaml", "\ncodes:\n", "\nlists: {kin: [trust], other: [tree]}\ncodes:\n")
    try edit("codebook.yaml", "{id: words, any: [trust]}", "{id: words, any: [\"@kin\"]}")
    try await run()
    try edit("codebook.yaml", "{id: words, any: [\"@kin\"]}", "{any: ['@kin'], id: words}")
    try edit("codebook.yaml", "kin: [trust]", "kin: [trust, her]")
    #expect(causes(try await difference()) == [.list])
    try edit(
      "codebook.yaml", "language: en",
      "language: en\ndefaults: {roles: [participant, interviewer]}")
    try edit("codebook.yaml", "other: [tree]", "other: [trees]")
    #expect(causes(try await difference()) == [.rule])
  }

  @Test func `who leaves old steps out went nowhere`() async throws {
    try edit(
      "codebook.yaml", "codes:\n  - code: trust",
      "migrations: [{rename: faith, to: doctor}]\ncodes:\n  - code: trust")
    try await run()
    try folder.write(
      Self.codebook.replacing("  - code: free\n", with: "  - code: free\n  - code: faith\n"),
      to: "codebook.yaml")
    let difference = try await difference()
    #expect(difference.changes == [] && difference.renames.isEmpty, "\(difference)")
  }

  @Test func `who goes back over a rename is told of a rename`() async throws {
    try await run()
    try edit(
      "codebook.yaml", "codes:\n  - code: trust",
      "migrations: [{rename: doctor, to: medic}]\ncodes:\n  - code: trust")
    try edit("codebook.yaml", "code: doctor", "code: medic")
    try await run()
    try folder.write(Self.codebook, to: "codebook.yaml")
    let difference = try await difference()
    #expect(difference.changes == [] && difference.themes == [], "\(difference)")
    #expect(difference.renames.map { [$0.from, $0.to] } == [["medic", "doctor"]])
  }

  @Test func `what only the merge's settings change has the merge as cause`() async throws {
    try folder.write(
      "transcript,code,start,end\n" + row("We trust her.", "trust"), to: "coders/ada.csv")
    try edit("codebook.yaml", "any: [trust]", "any: [zebra]")
    try await run()
    try edit(
      "p.yaml", "- {when: otherwise", "- {when: priority, of: [ada]}\n        - {when: otherwise")
    let difference = try await difference()
    #expect(difference.changes.map(\.code) == ["trust"])
    #expect(causes(difference) == [.merge])
  }

  @Test func `a code that gives way to a decision on another one has the decision as cause`()
    async throws
  {
    try await run()
    try decide("add", "It got worse.", "outlook.hopeful")
    let difference = try await difference()
    #expect(Set(difference.changes.map(\.code)) == ["outlook.hopeful", "outlook.bleak"])
    #expect(causes(difference) == [.decision])
  }

  @Test func `a decision that is stale because of a rule or a coder is no cause`() async throws {
    try await run()
    let coders: [Identifier<Coder>: Coder] = [
      "keywords": Coder(id: "keywords", kind: .machine), "ada": Coder(id: "ada", kind: .person),
    ]
    func accept() throws {
      let proposals = try store.reader().codings(of: "t1").filter { $0.code == "trust" }
      try folder.write("", to: "decisions.jsonl")
      try decide(
        "accept", "trust", "trust", proposals: proposalHash(of: proposals, coders: coders))
    }
    try accept()
    try await run()
    #expect(try store.reader().finalCodings(of: "t1").contains { $0.origin == .decision })
    try edit("codebook.yaml", "any: [trust]", #"any: ["we trust"]"#)
    let byRule = try await difference()
    #expect(byRule.changes.map(\.code) == ["trust"])
    #expect(causes(byRule) == [.rule])

    try accept()
    try await run()
    // She finished the transcript, so that what else was final lacks her vote.
    try folder.write(
      "transcript,code,start,end\n" + row("trust", "trust"), to: "coders/ada.csv")
    let byCoder = try await difference()
    #expect(byCoder.changes.contains { $0.code == "trust" })
    #expect(causes(byCoder) == [.coder])
  }

  @Test func `a speaker who is another participant has changed codings`() async throws {
    try await run()
    try edit("speakers.csv", "P1,participant,P1", "P1,participant,P9")
    let difference = try await difference()
    #expect(counts(difference) == [0, 0, 2])
    #expect(causes(difference) == [.speaker])
    #expect(Set(difference.changes.map(\.participantBefore)) == ["P1"])
    #expect(Set(difference.changes.map(\.participant)) == ["P9"])
    try edit("speakers.csv", "P2,participant", "P2,interviewer")
    #expect(causes(try await self.difference()) == [.speaker])
  }
}
