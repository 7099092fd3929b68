import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore
import LeitmotifTesting
import Testing

@testable import LeitmotifPipeline

struct KeptWorkTests {
  private static func work(_ number: UInt8) -> KeptWork {
    KeptWork(
      source: InputFile(path: "täxte/\(number).txt", digest: Digest(of: [number]), size: 70_000),
      status: .unknown, seenAt: -5, reading: Array(repeating: number / 3, count: 16),
      text: Digest(of: "t\(number)"), unit: Array(repeating: number, count: 16), basis: 7,
      merging: Array(repeating: 9, count: 16), result: Digest(of: "r\(number)"),
      content: Array(repeating: 3, count: 16), segments: 300, codings: 0, queued: 2,
      isStanding: number > 30,
      words: number.isMultiple(of: 2)
        ? WordPlace(block: 70_000, lane: 3, lanes: 5, bits: 1 << 16) : nil,
      warnings: [
        .warning(
          "odd", "something is odd", help: "look",
          at: SourceLocation(path: "a.txt", line: 3, column: nil, length: 2), excerpt: "…"),
        .error("worse", "nowhere"),
      ])
  }

  private static let entries: [KeptPart.Entry] = (0..<60).map {
    (Identifier("t\($0)"), work(UInt8($0)))
  }

  @Test func `what is kept is found`() {
    let kept = KeptPart.read([KeptPart.bytes(of: Self.entries)])
    #expect(kept.count == 60)
    for (key, work) in Self.entries { #expect(kept[key] == work) }
  }

  @Test func `of a transcript the latest part counts, also when it says that nothing is kept`() {
    let later: [KeptPart.Entry] = [("t3", Self.work(9)), ("t4", nil), ("new", Self.work(1))]
    let kept = KeptPart.read([KeptPart.bytes(of: Self.entries), KeptPart.bytes(of: later)])
    #expect(kept["t3"] == Self.work(9))
    #expect(kept["t4"] == nil)
    #expect(kept["new"] == Self.work(1))
    #expect(kept["t5"] == Self.work(5))
  }

  @Test func `of a part that cannot be read nothing is kept, nor of what stands before it`() {
    let bytes = KeptPart.bytes(of: Self.entries)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(KeptPart.read([bytes, Array(bytes[..<count])]).isEmpty)
    }
    #expect(KeptPart.read([[99], bytes]).count == 60)
  }
}
