import Foundation
public import LeitmotifModel
public import LeitmotifPlugin

/// The folder that a report is written to.
public struct ReportFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Creates the folder's description; nothing is written yet.
  public init(path: String) {
    self.path = path
  }

  /// Takes away what runs left behind that were killed while they wrote.
  func removeAbandoned() {
    LeitmotifPipeline.removeAbandoned(in: path.hasSuffix("/") ? path : path + "/")
  }

  /// Writes a report's files, each whole or not at all: a temporary file, fsync, rename.
  ///
  /// - Parameter report: The report.
  /// - Returns: The paths of the files, the one to open first in front.
  /// - Throws: `Diagnostics` when the folder cannot be written.
  public func write(_ report: Report) throws -> [String] {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostics(unwritable(path, "the folder cannot be made"))
    }
    return try report.files.map { file in
      let target = path.hasSuffix("/") ? path + file.name : "\(path)/\(file.name)"
      try writeWhole(to: target) { try file.write(to: $0) }
      return target
    }
  }
}

/// Writes a file whole or not at all: a temporary file beside it, fsync, rename; only its owner may read it.
///
/// - Parameters:
///   - bytes: The content.
///   - path: The file.
/// - Throws: `Diagnostics` when it cannot be written, for example on a full disk.
public func writeWhole(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
  do {
    try writeWhole(to: path) { try $0(bytes) }
  } catch {
    throw error as? Diagnostics ?? Diagnostics(unwritable(path, "\(error)"))
  }
}

/// Writes a file whole or not at all, piece by piece.
///
/// - Parameters:
///   - path: The file.
///   - content: Hands the content to a function.
/// - Throws: `Diagnostics` when it cannot be written; what the content throws.
public func writeWhole(
  to path: String, content: (_ body: ([UInt8]) throws -> Void) throws -> Void
) throws {
  var status = stat()
  let isThere = stat(path, &status) == 0
  if isThere, status.st_mode & S_IFMT != S_IFREG {
    return try writeThrough(to: path, content: content)
  }
  // What a link leads to is written, and the link stays.
  let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  let path = isThere && isLink ? URL(filePath: path).resolvingSymlinksInPath().path : path
  removeAbandoned(path)
  let temporary = "\(path).\(getpid()).partial"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw Diagnostics(unwritable(path, reason())) }
  do {
    try content { try write($0, to: descriptor, path) }
    guard fsync(descriptor) == 0 else { throw Diagnostics(unwritable(path, reason())) }
  } catch {
    close(descriptor)
    unlink(temporary)
    throw error
  }
  close(descriptor)
  guard rename(temporary, path) == 0 else {
    let why = reason()
    unlink(temporary)
    throw Diagnostics(unwritable(path, why))
  }
}

/// Writes into a device or a pipe, such as `/dev/stdout`, which must not be replaced by a file.
private func writeThrough(
  to path: String, content: (_ body: ([UInt8]) throws -> Void) throws -> Void
) throws {
  let descriptor = open(path, O_WRONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw Diagnostics(unwritable(path, reason())) }
  defer { close(descriptor) }
  try content { try write($0, to: descriptor, path) }
}

/// Writes all of some bytes.
private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw Diagnostics(unwritable(path, reason())) }
    rest = rest.dropFirst(count)
  }
}

/// Takes away what writers of a file left behind that were killed: `report.xlsx.4711.partial`.
private func removeAbandoned(_ path: String) {
  let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  removeAbandoned(in: String(path[..<slash]), of: "\(path[slash...]).")
}

/// The same for all files of a folder, or for those whose names begin so.
private func removeAbandoned(in folder: String, of beginning: String = "") {
  for entry in (try? FolderListing.entries(of: folder)) ?? []
  where entry.name.hasPrefix(beginning) && entry.name.hasSuffix(".partial") {
    let writer = entry.name.dropLast(".partial".count).split(separator: ".").last ?? ""
    guard let process = pid_t(writer), kill(process, 0) != 0, errno == ESRCH else { continue }
    // On a shared folder the writer may live on another machine; none writes a report for an hour.
    guard let status = FileStatus(of: folder + entry.name),
      FileStatus.now - status.changed > 3600 * 1_000_000_000
    else { continue }
    unlink(folder + entry.name)
  }
}

private func reason() -> String {
  String(cString: strerror(errno)).lowercased()
}

private func unwritable(_ path: String, _ why: String) -> Diagnostic {
  .error(
    "unwritable-file", "it cannot be written: \(why)",
    help: "look at the folder's permissions and the space left on the disk",
    at: SourceLocation(path: path))
}
