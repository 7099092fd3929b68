import GRDB
import LeitmotifModel

/// The numbers that the store has given to names, remembered so that each is looked up once.
struct Names {
  /// What has names.
  enum Table: String, CaseIterable {
    case transcript, participant, coder, code, rule, origin
    case attributeSet = "attribute_set"
    case codeList = "code_list"
  }

  private var known: [Table: [ExactText: Int64]] = [:]

  /// The number of a name, given to it now when it has none.
  mutating func number(of name: String, in table: Table, _ db: Database) throws -> Int64 {
    try numbered(name, in: table, db).number
  }

  /// The number of a name, and whether it was given just now.
  mutating func numbered(
    _ name: String, in table: Table, _ db: Database
  ) throws -> (number: Int64, isNew: Bool) {
    let text = ExactText(name)
    if let number = known[table]?[text] { return (number, false) }
    let find = try PreparedStatement(db, "SELECT id FROM \(table.rawValue) WHERE name = ?")
    if let number = try find.firstInteger([.text(name)]) {
      known[table, default: [:]][text] = number
      return (number, false)
    }
    try PreparedStatement(db, "INSERT INTO \(table.rawValue) (name) VALUES (?)").run([.text(name)])
    known[table, default: [:]][text] = db.lastInsertedRowID
    return (db.lastInsertedRowID, true)
  }
}

/// A text that equals another only byte by byte, as SQLite compares.
///
/// Swift takes `é` in one and in two code points for the same text; a coding's id does not.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (lhs: ExactText, rhs: ExactText) -> Bool {
    lhs.text.equalsBytewise(rhs.text)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
