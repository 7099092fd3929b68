import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifPipeline

struct CellPackTests {
  private static func key(_ byte: UInt8) -> CellKey {
    CellKey(Array(repeating: byte, count: 16))
  }

  private static let matches = [
    Match(span: TextSpan(start: 3, end: 9), attributes: ["stance": "für", "task": "x"]),
    Match(span: TextSpan(start: 3, end: 300), code: "a.b"),
    Match(span: TextSpan(start: 1_000_000, end: 1_000_001)),
  ]

  private static let layout = CellLayout([("c/words", key(2)), ("a.b/words", key(1))])
  private static let bytes = layout.packed([matches, []])

  @Test func `what is packed is unpacked`() throws {
    let pack = try #require(CellPack(Self.bytes, of: Self.layout))
    #expect(pack.keys == [Self.key(2), Self.key(1)])
    #expect(pack.matches(of: Self.key(2)) == Self.matches)
    #expect(pack.matches(of: Self.key(1)) == [])
    #expect(pack.matches(of: Self.key(3)) == nil)
    #expect(pack.operation(called: "a.b/words") == Self.key(1))
    #expect(pack.operation(called: "c/words") == Self.key(2))
    #expect(pack.operation(called: "b/words") == nil)
    #expect(pack.isOf(Self.layout))
  }

  @Test(arguments: [0, 1, 2, 7, 1000])
  func `an operation is found wherever it was thought to stand`(guess: Int) throws {
    let pack = try #require(CellPack(Self.bytes, of: Self.layout))
    #expect(pack.matches(of: Self.key(2), near: guess) == Self.matches)
    #expect(pack.matches(of: Self.key(1), near: guess) == [])
    #expect(pack.matches(of: Self.key(3), near: guess) == nil)
  }

  @Test func `results are added, and those of an earlier codebook stay`() throws {
    let edited = CellLayout([("a.b/words", Self.key(3)), ("c/words", Self.key(2))])
    let pack = try #require(CellPack(Self.bytes, of: Self.layout))
    #expect(!pack.isOf(edited))
    let added = pack.adding([Self.key(3): [Self.matches[0]]], of: edited)
    let later = try #require(CellPack(added, of: edited))
    #expect(later.keys == [Self.key(3), Self.key(2), Self.key(1)])
    #expect(later.matches(of: Self.key(1)) == [])
    #expect(later.matches(of: Self.key(2)) == Self.matches)
    #expect(later.matches(of: Self.key(3)) == [Self.matches[0]])
    #expect(later.operation(called: "a.b/words") == Self.key(3))
    #expect(later.isOf(edited))
    let back = try #require(CellPack(later.adding([:], of: Self.layout), of: Self.layout))
    #expect(back.keys == [Self.key(2), Self.key(1), Self.key(3)])
    #expect(back.matches(of: Self.key(2)) == Self.matches)
    #expect(back.isOf(Self.layout))
  }

  @Test func `what gave up has no result, and its name no operation`() throws {
    let pack = try #require(CellPack(Self.layout.packed([nil, []]), of: Self.layout))
    #expect(pack.keys == [Self.key(1)])
    #expect(pack.operation(called: "c/words") == nil)
    #expect(pack.operation(called: "a.b/words") == Self.key(1))
    #expect(!pack.isOf(Self.layout))
  }

  @Test func `rules that mean the same share a result, and each has its name`() throws {
    let layout = CellLayout([("one", Self.key(1)), ("two", Self.key(1)), ("one", Self.key(2))])
    #expect(layout.keys == [Self.key(1), Self.key(2)])
    #expect(layout.operation(called: "one") == Self.key(1))
    #expect(layout.operation(called: "two") == Self.key(1))
    let found = [Self.matches, Self.matches, []]
    let pack = try #require(CellPack(layout.packed(found), of: layout))
    #expect(pack.matches(of: Self.key(1)) == Self.matches)
    #expect(pack.matches(of: Self.key(2)) == [])
  }

  @Test func `a layout is what its bytes say`() throws {
    let again = try #require(CellLayout(Self.layout.bytes))
    #expect(again.keys == Self.layout.keys)
    #expect(again.bytes == Self.layout.bytes)
    #expect(again.operation(called: "c/words") == Self.key(2))
    for count in Self.layout.bytes.indices {
      #expect(CellLayout(Array(Self.layout.bytes[..<count])) == nil)
    }
  }

  @Test func `matches that leave the text are not about it`() throws {
    let pack = try #require(CellPack(Self.bytes, of: Self.layout))
    #expect(pack.matches(of: Self.key(2), within: TextSpan(start: 0, end: 1_000_001)) != nil)
    #expect(pack.matches(of: Self.key(2), within: TextSpan(start: 0, end: 1_000_000)) == nil)
  }

  @Test func `a key is its first 16 bytes, and sorts as they do`() {
    var random = SeededNumbers(seed: 8)
    let keys = (0..<100).map { _ in (0..<20).map { _ in UInt8(random.below(256)) } }
    for (one, other) in zip(keys, keys.dropFirst()) {
      #expect(CellKey(one).bytes == Array(one.prefix(16)))
      #expect((CellKey(one) < CellKey(other)) == one.lexicographicallyPrecedes(other))
    }
  }

  @Test func `a pack that is cut off or damaged is none, or another one, never a crash`() {
    let bytes = Self.bytes
    for count in bytes.indices {
      #expect(CellPack(Array(bytes[..<count]), of: Self.layout) == nil)
    }
    var random = SeededNumbers(seed: 5)
    for _ in 0..<5000 {
      var damaged = bytes
      for _ in 0...random.below(4) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
      guard let pack = CellPack(damaged, of: Self.layout) else { continue }
      for key in pack.keys { _ = pack.matches(of: key) }
      for name in ["a.b/words", "c/words"] { _ = pack.operation(called: name) }
      _ = pack.adding([Self.key(9): Self.matches], of: Self.layout)
    }
  }
}
