import Foundation
import LeitmotifModel

/// What the file system says of a file besides its content: enough to see that nobody touched it.
///
/// As git does it: size, times of the content and of the file's entry, inode and device. It enters no hash of
/// a result; it only saves reading a file whose hash is known.
struct FileStatus: Hashable, Sendable {
  private let size: Int64
  /// When the content was changed last.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  let changed: Int64
  /// When its entry was changed last, in the same unit.
  private let entered: Int64
  private let inode: Int64
  private let device: Int64

  /// The status of a file that cannot be looked at.
  static let unknown = FileStatus()

  private init() {
    (size, changed, entered, inode, device) = (0, 0, 0, 0, 0)
  }

  /// File systems note times in steps of at most this.
  private static let grain: Int64 = 2_000_000_000

  /// Asks for the status of a file.
  ///
  /// - Returns: `nil` for what is no file, or cannot be looked at.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if os(Linux)
    let times = (status.st_mtim, status.st_ctim)
    #else
    let times = (status.st_mtimespec, status.st_ctimespec)
    #endif
    size = Int64(status.st_size)
    changed = Self.nanoseconds(times.0)
    entered = Self.nanoseconds(times.1)
    inode = Int64(truncatingIfNeeded: status.st_ino)
    device = Int64(truncatingIfNeeded: status.st_dev)
  }

  /// Whether a file that was read at a time would show another status if it had been written since.
  func isSettled(seenAt: Int64) -> Bool {
    max(changed, entered) + Self.grain < seenAt
  }

  /// What the clock shows.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// A time in nanoseconds; a file can be dated to years that these do not reach, and counts as of the year 2255.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    let limit: Int64 = 9_000_000_000
    return min(max(Int64(time.tv_sec), -limit), limit) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Writes the numbers.
  func put(to writer: inout ByteWriter) {
    for word in [size, changed, entered, inode, device] { writer.put(word: word) }
  }

  /// Reads what `put` wrote.
  init?(_ reader: inout ByteReader) {
    guard let size = reader.word(), let changed = reader.word(), let entered = reader.word(),
      let inode = reader.word(), let device = reader.word()
    else { return nil }
    (self.size, self.changed, self.entered) = (size, changed, entered)
    (self.inode, self.device) = (inode, device)
  }
}
