import CSQLite

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
    var message: UnsafeMutablePointer<CChar>?
    defer { sqlite3_free(message) }
    guard sqlite3_exec(handle, sql, nil, nil, &message) == SQLITE_OK else {
      throw Refused(description: message.map { String(cString: $0) } ?? "")
    }
    var size: sqlite3_int64 = 0
    guard let copy = sqlite3_serialize(handle, "main", &size, 0) else {
      throw Refused(description: "nothing was made")
    }
    defer { sqlite3_free(copy) }
    return Array(UnsafeBufferPointer(start: copy, count: Int(size)))
  }
}
