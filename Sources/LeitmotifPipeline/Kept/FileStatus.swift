import Foundation

/// What the file system says of a file besides its content: enough to see that nobody touched it.
///
/// As git does it: size, times of the content and of the file's entry, inode and device. It enters no hash of
/// a result; it only saves reading a file whose hash is known.
struct FileStatus: Hashable, Sendable {
  /// The numbers as bytes.
  let bytes: [UInt8]
  /// The later of the two times.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  private let newestTime: Int64

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
    let changed = Int64(times.0.tv_sec) * 1_000_000_000 + Int64(times.0.tv_nsec)
    let entered = Int64(times.1.tv_sec) * 1_000_000_000 + Int64(times.1.tv_nsec)
    newestTime = max(changed, entered)
    let numbers = [
      Int64(status.st_size), changed, entered, Int64(truncatingIfNeeded: status.st_ino),
      Int64(truncatingIfNeeded: status.st_dev),
    ]
    bytes = numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
  }

  /// Whether a file that was read at a time would show another status if it had been written since.
  func isSettled(seenAt: Int64) -> Bool {
    newestTime + Self.grain < seenAt
  }

  /// What the clock shows.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
