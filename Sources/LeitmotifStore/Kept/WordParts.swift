import GRDB

/// Which words transcripts may hold, in parts that fit a page each.
public struct WordPart: Hashable, Sendable {
  /// The block of transcripts.
  public var block: Int
  /// The part's place in the block.
  public var part: Int
  /// The part, as the engine writes it.
  public var bits: [UInt8]

  /// The most bytes that a part should have: more of them would not fit a page.
  public static let size = 8_000

  /// Creates a part.
  public init(block: Int, part: Int, bits: [UInt8]) {
    self.block = block
    self.part = part
    self.bits = bits
  }

  private static let partsOfBlock = 65_536

  static func number(_ block: Int, _ part: Int) -> Int64 { Int64(block * partsOfBlock + part) }

  func write(_ db: Database) throws {
    try PreparedStatement(db, "INSERT OR REPLACE INTO word_part (id, bits) VALUES (?, ?)")
      .run([.integer(Self.number(block, part)), .blob(bits)])
  }

  static func delete(blocks: some Sequence<Int>, _ db: Database) throws {
    let delete = try PreparedStatement(db, "DELETE FROM word_part WHERE id BETWEEN ? AND ?")
    for block in blocks {
      try delete.run([.integer(number(block, 0)), .integer(number(block + 1, 0) - 1)])
    }
  }
}

extension Store {
  /// The number of a block that is not there yet; so are all above it.
  ///
  /// - Throws: `StoreError`.
  public func nextWordBlock() throws -> Int {
    try read { db in
      let last = try PreparedStatement(db, "SELECT id FROM word_part ORDER BY id DESC LIMIT 1")
        .firstInteger([])
      return last.map { Int($0) / Int(WordPart.number(1, 0)) + 1 } ?? 1
    }
  }

  /// Some bytes of a part of a block; fewer where it has not so many.
  ///
  /// - Throws: `StoreError`.
  public func wordBits(ofBlock block: Int, part: Int, from start: Int, count: Int) throws -> [UInt8]
  {
    try read { db in
      let rows = try PreparedStatement(db, "SELECT substr(bits, ?, ?) FROM word_part WHERE id = ?")
      var result: [UInt8] = []
      try rows.forEachRow([
        .integer(start + 1), .integer(count), .integer(WordPart.number(block, part)),
      ]) { result = rows.bytes(0) }
      return result
    }
  }
}
