import Foundation
import LeitmotifModel
import LeitmotifStore

/// Opens a study for reading, as its newest run left it.
///
/// - Throws: `Diagnostics` when the store cannot be used.
func openStudy(_ path: String) throws -> StoreReader {
  do {
    return try Store(at: path, access: .read).reader()
  } catch let error as StoreError {
    throw Diagnostics(error.diagnostic)
  }
}

/// Writes a file whole or not at all: under another name first, then renamed.
///
/// - Parameters:
///   - path: The file; the folders above it are made when they are missing.
///   - content: Writes the content.
/// - Throws: `Diagnostics` when it cannot be written; what was there before stays as it was.
func writeFile(_ path: String, _ content: (FileHandle) throws -> Void) throws {
  let url = URL(filePath: path)
  let draft = url.deletingLastPathComponent()
    .appending(path: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
  do {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: draft)
    let handle = try FileHandle(forWritingTo: draft)
    try content(handle)
    try handle.synchronize()
    try handle.close()
    guard rename(draft.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  } catch let error as CocoaError {
    try? FileManager.default.removeItem(at: draft)
    throw Diagnostics(
      .error(
        "unwritable-file", "the file cannot be written",
        help: error.code == .fileWriteOutOfSpace
          ? "the disk is full" : "look at the permissions of its folder, and at the space left",
        at: SourceLocation(path: path)))
  } catch {
    try? FileManager.default.removeItem(at: draft)
    throw error
  }
}
