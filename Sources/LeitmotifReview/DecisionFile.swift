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

  /// What has been read of the file so far.
  private struct Contents {
    /// How many bytes were read; a line that has no end yet is not among them.
    var length = 0
    /// How many lines those are, blank ones too.
    var count = 0
    var entries: [Entry] = []

    /// What another reviewer decided last on the place of a line, unknown to its reviewer.
    func decision(byOtherThan line: DecisionLine, behind length: Int) -> DecisionLine? {
      let other = entries.last {
        $0.end > length && $0.line.isAboutPlace(of: line) && $0.line.reviewer != line.reviewer
          && $0.line.verdict != .memo
      }
      return other.flatMap { line.over.contains($0.line.reviewer) ? nil : $0.line }
    }
  }

  private struct Entry {
    let line: DecisionLine
    /// The line's number, from 1.
    let number: Int
    /// Where the line ends.
    let end: Int
  }

  private let contents = Mutex(Contents())

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

  /// How much of the file has been read: what a page remembers to notice later decisions by.
  ///
  /// - Unit: bytes.
  public var length: Int { contents.withLock(\.length) }

  /// All decisions, in the order of the file.
  public var lines: [DecisionLine] { lines(after: 0) }

  /// The decisions behind a line, in the order of the file.
  ///
  /// - Parameter number: The line's number, from 1.
  /// - Returns: The decisions; lines that are none are not among them.
  public func lines(after number: Int) -> [DecisionLine] {
    contents.withLock { $0.entries.lazy.filter { $0.number > number }.map(\.line) }
  }

  /// What another reviewer decided last on the place of a line, unknown to its reviewer.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - length: How much of the file its reviewer had seen.
  /// - Returns: `nil` when nobody did.
  func decision(byOtherThan line: DecisionLine, behind length: Int) -> DecisionLine? {
    contents.withLock { $0.decision(byOtherThan: line, behind: length) }
  }

  /// Reads what others appended.
  ///
  /// - Throws: `Diagnostics` when the file cannot be read.
  public func refresh() throws(Diagnostics) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      guard errno == ENOENT else { throw failure() }
      contents.withLock { $0 = Contents() }
      return
    }
    defer { close(file) }
    flock(file, LOCK_SH)
    guard let size = size(of: file) else { throw failure() }
    let isRead = contents.withLock { read(file, upTo: size, into: &$0) }
    guard isRead else { throw failure() }
  }

  /// Appends a decision, unless someone else decided on its place since the reviewer looked.
  ///
  /// - Parameters:
  ///   - line: The decision.
  ///   - seen: The file's `length` when the reviewer was shown the place.
  /// - Returns: Whether it was written, or the other's decision.
  /// - Throws: `Diagnostics` when the file cannot be written; it is then as it was.
  public func append(_ line: DecisionLine, seen: Int) throws(Diagnostics) -> Outcome {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0, let size = size(of: file) else { throw failure() }
    let outcome = contents.withLock { contents -> Outcome? in
      guard read(file, upTo: size, into: &contents) else { return nil }
      if let other = contents.decision(byOtherThan: line, behind: seen) { return .taken(by: other) }
      // A last line that someone left without an end is theirs, and stays a line of its own.
      let bytes = Array(((contents.length < size ? "\n" : "") + line.json + "\n").utf8)
      guard write(bytes, to: file, of: size) else { return nil }
      return read(file, upTo: size + bytes.count, into: &contents) ? .written : nil
    }
    guard let outcome else { throw failure() }
    return outcome
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

  /// Reads the whole lines that were not read before.
  private func read(_ file: Int32, upTo size: Int, into contents: inout Contents) -> Bool {
    if size < contents.length { contents = Contents() }
    let start = contents.length
    var bytes = [UInt8](repeating: 0, count: size - start)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(
          file, $0.baseAddress?.advanced(by: filled), $0.count - filled, off_t(start + filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      filled += count
    }
    var line = 0
    while let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) {
      contents.length = start + end + 1
      contents.count += 1
      if let decision = DecisionLine(json: bytes[line..<end]) {
        contents.entries.append(
          Entry(line: decision, number: contents.count, end: contents.length))
      }
      line = end + 1
    }
    return true
  }

  private func size(of file: Int32) -> Int? {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : nil
  }

  private func failure() -> Diagnostics {
    Diagnostics(
      .error(
        "unwritable-file", "it cannot be written: \(String(cString: strerror(errno)).lowercased())",
        help: "look at the file's permissions and the space left on the disk; nothing was lost",
        at: SourceLocation(path: path)))
  }
}
