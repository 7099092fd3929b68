import Foundation
import LeitmotifModel

/// What has been read of a decisions file; it is read on from there.
struct DecisionFileContents {
  /// One decision of the file.
  struct Entry {
    let line: DecisionLine
    /// The line's number, from 1; lines that are no decisions are counted, too.
    let number: Int
    /// Where the line ends, in bytes.
    let end: Int
  }

  /// How much was read; a line that has no end yet is not among it.
  private(set) var position = DecisionFile.Position()

  /// How large the file was, in bytes.
  private(set) var size = 0

  /// The decisions, in the order of the file.
  private(set) var entries: [Entry] = []

  private var lineCount = 0
  private var entriesByPlace: [DecisionLine.Place: [Int]] = [:]
  private var inode: ino_t = 0
  /// The last bytes that were read: where they stand no more, the file is another one.
  private var tail: ArraySlice<UInt8> = []
  private static let tailLength = 128

  /// Whether the last line has no end.
  var hasOpenEnd: Bool { position.length < size }

  /// Whether a position is one of the file as it is on the disk now.
  func isOf(_ position: DecisionFile.Position) -> Bool {
    position.generation == self.position.generation
  }

  /// Forgets what was read.
  mutating func beginAnew() {
    guard position.length > 0 || size > 0 else { return }
    let generation = position.generation + 1
    self = DecisionFileContents()
    position.generation = generation
  }

  /// All decisions on a place, the oldest first.
  func lines(about place: DecisionLine.Place) -> [DecisionLine] {
    (entriesByPlace[place] ?? []).map { entries[$0].line }
  }

  /// What another reviewer decided last on the place of a line, unknown to its reviewer.
  ///
  /// Whom a decision replaces does not say what its reviewer saw of them: only the position does.
  func decision(
    byOtherThan line: DecisionLine, behind position: DecisionFile.Position
  ) -> DecisionLine? {
    let length = isOf(position) ? position.length : 0
    let other = entriesByPlace[line.about]?.last {
      let entry = entries[$0]
      return entry.end > length && entry.line.reviewer != line.reviewer
        && entry.line.verdict != .memo
    }
    return other.map { entries[$0].line }
  }

  /// Reads the whole lines that were not read before.
  ///
  /// - Returns: Whether the file could be read; `errno` says why not.
  mutating func read(_ file: Int32) -> Bool {
    var status = stat()
    guard fstat(file, &status) == 0 else { return false }
    if Int(status.st_size) < position.length || (inode != 0 && status.st_ino != inode) {
      beginAnew()
    } else if !tail.isEmpty {
      var found: [UInt8] = []
      guard Self.read(file, position.length - tail.count..<position.length, into: &found)
      else { return false }
      if found[...] != tail { beginAnew() }
    }
    inode = status.st_ino
    size = Int(status.st_size)
    guard position.length < size else { return true }
    var bytes: [UInt8] = []
    guard Self.read(file, position.length..<size, into: &bytes) else { return false }
    take(bytes)
    return true
  }

  private mutating func take(_ bytes: [UInt8]) {
    let start = position.length
    var line = 0
    while let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) {
      position.length = start + end + 1
      lineCount += 1
      if let decision = DecisionLine(json: bytes[line..<end]) {
        entriesByPlace[decision.about, default: []].append(entries.count)
        entries.append(Entry(line: decision, number: lineCount, end: position.length))
      }
      line = end + 1
    }
    if line > 0 { tail = ArraySlice(Array((tail + bytes[..<line]).suffix(Self.tailLength))) }
  }

  /// Reads a range of a file.
  private static func read(_ file: Int32, _ range: Range<Int>, into bytes: inout [UInt8]) -> Bool {
    bytes = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(
          file, $0.baseAddress?.advanced(by: filled), $0.count - filled,
          off_t(range.lowerBound + filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      filled += count
    }
    return true
  }
}
