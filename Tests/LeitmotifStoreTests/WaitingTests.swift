import Foundation
import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

/// What the store answers from few rows is what looking through everything gives.
struct WaitingTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `who proposed, who finished, and who would be counted`(seed: UInt64) throws {
    var study = GeneratedStudy(seed: seed)
    let folder = try TemporaryFolder()
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    let results = ["p1", "p2", "é"].map { key in
      var result = study.result(Identifier(key))
      for place in result.queue.indices where place % 2 == 1 {
        // Nobody proposes anything there any more.
        result.queue[place].proposals = []
      }
      return result
    }
    try store.run(results)
    let reader = try store.reader()
    let plain = PlainReader(store: reader)
    #expect(try reader.waiting == plain.waiting)
    for item in try reader.queue {
      let ids = Set(item.proposals)
      #expect(
        try reader.codings(ids, in: item.transcript) == plain.codings(ids, in: item.transcript))
    }
    // The file that is open is read, whatever becomes of its name.
    let before = try reader.waiting
    try FileManager.default.moveItem(
      atPath: folder.path("s.sqlite"), toPath: folder.path("moved.sqlite"))
    #expect(try reader.waiting == before)
  }
}
