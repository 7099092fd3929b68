import Foundation
import GRDB
public import LeitmotifModel
import Synchronization

/// The one SQLite file of a study: transcripts, codings, decisions and runs.
///
/// A row holds from the run that wrote it until the run that retracts it. Readers see the newest run that
/// succeeded, so that the rows of a run that was stopped are never seen, and the next run goes on from them.
/// What people made (codings, decisions, memos) is retracted when their files no longer say it, never deleted.
///
/// It may be used from any thread. Who opened it for reading never waits for a run that goes on.
public final class Store: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// For reading; the file has to be there.
    case read
    /// For a run: the file is made when it is not there, and brought up to date when it is old.
    case write
  }

  /// The file's path, as it was given.
  public let path: String

  /// What is odd about the store, though it can be used.
  public let warnings: [Diagnostic]

  /// One connection: what a run asks is answered in microseconds, and every other one would have to learn the
  /// schema first.
  let database: DatabaseQueue
  /// Whether nobody else writes the store while it is open.
  private let isOnlyWriter: Bool
  /// Whether the file was made just now, and still has to get its write-ahead log.
  private let waitsForLog: Bool
  private let names = Mutex(Names())
  private let rowChecks = Mutex(true)

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - access: What it is opened for.
  /// - Throws: `StoreError` when the file cannot be used; it is then as it was.
  public convenience init(at path: String, access: Access) throws {
    try self.init(at: path, access: access, migrations: Migration.all)
  }

  /// Opens a store whose schema is made by some steps, for tests of the steps.
  init(at path: String, access: Access, migrations: [Migration], pageLimit: Int? = nil) throws {
    self.path = path
    let exists = FileManager.default.fileExists(atPath: path)
    switch access {
    case .read:
      guard exists else { throw StoreError.missing(path) }
      warnings = []
      waitsForLog = false
      isOnlyWriter = false
      database = try Self.translating(path) {
        let database = try Self.openForReading(path)
        let state = try database.read { try SchemaState($0) }
        try Self.check(state, path: path, isWritten: false, migrations: migrations)
        return database
      }
    case .write:
      if !exists { try StoreFile.create(path) }
      let isOnNetwork = StoreFile.isOnNetwork(path)
      warnings =
        isOnNetwork
        ? [
          .warning(
            "store-on-network-drive", "the store is on a drive of another machine",
            help: "use it from one machine at a time; a store on a disk of this machine is faster",
            at: SourceLocation(path: path))
        ] : []
      (database, waitsForLog) = try Self.translating(path) {
        let configuration = Self.configuration(pageLimit: pageLimit)
        // The file is left as it is until it is known to be ours.
        let database = try DatabaseQueue(path: path, configuration: configuration)
        let state = try database.read { try SchemaState($0) }
        try Self.check(state, path: path, isWritten: true, migrations: migrations)
        if state == .empty { try StoreFile.prepare(database) }
        try migrations.run(on: database, from: state, path: path)
        if isOnNetwork { return (database, false) }
        // A log would write a new study twice, and nobody reads it before its first run ends.
        if state == .empty { return (database, true) }
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        return (database, false)
      }
      isOnlyWriter = true
    }
  }

  /// How much of the file is held in memory: what one transaction writes, so that no page is written twice.
  ///
  /// - Unit: KiB.
  private static let cacheSize = 16_384

  private static func configuration(pageLimit: Int? = nil) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -\(cacheSize)
          """)
      if let pageLimit { try db.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
    }
    return configuration
  }

  private static func openForReading(_ path: String) throws -> DatabaseQueue {
    var configuration = configuration()
    configuration.readonly = true
    // Files of a log that SQLite made beside a file that nobody may write would have its mode, and stop the run that may
    // write it again.
    if !StoreFile.mayAnybodyWrite(path), let asItIs = try openedAsItIs(path, configuration) {
      return asItIs
    }
    do {
      return try openedForReading(path, configuration)
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
    {
      // A first run was killed: SQLite takes back what it had half written as soon as somebody may write.
      _ = try DatabaseQueue(path: path, configuration: Self.configuration())
        .read { try SchemaState($0) }
      return try openedForReading(path, configuration)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // In a folder that nobody can write, SQLite cannot make the files of its log; nor does it need them.
      let folder = URL(filePath: path).deletingLastPathComponent().path
      guard access(folder, W_OK) != 0, let asItIs = try openedAsItIs(path, configuration) else {
        throw error
      }
      return asItIs
    }
  }

  /// Opens a file without a log as one that nobody changes; `nil` when it has one, or a journal of a transaction that
  /// did not come to its end, or cannot be read.
  private static func openedAsItIs(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue? {
    let path = StoreFile.target(of: path)
    guard access(path, R_OK) == 0,
      !["-wal", "-journal"].contains(where: { FileManager.default.fileExists(atPath: path + $0) }),
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    else { return nil }
    return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
  }

  private static func openedForReading(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let database = try DatabaseQueue(path: path, configuration: configuration)
    _ = try database.read { try SchemaState($0) }
    return database
  }

  private static func check(
    _ state: SchemaState, path: String, isWritten: Bool, migrations: [Migration]
  ) throws(StoreError) {
    let newest = migrations.newestVersion
    switch state {
    case .foreign: throw .notAStore(path)
    case .empty where !isWritten: throw .noFinishedRun(path)
    case .store(let version) where version > newest:
      throw .tooNew(path, version: version, known: newest)
    case .store(let version) where version < newest && !isWritten:
      throw .tooOld(path, version: version, known: newest)
    default: break
    }
  }

  /// Writes the log into the file, so that the file alone is the study; a reader may keep it from doing so.
  public func settleLog() {
    try? database.writeWithoutTransaction { db in
      if waitsForLog { try db.execute(sql: "PRAGMA journal_mode = WAL") }
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Reads from the store.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translating(path) {
      // Who alone writes needs no transaction to see one state of the store.
      try isOnlyWriter ? database.unsafeRead(body) : database.read(body)
    }
  }

  /// Changes the store in one transaction; nothing is changed when the body throws.
  ///
  /// - Parameters:
  ///   - checksRows: Whether SQLite checks each row's references and CHECK conditions, which costs as much as the row
  ///     itself and more; it need not where all numbers were looked up in the same transaction, and all else is made
  ///     from values of the model.
  ///   - body: The changes.
  /// - Returns: What the body returns.
  /// - Throws: `StoreError`, and what the body throws.
  func write<Value>(
    checksRows: Bool = true, _ body: (Database, inout Names) throws -> Value
  ) throws -> Value {
    try Self.translating(path) {
      try database.writeWithoutTransaction { db in
        // What is given a number in a transaction that fails has none any more: its names are not put back.
        var names = Names()
        self.names.withLock { swap(&$0, &names) }
        try setRowChecks(checksRows, db)
        try db.beginTransaction(.immediate)
        do {
          let result = try body(db, &names)
          try db.commit()
          self.names.withLock { swap(&$0, &names) }
          return result
        } catch {
          try? db.rollback()
          throw error
        }
      }
    }
  }

  /// Turns the checks of rows on or off; only when they change, for that costs SQLite all statements.
  private func setRowChecks(_ isOn: Bool, _ db: Database) throws {
    guard rowChecks.withLock({ $0 != isOn }) else { return }
    try db.execute(
      sql: """
        PRAGMA foreign_keys = \(isOn ? "ON" : "OFF");
        PRAGMA ignore_check_constraints = \(isOn ? "OFF" : "ON")
        """)
    rowChecks.withLock { $0 = isOn }
  }

  static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch is DecodingError {
      throw StoreError.damaged(path)
    }
  }
}
