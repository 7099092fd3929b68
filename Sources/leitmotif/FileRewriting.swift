import Foundation
import LeitmotifModel
import LeitmotifPlugin

/// Puts new content in a file that somebody wrote: whole or not at all, and never over a change of somebody else.
///
/// The file keeps its permissions; a link stays a link to it.
///
/// - Parameters:
///   - path: The file.
///   - old: What was read from it.
///   - new: What it is to hold.
/// - Throws: `Diagnostics` when it cannot be written, or holds something else than was read.
func rewrite(_ path: String, from old: [UInt8], to new: [UInt8]) throws {
  let target = URL(filePath: path).resolvingSymlinksInPath().path
  let temporary = "\(target).\(getpid()).partial"
  var status = stat()
  let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o600
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard descriptor >= 0 else { throw unwritable(path) }
  let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  do {
    try file.write(contentsOf: Data(new))
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw unwritable(path) }
    guard try readFile(path).bytes == old else {
      throw Diagnostics(
        .error(
          "file-changed", "somebody else changed the file meanwhile; nothing was written",
          help: "save it in your editor, and try again", at: SourceLocation(path: path)))
    }
    guard rename(temporary, target) == 0 else { throw unwritable(path) }
  } catch {
    unlink(temporary)
    throw error is Diagnostics ? error : unwritable(path)
  }
  // The folder's entry, too, is to outlive a power cut.
  let folder = open(
    (target as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  if folder >= 0 {
    fsync(folder)
    close(folder)
  }
}

private func unwritable(_ path: String) -> Diagnostics {
  let reason = errno
  return Diagnostics(
    .error(
      "unwritable-file", "it cannot be written: \(String(cString: strerror(reason)).lowercased())",
      help: reason == ENOENT
        ? "there is no such folder: make it first, or name one that is there"
        : "look at the folder's permissions and the space left on the disk",
      at: SourceLocation(path: path)))
}
