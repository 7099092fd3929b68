import Foundation
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifYAML
import Synchronization

/// Reads the files that a pipeline names, and remembers what it saw and read: the inputs of a run.
public final class PipelineFiles: Sendable {
  /// Begins with nothing seen.
  public init() {}

  private let read = Mutex<[String: InputFile]>([:])
  private let statuses = Mutex<[String: SeenFile]>([:])
  private let found = Mutex<[String: [FoundFile]]>([:])
  private let opened = Mutex<OpenedStore?>(nil)
  private let missed = Mutex<Set<String>>([])

  /// A store that is open, and nobody else's.
  struct OpenedStore: Sendable {
    let lock: RunLock
    let store: Store
  }

  /// Leaves an open store to the run that follows.
  func leave(_ store: OpenedStore) { opened.withLock { $0 = store } }

  /// The store that was left, for whoever asks first.
  func takeStore(at path: String) -> OpenedStore? {
    opened.withLock { opened in
      guard let found = opened, found.store.path == path else { return nil }
      opened = nil
      return found
    }
  }

  /// A file as it stood before it was read.
  struct SeenFile: Sendable {
    /// What the file system said.
    var status: FileStatus?
    /// When that was, or before.
    var seenAt: Int64
  }

  /// A file that a pattern found.
  struct FoundFile: Sendable {
    let path: String
    let seen: SeenFile
  }

  /// The files that a pattern finds, sorted by their paths; asked of the file system once.
  ///
  /// - Throws: `Diagnostics` when a folder cannot be read.
  func files(by node: YAMLNode) throws(Diagnostics) -> [FoundFile] {
    let name = "\(node.source.path)\n\(node.scalar ?? "")"
    if let known = found.withLock({ $0[name] }) { return known }
    let now = FileStatus.now
    let paths = try FileGlob(node: node).expanded()
    let files = paths.map {
      FoundFile(path: $0, seen: SeenFile(status: FileStatus(of: $0), seenAt: now))
    }
    found.withLock { $0[name] = files }
    return files
  }

  /// How each file stood when it was read, by path.
  var seen: [String: SeenFile] { statuses.withLock { $0 } }

  /// The paths at which a file was looked for and none was: what appears there later may change the result.
  var missing: Set<String> { missed.withLock { $0 } }

  /// The files that were read, by path.
  var inputs: [InputFile] {
    read.withLock { inputs in
      inputs.values.sorted { $0.path.precedesBytewise($1.path) }
    }
  }

  /// Reads a file whole.
  ///
  /// - Throws: `Diagnostics` when there is none, or it cannot be read.
  func source(at path: String) throws -> Source {
    let seen = SeenFile(status: FileStatus(of: path), seenAt: FileStatus.now)
    let bytes: [UInt8]
    do {
      bytes = try Self.bytes(at: path)
    } catch {
      if seen.status == nil { missed.withLock { _ = $0.insert(path) } }
      throw error
    }
    // The first look counts: who reads a file twice must not overlook a change in between.
    statuses.withLock { if $0[path] == nil { $0[path] = seen } }
    let input = InputFile(path: path, digest: Digest(of: bytes), size: bytes.count)
    read.withLock { $0[path] = input }
    return Source(path: path, bytes: bytes)
  }

  /// The bytes of a file.
  static func bytes(at path: String) throws(Diagnostics) -> [UInt8] {
    // A pipe would be waited for until somebody writes to it; files do not know the difference.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR
      throw Diagnostics(
        .error(
          missing ? "missing-file" : "unreadable-file",
          missing
            ? "there is no such file"
            : "the file cannot be read: \(String(cString: strerror(errno)))",
          help: missing
            ? "look at the path; those in a pipeline are relative to its file"
            : "look at its permissions",
          at: SourceLocation(path: path)))
    }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostics(
        .error(
          "unreadable-file", "this is no regular file",
          help: "name a file: a folder, a pipe or a device is not read",
          at: SourceLocation(path: path)))
    }
    // The size may change while it is read: read until nothing comes. There is room for a byte more, so that the end
    // is seen at once.
    var bytes: [UInt8] = []
    var room = max(Int(status.st_size) + 1, 4096)
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        repeat {
          let place = buffer.baseAddress?.advanced(by: filled)
          count = Foundation.read(descriptor, place, room - filled)
          filled += max(0, count)
        } while count > 0 && filled < room || count < 0 && errno == EINTR
      }
      guard count >= 0 else {
        throw Diagnostics(
          .error(
            "unreadable-file",
            "the file cannot be read to its end: \(String(cString: strerror(errno)))",
            help: "look at the disk or the connection to it", at: SourceLocation(path: path)))
      }
      if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      if count == 0 { return bytes }
      room = 1 << 16
    }
  }
}
