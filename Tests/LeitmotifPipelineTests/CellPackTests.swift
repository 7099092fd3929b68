import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifPipeline

struct CellPackTests {
  private static func pack() -> CellPack {
    var pack = CellPack()
    pack.keep([], of: Array(repeating: 1, count: 16))
    pack.keep(
      [
        Match(span: TextSpan(start: 3, end: 9), attributes: ["stance": "für", "task": "x"]),
        Match(span: TextSpan(start: 3, end: 300), code: "a.b"),
        Match(span: TextSpan(start: 1_000_000, end: 1_000_001)),
      ], of: Array(repeating: 2, count: 16))
    pack.current = ["a.b/words": Array(repeating: 2, count: 16)]
    return pack
  }

  @Test func `what is packed is unpacked`() throws {
    let pack = Self.pack()
    let read = try #require(CellPack(pack.bytes))
    #expect(read == pack)
    #expect(read.bytes == pack.bytes)
    #expect(read.matches(of: Array(repeating: 2, count: 16))?.count == 3)
    #expect(read.matches(of: Array(repeating: 1, count: 16)) == [])
    #expect(read.matches(of: Array(repeating: 3, count: 16)) == nil)
  }

  @Test func `matches that leave the text are not about it`() {
    let key: CellPack.Key = Array(repeating: 2, count: 16)
    #expect(Self.pack().matches(of: key, within: TextSpan(start: 0, end: 1_000_001)) != nil)
    #expect(Self.pack().matches(of: key, within: TextSpan(start: 0, end: 1_000_000)) == nil)
  }

  @Test func `a pack that is cut off or damaged is none, or another one, never a crash`() {
    let bytes = Self.pack().bytes
    for count in bytes.indices { #expect(CellPack(Array(bytes[..<count])) == nil) }
    var random = SeededNumbers(seed: 5)
    for _ in 0..<5000 {
      var damaged = bytes
      for _ in 0...random.below(4) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
      guard let pack = CellPack(damaged) else { continue }
      for key in pack.bodies.keys { _ = pack.matches(of: key) }
    }
  }
}
