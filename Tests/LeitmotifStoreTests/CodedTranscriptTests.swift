import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct CodedTranscriptTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `reading some final codings leaves out the others, and what only they rest on`(
    seed: UInt64
  ) throws {
    var study = GeneratedStudy(seed: seed)
    let folder = try TemporaryFolder()
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    try store.run(["p1", "é"].map { study.result($0) })
    let reader = try store.reader()
    let plain = PlainReader(store: reader)
    var numbers = SeededNumbers(seed: seed)
    for key in try reader.transcripts {
      // Some of what is final, and of what is not: a proposal that does not stand is no final coding.
      let all =
        try reader.finalCodings(of: key).map { CodingID($0.coding) }
        + reader.codings(of: key).map { CodingID($0) }
      for ids in [Set(all), Set(all.filter { _ in Bool.random(using: &numbers) }), []] {
        let found = try #require(try reader.codedTranscript(key, finals: ids))
        let expected = try #require(try plain.codedTranscript(key, finals: ids))
        #expect(found.finals == expected.finals)
        let sources = Set(expected.finals.flatMap(\.sources))
        #expect(
          found.proposals.filter { sources.contains(CodingID($0)) } == expected.proposals)
        #expect(found.transcript == expected.transcript)
      }
    }
    #expect(try reader.codedTranscript("nobody", finals: []) == nil)
  }
}
