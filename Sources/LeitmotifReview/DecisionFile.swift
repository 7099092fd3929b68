import Foundation
public import LeitmotifModel
import Synchronization

/// A file of decisions that reviewers append to, one line each; nothing in it is ever changed.
///
/// Several reviewers, and several programs, may append at once: each line is written whole, under a lock, and
/// is on the disk before `append` returns.
public final class DecisionFile: Sendable {
  /// The file's path.
  public let path: String

  private let contents = Mutex(DecisionFileContents())

  /// Opens a file, which need not be there yet.
  ///
  /// - Throws: `Diagnostics` when it is there and cannot be read.
  public init(path: String) throws(Diagnostics) {
    self.path = path
    try refresh()
  }

  /// What came of appending a line.
  public enum Outcome: Hashable, Sendable {
    /// It is in the file.
    case written
    /// It was not written: another reviewer decided on the place since the reviewer looked.
    case taken(by: DecisionLine)
  }

  /// How far a reader of the file has come.
  ///
  /// A file that was replaced on the disk, as git does it, is another one: positions in the old one are then
  /// behind nothing.
  public struct Position: Hashable, Sendable {
    /// How often the file had been replaced.
    var generation = 0
    /// How many bytes of it had been read.
    var length = 0

    /// Where a reader stands who has seen nothing of the file.
    public static let nothing = Position(generation: -1)
  }

  /// How much of the file has been read: what a page remembers to notice later decisions by.
  public var position: Position { contents.withLock(\.position) }

  /// All decisions, in the order of the file.
  public var lines: [DecisionLine] { contents.withLock { $0.entries.map(\.line) } }

  /// The decisions behind a line, in the order of the file.
  ///
  /// - Parameter number: The line's number, from 1.
  /// - Returns: The decisions; lines that are none are not among them.
  public func lines(after number: Int) -> [DecisionLine] {
    contents.withLock { $0.entries.lazy.filter { $0.number > number }.map(\.line) }
  }

  /// What came of reading on.
  struct News {
    /// The decisions, those of the whole file when it was replaced.
    var lines: [DecisionLine]
    /// Whether the file was replaced.
    var isReplaced: Bool
    /// Where the next reading goes on.
    var position: Position
  }

  /// The decisions behind a position and a line, of what has been read.
  func news(after position: Position, line number: Int) -> News {
    contents.withLock { contents in
      let known = contents.isOf(position) ? position.length : 0
      let first = contents.entries.partitioningIndex { $0.end > known && $0.number > number }
      return News(
        lines: contents.entries[first...].map(\.line), isReplaced: !contents.isOf(position),
        position: contents.position)
    }
  }

  /// The line of a number; `nil` when there is none, or it is no decision.
  func line(_ number: Int) -> DecisionLine? {
    contents.withLock { contents in
      let place = contents.entries.partitioningIndex { $0.number >= number }
      return contents.entries[place...].first.flatMap { $0.number == number ? $0.line : nil }
    }
  }

  /// The notes on a transcript that close nothing, with the numbers of their lines.
  func notes(on transcript: Identifier<Transcript>) -> [(number: Int, line: DecisionLine)] {
    contents.withLock { contents in
      contents.entries.lazy.filter {
        $0.line.verdict == .memo && $0.line.over.isEmpty && $0.line.transcript == transcript
      }.map { ($0.number, $0.line) }
    }
  }

  /// All decisions on a place, the oldest first.
  func lines(about place: DecisionLine.Place) -> [DecisionLine] {
    contents.withLock { $0.lines(about: place) }
  }

  /// What another reviewer decided last on the place of a line, unknown to its reviewer.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - position: How much of the file its reviewer had seen.
  /// - Returns: `nil` when nobody did.
  func decision(byOtherThan line: DecisionLine, behind position: Position) -> DecisionLine? {
    contents.withLock { $0.decision(byOtherThan: line, behind: position) }
  }

  /// Reads what others appended.
  ///
  /// - Throws: `Diagnostics` when the file cannot be read.
  public func refresh() throws(Diagnostics) {
    guard let file = try opened(O_RDONLY, lock: LOCK_SH) else {
      contents.withLock { $0.beginAnew() }
      return
    }
    defer { close(file) }
    guard contents.withLock({ $0.read(file) }) else { throw unreadable() }
  }

