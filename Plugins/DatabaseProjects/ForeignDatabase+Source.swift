import LeitmotifModel
import LeitmotifPlugin
import LeitmotifSQLite

extension ForeignDatabase {
  /// Opens a project's database with what its program left beside it: rows that stand in the log (`-wal`) only.
  ///
  /// - Parameters:
  ///   - source: The database's file.
  ///   - setup: Reads the files beside it.
  /// - Throws: `Diagnostics` with `database-in-use` when a transaction was broken off, and those of any database.
  convenience init(_ source: Source, with setup: StageSetup) throws {
    let journal = try Self.bytes(of: source.path + "-journal", setup)
    guard !journal.starts(with: Self.journalMark) else {
      throw Diagnostics(
        .error(
          "database-in-use",
          "its program was in the middle of a change: there is a journal beside it",
          help: "open the project in its program and close it there; nothing was imported",
          at: SourceLocation(path: source.path)))
    }
    try self.init(
      source.bytes, log: Self.bytes(of: source.path + "-wal", setup), path: source.path)
  }

  /// How a journal begins that is needed to bring its database back into order.
  ///
  /// - Source: "The Rollback Journal", https://www.sqlite.org/fileformat2.html.
  private static let journalMark: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// The bytes of a file that may be there; none when it is not.
  private static func bytes(of path: String, _ setup: StageSetup) throws -> [UInt8] {
    do {
      return try setup.read(FileReference(written: path, resolved: path)).bytes
    } catch let error as Diagnostics where error.all.allSatisfy({ $0.id == "missing-file" }) {
      return []
    }
  }
}
