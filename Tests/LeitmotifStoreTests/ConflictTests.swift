import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifStore

/// Final codings that conflict over a participant: found from few rows, and no rows themselves.
struct ConflictTests {
  /// The codes that generated studies use, most of them below one that lets a participant have one branch only.
  private static let codebook = Codebook(
    name: "exclusive",
    codes: [
      Code(id: "top", name: "Top", exclusive: .participant),
      Code(id: "a", parent: "top", name: "A"),
      Code(id: "a.b", parent: "a", name: "B"),
      Code(id: "a.b.c", parent: "top", name: "C"),
      Code(id: "x y", parent: "top", name: "X", exclusive: .participant),
      Code(id: "🙂", parent: "x y", name: "Smile"),
      Code(id: "'\"\\", parent: "x y", name: "Quotes"),
    ])

  private func write(_ codebook: Codebook, seed: UInt64, to folder: TemporaryFolder) throws -> Store
  {
    var study = GeneratedStudy(seed: seed)
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    let results = ["p1", "p2", "p3", "é"].map { study.result(Identifier($0)) }
    var start = study.start()
    start.codebook = codebook
    try store.run(results, start: start)
    return store
  }

  @Test func `what few rows tell is what looking through everything gives`() throws {
    var found = 0
    for seed in 0..<40 as Range<UInt64> {
      let store = try write(Self.codebook, seed: seed, to: try TemporaryFolder())
      let reader = try store.reader()
      let conflicts = try reader.participantConflicts
      let plain = PlainReader(store: reader)
      #expect(try conflicts == plain.participantConflicts)
      #expect(try reader.openPlaces == plain.openPlaces)
      #expect(try reader.waiting == plain.waiting)
      found += conflicts.count
    }
    #expect(found > 100)
  }

  @Test func `they are found when one reads, and are no rows of the queue`() throws {
    let store = try write(Self.codebook, seed: 3, to: try TemporaryFolder())
    let reader = try store.reader()
    let conflicts = try reader.participantConflicts
    #expect(!conflicts.isEmpty)
    let rows = try reader.queue.count
    #expect(try reader.openPlaces.count > rows)
    _ = try store.query("SELECT count(*) FROM queue") { _, row in
      #expect(row == [.integer(Int64(rows))])
    }
  }

  @Test func `where no code says so there are none`() throws {
    var codebook = Self.codebook
    for place in codebook.codes.indices { codebook.codes[place].exclusive = .transcript }
    let reader = try write(codebook, seed: 3, to: try TemporaryFolder()).reader()
    #expect(try reader.participantConflicts == [])
    #expect(try reader.openPlaces.map(\.item) == reader.queue)
  }
}
