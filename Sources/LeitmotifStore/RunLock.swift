import Foundation

/// The right to run on a store, which one process has at a time.
///
/// It is a lock on a file beside the store (`STORE.lock`), which says who holds it. The system frees it when
/// the process ends, however it ends: the file may stay, and never has to be deleted by hand.
public final class RunLock: Sendable {
  private let file: Int32

  /// Takes the lock, and waits while another process has it.
  ///
  /// - Parameters:
  ///   - path: The store's file.
  ///   - limit: How long to wait at most.
  /// - Throws: `StoreError` when another process still has it after that (`store-in-use`), or the file
  ///   beside the store cannot be made.
  public init(ofStoreAt path: String, waiting limit: Duration = .zero) throws(StoreError) {
    file = try Self.lockedFile(beside: path, waiting: limit)
    let holder = "process \(getpid()) on \(Self.hostName) since \(Self.time)\n"
    ftruncate(file, 0)
    _ = holder.withCString { pwrite(file, $0, strlen($0), 0) }
  }

  /// The file beside a store that says who runs on it; beside the store itself where the path is a link to it, so that
  /// nobody runs on it by another path.
  public static func path(ofStoreAt path: String) -> String { StoreFile.target(of: path) + ".lock" }

  /// Whether a process runs on a store just now; nothing is written to find out.
  static func isHeld(ofStoreAt path: String) -> Bool {
    let file = open(Self.path(ofStoreAt: path), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    // A file system that knows no locks tells nothing; then a run may go on.
    return flock(file, LOCK_SH | LOCK_NB) != 0
  }

  /// The machine's name, asked of the machine and not of a network.
  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// What the clock shows: `2026-05-04T09:12:33Z`.
  private static var time: String {
    var now = time_t()
    Foundation.time(&now)
    var parts = tm()
    gmtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Opens and locks the file; apart from `init`, so that `deinit` never closes what was not kept.
  private static func lockedFile(
    beside path: String, waiting limit: Duration
  ) throws(StoreError) -> Int32 {
    let lockPath = Self.path(ofStoreAt: path)
    let file = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .unreachable(path, because: String(cString: strerror(errno)))
    }
    let deadline = ContinuousClock.now + limit
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let reason = String(cString: strerror(errno))
        close(file)
        throw .unreachable(path, because: reason)
      }
      guard ContinuousClock.now < deadline else {
        close(file)
        throw .inUse(path, by: (try? String(contentsOfFile: lockPath, encoding: .utf8)) ?? "")
      }
      usleep(20_000)
    }
    return file
  }

  deinit {
    ftruncate(file, 0)
    close(file)
  }
}

extension StoreError {
  static func inUse(_ path: String, by holder: String) -> StoreError {
    let holder = holder.trimmingCharacters(in: .whitespacesAndNewlines)
    return StoreError(
      "store-in-use",
      "another run is using the store" + (holder.isEmpty ? "" : ": \(holder)"),
      help: "wait for it to end, or end it; what it has finished is kept", path: path)
  }
}
