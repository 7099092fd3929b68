import GRDB
import LeitmotifModel

/// The names behind the store's numbers, each made once, so that a million codings share theirs.
struct NamesByNumber: Sendable {
  let participant: NameTable<Identifier<Participant>>
  let code: NameTable<Identifier<Code>>
  let coder: NameTable<Identifier<Coder>>
  let rule: NameTable<Identifier<Rule>>
  let origin: NameTable<FinalCoding.Origin>
  let attributes: NameTable<Attributes>

  /// Reads the names, of codings too or of transcripts only.
  init(_ db: Database, ofCodings: Bool = true) throws {
    participant = try NameTable(.participant, db) { Identifier($0) }
    guard ofCodings else {
      (code, coder, rule) = (NameTable(), NameTable(), NameTable())
      (origin, attributes) = (NameTable(), NameTable())
      return
    }
    code = try NameTable(.code, db) { Identifier($0) }
    coder = try NameTable(.coder, db) { Identifier($0) }
    rule = try NameTable(.rule, db) { Identifier($0) }
    origin = try NameTable(.origin, db, by: { $0.rawValue < $1.rawValue }) {
      FinalCoding.Origin(rawValue: $0)
    }
    attributes = try NameTable(.attributeSet, db) { try StoredJSON.attributes($0) }
  }
}

/// The names of one table by number, and their order.
struct NameTable<Name: Sendable>: Sendable {
  private var names: [Name?] = []
  private var ranks: [Int32] = []

  /// A table of no names.
  init() {}

  init(
    _ table: Names.Table, _ db: Database, by precedes: (Name, Name) -> Bool,
    name: (String) throws -> Name?
  ) throws {
    let rows = try PreparedStatement(db, "SELECT id, name FROM \(table.rawValue) ORDER BY id")
    try rows.forEachRow([]) {
      // A store gives numbers from 1 without gaps.
      guard rows.integer(0) == names.count + 1 else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      names.append(try name(rows.text(1)))
    }
    let order = names.indices.sorted { lhs, rhs in
      guard let left = names[lhs], let right = names[rhs] else { return lhs < rhs }
      return precedes(left, right)
    }
    ranks = Array(repeating: 0, count: names.count)
    for (rank, place) in order.enumerated() { ranks[place] = Int32(rank) }
  }

  /// The name of a number; `nil` when there is none.
  subscript(number: Int64) -> Name? {
    isName(number) ? names[Int(number) - 1] : nil
  }

  /// The place of a number's name among all names in order; -1 for no number.
  func rank(_ number: Int64) -> Int32 {
    isName(number) ? ranks[Int(number) - 1] : -1
  }

  private func isName(_ number: Int64) -> Bool { number > 0 && number <= names.count }
}

extension NameTable where Name: Comparable {
  init(_ table: Names.Table, _ db: Database, name: (String) throws -> Name?) throws {
    try self.init(table, db, by: <, name: name)
  }
}
