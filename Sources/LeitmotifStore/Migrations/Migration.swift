import GRDB

/// One step of the schema: the SQL that makes a store of one version out of the version before.
///
/// Steps only go forward. Each is one transaction, and a store that holds a study is copied before the first.
struct Migration {
  /// The schema's version after it (`PRAGMA user_version`), from 1 without gaps.
  let version: Int

  /// What it does.
  let sql: String

  /// Every step, in order.
  static let all: [Migration] = [.v1, .v2, .v3]

  /// Marks a file as a store of Leitmotif (`PRAGMA application_id`): "LTMF".
  static let applicationID: Int32 = 0x4C54_4D46
}

/// What a database file is to Leitmotif.
enum SchemaState: Equatable {
  /// It holds nothing yet.
  case empty
  /// It is a store whose schema has this version.
  case store(version: Int)
  /// It is somebody else's database.
  case foreign

  /// Looks at an open database.
  init(_ db: Database) throws {
    let mark = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if mark == Migration.applicationID {
      self = .store(version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
    } else {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      self = mark == 0 && tables == 0 ? .empty : .foreign
    }
  }
}

extension [Migration] {
  /// The newest version that these steps lead to.
  var newestVersion: Int { last?.version ?? 0 }

  /// Brings a store to the newest version.
  ///
  /// - Parameters:
  ///   - database: The store.
  ///   - state: What it is now.
  ///   - path: The store's file, for the copy that is made before an older store is changed.
  /// - Throws: `DatabaseError` or `StoreError`; steps that were done before stay done.
  func run(on database: DatabaseQueue, from state: SchemaState, path: String) throws {
    let from = if case .store(let version) = state { version } else { 0 }
    guard from < newestVersion else { return }
    try database.writeWithoutTransaction { db in
      // A store without a run is one that somebody began to make just now.
      let holdsRuns =
        try from > 0 && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run)") == true
      if holdsRuns { try StoreFile.copy(db, to: "\(path).before-v\(newestVersion)") }
      // Tables may be rebuilt under their references; what they refer to is checked at the end of a step.
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      let steps = filter { $0.version > from }
      // An empty file becomes a store of today or stays empty: half made it would look like an old one.
      for group in state == .empty ? [steps] : steps.map({ [$0] }) {
        try db.inTransaction(.immediate) {
          for step in group {
            try db.execute(sql: step.sql)
            try db.checkForeignKeys()
            try db.execute(
              sql: """
                PRAGMA application_id = \(Migration.applicationID);
                PRAGMA user_version = \(step.version);
                """)
          }
          return .commit
        }
      }
    }
  }
}
