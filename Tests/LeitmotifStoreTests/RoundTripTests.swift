import LeitmotifDigest
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct RoundTripTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store(at: folder.path("s.sqlite"), access: .write)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `what was written of transcripts comes back`(seed: UInt64) throws {
    var study = GeneratedStudy(seed: seed)
    let results = ["p1", "p10", "é", "p 2"].map { study.result(Identifier($0)) }
    try store.run(results)
    let reader = try store.reader()
    for result in results {
      let key = result.transcript.transcript.key
      let transcript = try #require(try reader.transcript(key))
      #expect(transcript.transcript == result.transcript.transcript)
      #expect(transcript.segments == result.transcript.segments)
      #expect(
        try store.state(of: key)
          == TranscriptState(
            source: result.source.digest, text: result.text, contentDigest: result.contentDigest))
      #expect(try reader.codings(of: key) == result.codings.sorted())
    }
    #expect(try reader.transcripts == ["p 2", "p1", "p10", "é"])
    #expect(try reader.allCodings == results.flatMap(\.codings).sorted())
    let finals = try reader.allFinals
    #expect(finals.map(\.coding) == results.flatMap(\.allFinals).map(\.coding).sorted())
    #expect(Set(finals) == Set(results.flatMap(\.allFinals)))
    #expect(Set(try reader.queue) == Set(results.flatMap(\.queue)))
    #expect(try reader.queue.count == results.flatMap(\.queue).count)
    #expect(Set(try reader.coverage) == Set(results.flatMap(\.coverage)))
    #expect(try reader.coverage.count == results.flatMap(\.coverage).count)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `what a run was started with comes back`(seed: UInt64) throws {
    var study = GeneratedStudy(seed: seed)
    let start = study.start()
    try store.run([], start: start)
    let reader = try store.reader()
    #expect(try reader.codebook == start.codebook)
    #expect(try reader.codebookSource == start.codebookSource)
    #expect(try reader.pipelineText == start.pipelineText)
    #expect(try reader.coders == start.coders)
    #expect(try reader.participants == start.participants)
    #expect(try reader.decisions == start.decisions)
    #expect(try reader.inputs == start.inputs)
    for decision in start.decisions { #expect(try reader.decision(decision.id) == decision) }
    #expect(try reader.decision("nobody") == nil)
  }

  @Test func `a run comes back with its counts`() throws {
    var study = GeneratedStudy(seed: 1)
    let run = try store.beginRun(study.start())
    var counts = Run.Counts()
    counts.transcripts = 8
    counts.segments = 900
    counts.codings = 70
    counts.computed = 5
    counts.reused = 6
    counts.changed = 4
    try store.finishRun(run, status: .succeeded, result: "ff", counts: counts, keeping: [])
    let read = try store.reader().run
    #expect(read.id == 1)
    #expect(read.pipeline == "study")
    #expect(read.codebook == Digest(of: "codebook").description)
    #expect(read.status == .succeeded)
    #expect(read.result == "ff")
    #expect(read.counts == counts)
    #expect(read.startedAt <= read.finishedAt ?? 0)
  }

  @Test func `a text with a NUL and an empty transcript come back whole`() throws {
    let results = ["a\0b\0", ""].enumerated().map { number, text in
      let text = CanonicalText(text)
      let key = Identifier<Transcript>("t\(number)")
      return TranscriptResult(
        transcript: SegmentedTranscript(
          transcript: Transcript(key: key, format: "text", text: text), segments: [:]),
        source: InputFile(path: "x", digest: Digest(of: ""), size: 0), text: Digest(of: text.bytes),
        codings: [
          Coding(transcript: key, code: "a", coder: "ana", span: text.span, memo: "m\0n")
        ], contentDigest: Digest(of: "").short)
    }
    try store.run(results)
    for result in results {
      let read = try store.reader().transcript(result.transcript.transcript.key)
      #expect(read?.transcript == result.transcript.transcript)
    }
    #expect(try store.reader().allCodings == results.flatMap(\.codings))
  }

  @Test func `kept results of rules come back`() throws {
    var study = GeneratedStudy(seed: 2)
    let result = study.result("p1")
    try store.run([result])
    let pack = try #require(try store.cellPack(ofUnit: result.cellPacks[0].unit))
    #expect(pack.layout == 4 && pack.pack == [0, 1, 255])
    #expect(try store.cellPack(ofUnit: Digest(of: "another").short) == nil)
  }

  @Test func `a store that is opened again has all it had`() throws {
    var study = GeneratedStudy(seed: 3)
    let results = [study.result("p1"), study.result("p2")]
    try store.run(results)
    for access in [Store.Access.read, .write] {
      let again = try Store(at: store.path, access: access)
      #expect(try again.reader().allCodings == results.flatMap(\.codings).sorted())
      #expect(try again.states() == store.states())
    }
  }

  @Test func `a text that equals another only canonically stays itself`() throws {
    var study = GeneratedStudy(seed: 3)
    var result = study.result("p1")
    result.finals = []
    let codings = ["nai\u{308}ve", "naïve"].map {
      Coding(transcript: "p1", code: Identifier($0), coder: "ana", span: TextSpan(start: 0, end: 0))
    }
    result.codings = CodingList(codings, of: "p1")
    try store.run([result])
    let ids = try store.reader().allCodings.map { CodingID($0) }
    #expect(Set(ids) == Set(result.codings.map { CodingID($0) }))
  }
}