  /// Appends decisions, all or none: none when someone else decided on a place of theirs since the reviewer looked.
  ///
  /// - Parameters:
  ///   - lines: The decisions.
  ///   - seen: The file's `position` when the reviewer was shown the place.
  /// - Returns: Whether they were written, or the other's decision.
  /// - Throws: `Diagnostics` when the file cannot be written; it is then as it was.
  public func append(_ lines: [DecisionLine], seen: Position) throws(Diagnostics) -> Outcome {
    // Nothing makes no file.
    guard !lines.isEmpty else { return .written }
    guard let file = try opened(O_RDWR | O_CREAT | O_APPEND, lock: LOCK_EX) else {
      throw unwritable()
    }
    defer { close(file) }
    let outcome = contents.withLock { contents -> Result<Outcome, Diagnostics> in
      guard contents.read(file) else { return .failure(unreadable()) }
      for line in lines {
        if let other = contents.decision(byOtherThan: line, behind: seen) {
          return .success(.taken(by: other))
        }
      }
      // A last line that someone left without an end is theirs, and stays a line of its own.
      let text = (contents.hasOpenEnd ? "\n" : "") + lines.map { $0.json + "\n" }.joined()
      let bytes = Array(text.utf8)
      guard write(bytes, to: file, of: contents.size) else { return .failure(unwritable()) }
      // It is on the disk: where it cannot be read now, the next refresh reads it.
      _ = contents.read(file)
      return .success(.written)
    }
    return try outcome.get()
  }

  /// Opens the file that stands at the path, and locks it.
  ///
  /// - Parameters:
  ///   - flags: What it is opened for.
  ///   - lock: `LOCK_EX` for writing, which needs the lock; else `LOCK_SH`.
  /// - Returns: The open file; `nil` when there is none, or no folder to make it in.
  /// - Throws: `Diagnostics` when it cannot be opened or locked, or is no file.
  private func opened(_ flags: Int32, lock: Int32) throws(Diagnostics) -> Int32? {
    func problem() -> Diagnostics { lock == LOCK_EX ? unwritable() : unreadable() }
    // Where the file system gives one file two numbers, it would else never end.
    for _ in 0..<100 {
      // A pipe would else keep the reviewer waiting for somebody at its other end.
      let file = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard file >= 0 else {
        if errno == ENOENT { return nil }
        throw problem()
      }
      var (own, named) = (stat(), stat())
      guard fstat(file, &own) == 0, own.st_mode & S_IFMT == S_IFREG else {
        close(file)
        throw noFile()
      }
      guard isLocked(file, lock) || lock != LOCK_EX else {
        let problem = problem()
        close(file)
        throw problem
      }
      // While one waited for the lock, another file may have come to the path, as git does it: what
      // is written to the old one would be lost.
      if stat(path, &named) == 0, own.st_ino == named.st_ino, own.st_dev == named.st_dev {
        return file
      }
      close(file)
    }
    throw Diagnostics(
      .error(
        lock == LOCK_EX ? "unwritable-file" : "unreadable-file",
        "another file comes to its place again and again",
        help: "wait for the program that replaces it, or keep the file on another disk",
        at: SourceLocation(path: path)))
  }

  /// Locks a file; a signal that comes while one waits for the lock does not end the waiting.
  private func isLocked(_ file: Int32, _ lock: Int32) -> Bool {
    while flock(file, lock) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  /// Writes all bytes to the disk, or none.
  private func write(_ bytes: [UInt8], to file: Int32, of size: Int) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      written += count
    }
    if written == bytes.count, fsync(file) == 0 { return true }
    let problem = errno
    ftruncate(file, off_t(size))
    errno = problem
    return false
  }

  private func noFile() -> Diagnostics {
    Diagnostics(
      .error(
        "unreadable-file", "it is no file, but a folder, a pipe or a device",
        help: "name a file for decisions, which need not be there yet",
        at: SourceLocation(path: path)))
  }

  private func unreadable() -> Diagnostics {
    Diagnostics(
      .error(
        "unreadable-file", "it cannot be read: \(String(cString: strerror(errno)).lowercased())",
        help: "look at the file's permissions and the disk", at: SourceLocation(path: path)))
  }

  private func unwritable() -> Diagnostics {
    Diagnostics(
      .error(
        "unwritable-file", "it cannot be written: \(String(cString: strerror(errno)).lowercased())",
        help: "look at the file's permissions and the space left on the disk; nothing was lost",
        at: SourceLocation(path: path)))
  }
}

extension DecisionFile.Position: CustomStringConvertible {
  /// The position as pages carry it.
  public var description: String { "\(generation)-\(length)" }

  /// Reads a position; what is none is one that has seen nothing.
  init(_ text: some StringProtocol) {
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    self = numbers.count == 2 ? .init(generation: numbers[0], length: numbers[1]) : .nothing
  }
}
