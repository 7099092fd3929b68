import GRDB
public import LeitmotifModel

/// A store that cannot be used as it is, or an entry that it does not have.
///
/// Whenever one is thrown, the store holds what it held before.
public struct StoreError: Error, Hashable, Sendable {
  /// What is wrong, and how to mend it.
  public let diagnostic: Diagnostic

  init(_ id: String, _ message: String, help: String = "", path: String? = nil) {
    diagnostic = .error(id, message, help: help, at: path.map { SourceLocation(path: $0) })
  }

  static func missing(_ path: String) -> StoreError {
    StoreError(
      "store-missing", "there is no store",
      help: "'leitmotif run' with the study's pipeline makes it", path: path)
  }

  static func unreachable(_ path: String, because reason: String) -> StoreError {
    StoreError(
      "store-unreachable", "the store cannot be opened: \(reason)",
      help: "check that its folder is there and that you may write in it", path: path)
  }

  static func notAStore(_ path: String) -> StoreError {
    StoreError(
      "not-a-store", "the file is not a store of Leitmotif",
      help:
        "give a study's store, such as study.sqlite, or name another file under a pipeline's 'store'; this one was left as it is",
      path: path)
  }

  static func tooNew(_ path: String, version: Int, known: Int) -> StoreError {
    StoreError(
      "store-too-new",
      "the store was written by a newer Leitmotif (schema \(version); this one knows \(known))",
      help: "install the newer Leitmotif, or use another store; this one was left as it is",
      path: path)
  }

  static func tooOld(_ path: String, version: Int, known: Int) -> StoreError {
    StoreError(
      "store-too-old",
      "the store was written by an older Leitmotif (schema \(version); this one reads \(known))",
      help: "'leitmotif run' with the study's pipeline brings it up to date, and keeps a copy",
      path: path)
  }

  static func noFinishedRun(_ path: String) -> StoreError {
    StoreError(
      "no-finished-run", "no run of this store has come to its end",
      help: "run the study's pipeline with 'leitmotif run'", path: path)
  }

  static func unknownRun(_ run: Int, known: [Int], path: String) -> StoreError {
    StoreError(
      "unknown-run", "there is no finished run \(run)",
      help: known.isEmpty
        ? "no run has come to its end"
        : "finished runs: \(known.map(String.init).joined(separator: ", "))",
      path: path)
  }

  static func runNotOpen(_ run: Int, path: String) -> StoreError {
    StoreError(
      "run-not-open", "run \(run) is not going on any more",
      help: "another run has begun since; start the run again", path: path)
  }

  /// Two codings under one number: the same place, code, coder and rule said twice, in different ways.
  static func clash(_ coding: Coding) -> StoreError {
    let span = coding.span
    let by = coding.rule.map { "\(coding.coder) (rule \($0))" } ?? "\(coding.coder)"
    return StoreError(
      "coding-clash",
      "transcript '\(coding.transcript)' has code '\(coding.code)' by \(by) at bytes "
        + "\(span.start)–\(span.end) twice, with different attributes or memos",
      help: "keep one of the two, with the attributes that are meant")
  }

  /// What SQLite reports, in words.
  init(_ error: DatabaseError, path: String) {
    let (id, message, help) =
      switch error.resultCode {
      case .SQLITE_FULL:
        (
          "store-full", "the disk is full; nothing was lost",
          "free some space and run again: the run goes on from where it was"
        )
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
        (
          "store-read-only", "the store cannot be written",
          "make the file and its folder writable, or name another file under 'store'"
        )
      case .SQLITE_CANTOPEN:
        (
          "store-unreachable", "the store cannot be opened",
          "check that its folder is there, and that you may read and write in it"
        )
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
        (
          "store-busy", "another program is writing to the store",
          "close it (a database browser with unsaved changes, for example) and run again"
        )
      case .SQLITE_CORRUPT:
        (
          "store-damaged", "the store is damaged",
          "keep the file, and run the pipeline with a new store: your own files hold all that people made"
        )
      case .SQLITE_NOTADB:
        (
          "not-a-store", "the file is not a store of Leitmotif",
          "give a study's store, such as study.sqlite, or name another file under a pipeline's 'store'; this one was left as it is"
        )
      case .SQLITE_IOERR, .SQLITE_NOLFS:
        (
          "store-disk", "the disk refuses to read or write the store",
          "check the disk (space, quota, connection) and run again"
        )
      default:
        (
          "store-failed", "the store refuses an entry: \(error.message ?? "no reason given")",
          "this is a mistake in Leitmotif; please report it"
        )
      }
    self.init(id, message, help: help, path: path)
  }

  /// A column that does not hold what every store of this version holds there.
  static func damaged(_ path: String) -> StoreError {
    StoreError(DatabaseError(resultCode: .SQLITE_CORRUPT), path: path)
  }
}

extension StoreError: CustomStringConvertible {
  /// The text that people see.
  public var description: String { diagnostic.description }
}
