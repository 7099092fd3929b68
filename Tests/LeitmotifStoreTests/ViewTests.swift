import Foundation
import GRDB
import LeitmotifDigest
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

/// What people see who open a store with another program: every query runs on a connection of its own.
struct ViewTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store(at: folder.path("s.sqlite"), access: .write)
    var study = GeneratedStudy(seed: 1)
    try store.run(Self.results, start: study.start())
    // A run that does not come to its end changes nothing that is seen.
    let run = try store.beginRun(study.start())
    try store.write([Self.astral(code: "a.b", text: "Nothing", at: 0..<0, digest: 9)], run: run)
    try store.finishRun(run, status: .failed, result: nil, counts: .init(), keeping: [])
  }

  private static let results = [
    astral(code: "a", text: "INT: 🙂?\nP1: I fe\u{301}lt 👩‍👩‍👧 alone.\n", at: 24..<42, digest: 1), ascii,
  ]

  private static func astral(
    code: Identifier<Code>, text: String, at range: Range<Int>, digest: UInt8
  ) -> TranscriptResult {
    let text = CanonicalText(text)
    let coding = Coding(
      transcript: "p1", code: code, coder: "keywords", rule: "a.b/words",
      span: TextSpan(start: range.lowerBound, end: range.upperBound), attributes: ["stance": "“no”"]
    )
    let turns =
      text.count < 20
      ? []
      : [
        Turn(speaker: 0, span: TextSpan(start: 5, end: 10)),
        Turn(speaker: 1, span: TextSpan(start: 15, end: 49), start: 1500, end: nil),
      ]
    let transcript = Transcript(
      key: "p1", format: "text", text: text,
      speakers: [
        Speaker(label: "INT", role: .interviewer),
        Speaker(label: "P1", role: .participant, participant: "P1"),
      ], turns: turns)
    let segments = turns.isEmpty ? [] : [Segment(span: TextSpan(start: 15, end: 49), turn: 1)]
    return TranscriptResult(
      transcript: SegmentedTranscript(
        transcript: transcript,
        segments: [
          .sentence: segments, .turn: turns.enumerated().map { Segment(span: $1.span, turn: $0) },
        ]), source: InputFile(path: "p1.txt", digest: Digest(of: ""), size: 1),
      text: Digest(of: text.bytes), codings: [coding],
      finals: [FinalCoding(coding: coding, origin: .single, sources: [CodingID(coding)])],
      queue: [
        QueueItem(
          transcript: "p1", code: code, span: coding.span, reason: .disagreement,
          proposals: [CodingID(coding)])
      ], contentDigest: Array(repeating: digest, count: 16))
  }

  private static let ascii: TranscriptResult = {
    let text = CanonicalText("We waited.")
    let proposal = Coding(
      transcript: "p2", code: "a", coder: "ana", span: TextSpan(start: 0, end: 2), memo: "hm")
    var merged = proposal
    merged.code = "a.b"
    merged.coder = FinalCoding.coder
    merged.span = TextSpan(start: 3, end: 9)
    return TranscriptResult(
      transcript: SegmentedTranscript(
        transcript: Transcript(key: "p2", format: "text", text: text), segments: [:]),
      source: InputFile(path: "p2.txt", digest: Digest(of: ""), size: 1),
      text: Digest(of: text.bytes), codings: [proposal],
      finals: [
        FinalCoding(
          coding: merged, origin: .decision, sources: [CodingID(proposal)], decision: "decisions:5")
      ], contentDigest: Array(repeating: 2, count: 16))
  }()

  /// The rows of a query, their columns joined by `|`.
  private func rows(_ sql: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: store.path, configuration: configuration)
    return try database.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "NULL" : "\($0.storage.value ?? "")" }
          .joined(separator: "|")
      }
    }
  }

  @Test func `codings are seen with their words, in code points and bytes`() throws {
    let columns = """
      transcript, participant, speaker, code, coder, rule, start, "end", start_byte, end_byte, text,
      attributes, memo, first_run
      """
    #expect(
      try rows("SELECT \(columns) FROM codings") == [
        "p1|P1|P1|a|keywords|a.b/words|20|25|24|42|👩‍👩‍👧|{\"stance\":\"“no”\"}||1",
        "p2|NULL|NULL|a|ana|NULL|0|2|0|2|We|{}|hm|1",
      ])
    let ids = try store.reader().allCodings.map { CodingID($0).description }
    #expect(try rows("SELECT coding FROM codings") == ids)
  }

  @Test func `final codings are seen with what they rest on`() throws {
    let columns = """
      transcript, participant, code, coder, start, "end", text, origin, sources, decision
      """
    let ids = try store.reader().allCodings.map { CodingID($0).description }
    #expect(
      try rows("SELECT \(columns) FROM final_codings") == [
        "p1|P1|a|keywords|20|25|👩‍👩‍👧|single|[\"\(ids[0])\"]|NULL",
        "p2|NULL|a.b|final|3|9|waited|decision|[\"\(ids[1])\"]|decisions:5",
      ])
  }

  @Test func `themes count participants with the code or one below it`() throws {
    #expect(try rows("SELECT * FROM themes") == ["a|A|1|2|2", "a.b|B 🙂|0|2|1"])
  }

  @Test func `turns and segments are seen as rows`() throws {
    #expect(
      try rows("SELECT * FROM turns") == [
        "p1|0|INT|interviewer|NULL|5|7|5|10|NULL|NULL|🙂?",
        "p1|1|P1|participant|P1|12|32|15|49|1500|NULL|I fe\u{301}lt 👩‍👩‍👧 alone.",
      ])
    #expect(
      try rows("SELECT * FROM segments ORDER BY level, turn") == [
        "p1|sentence|1|0|12|32|15|49|I fe\u{301}lt 👩‍👩‍👧 alone.", "p1|turn|0|0|5|7|5|10|🙂?",
        "p1|turn|1|0|12|32|15|49|I fe\u{301}lt 👩‍👩‍👧 alone.",
      ])
  }

  @Test func `code points of the views are those of the model`() throws {
    var study = GeneratedStudy(seed: 77)
    let results = (0..<12).map { study.result(Identifier("t\($0)")) }
    try store.run(results)
    var expected: [String] = []
    for result in results {
      let offsets = CodePointOffsets(result.transcript.transcript.text)
      for coding in result.codings {
        let range = try #require(offsets.codePoints(of: coding.span))
        let quotation = result.transcript.transcript.text[coding.span]
        expected.append(
          "\(CodingID(coding))|\(range.lowerBound)|\(range.upperBound)|\(quotation)")
      }
    }
    #expect(
      Set(try rows("SELECT coding, start, \"end\", text FROM codings")) == Set(expected))
  }

  @Test func `runs, queue and participants are seen`() throws {
    #expect(
      try rows("SELECT run, pipeline, codebook, codebook_version, status, result FROM runs") == [
        "1|study|access|4|succeeded|ab12", "2|study|access|4|failed|NULL",
      ])
    #expect(try rows("SELECT count(*) FROM runs WHERE started GLOB '20*T*Z'") == ["2"])
    let id = try #require(try store.reader().allCodings.first.map { CodingID($0) })
    #expect(
      try rows("SELECT transcript, code, reason, start, \"end\", text, proposals FROM queue") == [
        "p1|a|disagreement|20|25|👩‍👩‍👧|[\"\(id)\"]"
      ])
    #expect(
      try rows("SELECT * FROM participants") == [
        "P1|{\"age\":\"\",\"sector\":\"naïve\"}", "P2|{}",
      ])
  }

  @Test func `every query of the store's page runs`() throws {
    let page = try String(
      contentsOf: Command.projectFolder.appending(path: "docs/store.md"), encoding: .utf8)
    let queries = page.components(separatedBy: "```sql\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(queries.count >= 9)
    for query in queries { _ = try rows(query) }
    let views = try rows("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
    for view in views where !view.hasPrefix("current_") {
      #expect(page.contains("### `\(view)`"), "docs/store.md says nothing of \(view)")
    }
  }
}
