import GRDB

extension Store {
  /// The version of the SQLite library that stores are read and written with.
  public static let libraryVersion: String = {
    let version = try? DatabaseQueue().read {
      try String.fetchOne($0, sql: "SELECT sqlite_version()")
    }
    return version ?? "unknown"
  }()

  /// Looks through the whole file for damage, and for rows that refer to rows that are not there.
  ///
  /// - Throws: `StoreError` when something is damaged.
  public func checkIntegrity() throws {
    let isWhole = try read { db in
      try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok"
        && Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
    }
    guard isWhole else { throw StoreError.damaged(path) }
  }
}
