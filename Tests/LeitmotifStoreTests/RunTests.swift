import Foundation
import GRDB
import LeitmotifDigest
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct RunTests {
  let folder: TemporaryFolder
  let store: Store
  var study = GeneratedStudy(seed: 11)

  init() throws {
    folder = try TemporaryFolder()
    store = try Store(at: folder.path("s.sqlite"), access: .write)
  }

  private func error(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? StoreError)?.diagnostic.id ?? "\(error)"
    }
  }

  /// One coding of a text, as a result of its own.
  private func result(
    _ codings: [Coding], of key: Identifier<Transcript> = "p1", finals: [FinalCoding] = [],
    text: String = "I felt alone", digest: UInt8
  ) -> TranscriptResult {
    let transcript = Transcript(key: key, format: "text", text: CanonicalText(text))
    return TranscriptResult(
      transcript: SegmentedTranscript(transcript: transcript, segments: [:]),
      source: InputFile(path: "\(key).txt", digest: .init(of: text), size: text.utf8.count),
      text: .init(of: text), codings: codings, finals: finals,
      contentDigest: Array(repeating: digest, count: 16))
  }

  private func coding(_ code: Identifier<Code>, _ attributes: Attributes = [:]) -> Coding {
    Coding(
      transcript: "p1", code: code, coder: "ana", span: TextSpan(start: 2, end: 6),
      attributes: attributes)
  }

  @Test func `a store without a finished run has nothing to read`() throws {
    #expect(error { try store.reader() } == "no-finished-run")
    let run = try store.beginRun(GeneratedStudy(seed: 1).starting)
    try store.write([result([coding("a")], digest: 1)], run: run)
    #expect(error { try store.reader() } == "no-finished-run")
    try store.finishRun(run, status: .failed, result: nil, counts: .init(), keeping: [])
    #expect(error { try store.reader() } == "no-finished-run")
    #expect(error { try store.reader(ofRun: 1) } == "unknown-run")
  }

  @Test func `an interrupted run is not seen, and the next goes on from it`() throws {
    try store.run([result([coding("a")], digest: 1)])
    let interrupted = try store.beginRun(GeneratedStudy(seed: 1).starting)
    try store.write(
      [
        result([coding("b")], text: "I felt quite alone", digest: 2),
        result([], of: "p2", digest: 3),
      ], run: interrupted)
    let seen = try store.reader()
    #expect(seen.run.id == 1)
    #expect(try seen.allCodings == [coding("a")])
    #expect(try seen.transcripts == ["p1"])
    #expect(try seen.transcript("p1")?.transcript.text == CanonicalText("I felt alone"))
    #expect(try store.state(of: "p1")?.contentDigest == Array(repeating: 2, count: 16))

    let next = try store.beginRun(GeneratedStudy(seed: 1).starting)
    #expect(try store.runs().map(\.status) == [.succeeded, .interrupted, .running])
    try store.finishRun(
      next, status: .succeeded, result: nil, counts: .init(), keeping: ["p1", "p2"])
    #expect(try store.reader().allCodings == [coding("b")])
    #expect(try store.reader().transcripts == ["p1", "p2"])
    #expect(
      try store.reader().transcript("p1")?.transcript.text == CanonicalText("I felt quite alone"))
    #expect(try store.reader(ofRun: 1).allCodings == [coding("a")])
    #expect(try seen.allCodings == [coding("a")])
  }

  @Test func `a run whose process is gone is shown as interrupted`() throws {
    try store.run([])
    _ = try store.beginRun(GeneratedStudy(seed: 1).starting)
    do {
      let lock = try RunLock(ofStoreAt: store.path)
      #expect(try store.runsToShow().map(\.status) == [.succeeded, .running])
      withExtendedLifetime(lock) {}
    }
    #expect(try store.runsToShow().map(\.status) == [.succeeded, .interrupted])
    #expect(try store.runs().map(\.status) == [.succeeded, .running])
    try FileManager.default.removeItem(atPath: RunLock.path(ofStoreAt: store.path))
    #expect(try store.runsToShow().map(\.status) == [.succeeded, .interrupted])
    #expect(!FileManager.default.fileExists(atPath: RunLock.path(ofStoreAt: store.path)))
  }

  @Test func `a run that ended takes no more results`() throws {
    let run = try store.run([])
    let late = result([coding("a")], digest: 1)
    #expect(error { try store.write([late], run: run) } == "run-not-open")
    let first = try store.beginRun(GeneratedStudy(seed: 1).starting)
    _ = try store.beginRun(GeneratedStudy(seed: 1).starting)
    #expect(error { try store.write([late], run: first) } == "run-not-open")
  }

  @Test func `a transcript that left the study is retired, and comes back`() throws {
    let p1 = result([coding("a")], digest: 1)
    try store.run([p1, result([], of: "p2", digest: 2)])
    try store.run([result([], of: "p2", digest: 2)])
    #expect(try store.reader().transcripts == ["p2"])
    #expect(try store.reader().allCodings == [])
    #expect(try store.reader().transcript("p1")?.transcript == nil)
    #expect(try store.state(of: "p1") == nil)
    try store.run([p1])
    #expect(try store.reader().allCodings == [coding("a")])
    #expect(try store.reader(ofRun: 1).transcripts == ["p1", "p2"])
    #expect(try store.reader(ofRun: 2).allCodings == [])
  }

  @Test func `an unchanged result touches no row`() throws {
    let results = ["p1", "p2"].map { [study = study] in
      var study = study
      return study.result(Identifier($0))
    }
    try store.run(results)
    let before = try rows()
    try store.run(results)
    #expect(try rows() == before)
    // Nor does one that is given as changed and is not.
    try store.run(
      results.map {
        var result = $0
        result.contentDigest = Array(repeating: 9, count: 16)
        return result
      })
    #expect(try rows() == before)
  }

  /// Every row that holds from run to run.
  private func rows() throws -> [String] {
    try store.read { db in
      try [
        "reading", "source", "coding", "final_coding", "queue_item", "coverage", "decision",
        "input", "participant_attributes", "codebook_code", "speaker", "segmentation", "text",
      ].flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.debugDescription)
      }
    }
  }

  @Test func `only what differs is written`() throws {
    let codings = ["a", "b", "c"].map { coding(Identifier($0)) }
    try store.run([result(codings, digest: 1)])
    var changed = codings
    changed[1].attributes = ["stance": "hopeful"]
    changed[2].code = "d"
    try store.run([result(changed, digest: 2)])
    let written = try store.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT k.name || ' ' || first_run || ' ' || coalesce(retracted_run, '-')
          FROM coding c JOIN code k ON k.id = c.code_id ORDER BY 1
          """)
    }
    #expect(written == ["a 1 -", "b 1 2", "b 2 -", "c 1 2", "d 2 -"])
  }

  @Test func `a proposal that is final as it stands has one row`() throws {
    let a = coding("a", ["stance": "hopeful"])
    let final = FinalCoding(coding: a, origin: .single, sources: [CodingID(a)])
    try store.run([result([a], finals: [final], digest: 1)])
    #expect(try store.reader().allFinals == [final])
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM final_coding") } == 0)

    var other = final
    other.coding.attributes = [:]
    try store.run([result([a], finals: [other], digest: 2)])
    #expect(try store.reader().allFinals == [other])
    #expect(try store.reader(ofRun: 1).allFinals == [final])
    try store.run([result([a], digest: 3)])
    #expect(try store.reader().allFinals == [])
    #expect(try store.reader().allCodings == [a])
  }

  @Test func `two codings under one id are refused, and a repeated one is kept once`() throws {
    let twice = [coding("a"), coding("a")]
    try store.run([result(twice, digest: 1)])
    #expect(try store.reader().allCodings == [coding("a")])
    let run = try store.beginRun(GeneratedStudy(seed: 1).starting)
    let clash = [coding("a"), coding("a", ["stance": "hopeful"])]
    #expect {
      try store.write([result([], of: "p0", digest: 8), result(clash, digest: 2)], run: run)
    } throws: { error in
      "\(error)" == """
        error: transcript 'p1' has code 'a' by ana at bytes 2–6 twice, with different attributes or \
        memos [coding-clash]
        help: keep one of the two, with the attributes that are meant
        """
    }
    // All of the batch or nothing; and the store can be written as before.
    #expect(try store.state(of: "p0") == nil)
    try store.write([result([], of: "p0", digest: 8)], run: run)
    #expect(try store.state(of: "p0") != nil)
  }

  @Test func `a result that is written twice in one run holds as it was written last`() throws {
    let run = try store.beginRun(GeneratedStudy(seed: 1).starting)
    try store.write(
      [
        result([coding("a")], digest: 1), result([coding("a", ["x": "y"])], digest: 2),
        result([coding("a", ["x": "z"])], digest: 3),
      ], run: run)
    try store.finishRun(run, status: .succeeded, result: nil, counts: .init(), keeping: ["p1"])
    #expect(try store.reader().allCodings == [coding("a", ["x": "z"])])
  }

  @Test func `what people did is never deleted`() throws {
    var start = GeneratedStudy(seed: 1).starting
    try store.run([result([coding("a")], digest: 1)], start: start)
    let decisions = start.decisions
    start.decisions = []
    start.participants = []
    try store.run([result([], digest: 2)], start: start)
    #expect(try store.reader().decisions == [])
    #expect(try store.reader().participants == [])
    #expect(try store.reader(ofRun: 1).decisions == decisions)
    #expect(try store.reader(ofRun: 1).allCodings == [coding("a")])
  }

  @Test func `a coding is explained by its id`() throws {
    var found = coding("a.b")
    found.rule = "a.b/words"
    found.coder = "keywords"
    let merged = Coding(
      transcript: "p1", code: "a", coder: FinalCoding.coder, span: TextSpan(start: 0, end: 6))
    let final = FinalCoding(
      coding: merged, origin: .decision, sources: [CodingID(found)], decision: "decisions:1")
    try store.run([])
    try store.run([result([found], finals: [final], digest: 1)])
    let reader = try store.reader()
    let origin = try #require(try reader.origin(of: CodingID(found)))
    #expect(origin.coding == found)
    #expect(origin.final == nil)
    #expect(origin.restingOnIt == [final])
    #expect(origin.rule?.source == "any: [b, \"b c\"]")
    #expect(origin.codebookVersion == "4")
    #expect(origin.firstRun == 2)
    let end = try #require(try reader.origin(of: CodingID(merged)))
    #expect(end.coding == merged)
    #expect(end.final == final)
    #expect(end.rule == nil)
    #expect(try reader.origin(of: CodingID(rawValue: 1)) == nil)
    #expect(try store.reader(ofRun: 1).origin(of: CodingID(found)) == nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `run after run, the store equals one that was written at once`(seed: UInt64) throws {
    var study = GeneratedStudy(seed: seed)
    var expected: [StoreContent] = []
    for _ in 0..<4 {
      var random = SeededNumbers(
        seed: study.result("x").contentDigest.reduce(0) { $0 << 1 ^ UInt64($1) })
      let results = ["p1", "p2", "p3"].filter { _ in random.below(4) > 0 }
        .map { study.result(Identifier($0)) }
      try store.run(results)
      let fresh = try Store(at: folder.path("\(expected.count).sqlite"), access: .write)
      try fresh.run(results)
      expected.append(try StoreContent(fresh.reader()))
      #expect(try StoreContent(store.reader()) == expected.last)
      #expect(try store.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") } == [])
    }
    for (number, content) in expected.enumerated() {
      #expect(try StoreContent(store.reader(ofRun: number + 1)) == content)
    }
  }

  @Test func `two readers read while a run writes`() async throws {
    var study = study
    let first = (0..<8).map { study.result(Identifier("p\($0)")) }
    try store.run(first)
    let expected = try StoreContent(store.reader())
    let path = store.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let reader = try Store(at: path, access: .read).reader()
          for _ in 0..<20 { #expect(try StoreContent(reader) == expected) }
        }
      }
      let run = try store.beginRun(study.start())
      for number in 0..<40 {
        try store.write([study.result(Identifier("p\(number % 8)"))], run: run)
      }
      try store.finishRun(run, status: .interrupted, result: nil, counts: .init(), keeping: [])
      try await group.waitForAll()
    }
    #expect(try StoreContent(store.reader()) == expected)
  }
}

/// All that a reader says of the transcripts of a study.
struct StoreContent: Equatable {
  let transcripts: [Transcript?]
  let segments: [[SegmentLevel: [Segment]]?]
  let codings: [Coding]
  let finals: [FinalCoding]
  let queue: [QueueItem]
  let coverage: [Coverage]

  init(_ reader: StoreReader) throws {
    let read = try reader.transcripts.map { try reader.transcript($0) }
    transcripts = read.map(\.?.transcript)
    segments = read.map(\.?.segments)
    codings = try reader.allCodings
    finals = try reader.allFinals
    queue = try reader.queue
    coverage = try reader.coverage
  }
}

extension GeneratedStudy {
  /// What a run of the study starts with.
  var starting: RunStart {
    var study = self
    return study.start()
  }
}
