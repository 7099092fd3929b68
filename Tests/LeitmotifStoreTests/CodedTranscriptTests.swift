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

  @Test func `reading many transcripts at the same time hands out what reading one by one does`()
    throws
  {
    var study = GeneratedStudy(seed: 7)
    let folder = try TemporaryFolder()
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    try store.run((0..<120).map { study.result(Identifier("p\($0)")) })
    let reader = try store.reader()
    let plain = PlainReader(store: reader)
    let some = Dictionary(
      uniqueKeysWithValues: try reader.transcripts.enumerated().filter { $0.offset % 5 != 1 }.map {
        ($1, Set(try reader.finalCodings(of: $1).prefix(3).map { CodingID($0.coding) }))
      })
    for wanted in [nil, some] {
      var found: [String] = []
      try reader.forEachCodedTranscript(finals: wanted, making: seen) { found.append($0) }
      var expected: [String] = []
      try plain.forEachCodedTranscript(finals: wanted, making: seen) { expected.append($0) }
      #expect(found == expected)
      #expect(found.count == wanted?.count ?? 120)
    }
  }
}

/// What tells one transcript with its final codings from another.
private func seen(_ coded: CodedTranscript) -> String {
  "\(coded.transcript.key) \(coded.transcript.text.count) \(coded.finals)"
}
