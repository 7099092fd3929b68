import CSQLite
import Foundation

/// Makes SQLite files in memory, as other programs write them to disk.
public enum DatabaseMaker {
  /// Statements that SQLite refused, with its reason.
  public struct Refused: Error, CustomStringConvertible {
    /// SQLite's reason.
    public let description: String
  }

  /// The bytes of a file that some statements make.
  ///
  /// - Throws: `Refused`.
  public static func bytes(_ sql: String) throws -> [UInt8] {
    var handle: OpaquePointer?
    guard sqlite3_open(":memory:", &handle) == SQLITE_OK else {
      throw Refused(description: "no database can be made")
    }
    defer { sqlite3_close(handle) }
    try run(sql, handle)
    var size: sqlite3_int64 = 0
    guard let copy = sqlite3_serialize(handle, "main", &size, 0) else {
      throw Refused(description: "nothing was made")
    }
    defer { sqlite3_free(copy) }
    return Array(UnsafeBufferPointer(start: copy, count: Int(size)))
  }

  /// A file that is still open: some statements' rows are in it, others' in its write-ahead log only.
  ///
  /// - Parameters:
  ///   - sql: The statements whose rows are in the file.
  ///   - more: Those whose rows are in the log.
  ///   - path: Where the file is made, and `-wal` beside it.
  /// - Returns: The two files' bytes as they are before the database is closed.
  /// - Throws: `Refused`, and what reading the files throws.
  public static func bytes(
    _ sql: String, andInLog more: String, at path: String
  ) throws -> (database: [UInt8], log: [UInt8]) {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK else {
      throw Refused(description: "no database can be made")
    }
    defer { sqlite3_close(handle) }
    try run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;", handle)
    try run(sql, handle)
    try run("PRAGMA wal_checkpoint(TRUNCATE);", handle)
    try run(more, handle)
    let read = { (path: String) in Array(try Data(contentsOf: URL(filePath: path))) }
    return (try read(path), try read(path + "-wal"))
  }

  /// Changes a file by some statements, as another program might.
  ///
  /// - Throws: `Refused`.
  public static func change(_ path: String, by sql: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK else {
      throw Refused(description: "the database cannot be opened")
    }
    defer { sqlite3_close(handle) }
    try run(sql, handle)
  }

  /// Copies a file with its rollback journal as somebody leaves it who is killed behind some statements.
  ///
  /// - Throws: `Refused`, and what copying throws.
  public static func interrupt(_ path: String, behind sql: String, copyTo copy: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK else {
      throw Refused(description: "the database cannot be opened")
    }
    defer { sqlite3_close(handle) }
    // With a page of cache what is changed goes to the file before its end.
    try run("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; \(sql)", handle)
    for ending in ["", "-journal"] {
      try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
    }
  }

  private static func run(_ sql: String, _ handle: OpaquePointer?) throws {
    var message: UnsafeMutablePointer<CChar>?
    defer { sqlite3_free(message) }
    guard sqlite3_exec(handle, sql, nil, nil, &message) == SQLITE_OK else {
      throw Refused(description: message.map { String(cString: $0) } ?? "")
    }
  }
}
