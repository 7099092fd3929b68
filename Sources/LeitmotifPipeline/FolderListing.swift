import Foundation
import LeitmotifModel

/// What stands in a folder, asked in one go: no file of thousands is looked at by itself.
enum FolderListing {
  /// One entry.
  struct Entry {
    let name: String
    /// Whether it is a folder; `nil` for a link, and where the file system does not say.
    let isFolder: Bool?
  }

  /// The entries of a folder in no order, without the two that mean itself and the one above.
  ///
  /// - Returns: Nothing where there is no folder.
  /// - Throws: `Diagnostics` when there is one that cannot be read: what is in it would be missing without a word.
  static func entries(of folder: String) throws(Diagnostics) -> [Entry] {
    guard let handle = opendir(folder.isEmpty ? "." : folder) else {
      guard errno != ENOENT, errno != ENOTDIR else { return [] }
      throw Diagnostics(
        .error(
          "unreadable-folder",
          "the folder cannot be read: \(String(cString: strerror(errno)).lowercased())",
          help: "look at its permissions, or name the folders that are meant under 'files:'",
          at: SourceLocation(path: folder)))
    }
    defer { closedir(handle) }
    var entries: [Entry] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): entries.append(Entry(name: name, isFolder: false))
      case Int32(DT_DIR): entries.append(Entry(name: name, isFolder: true))
      // Whoever opened a pipe would wait for somebody to write.
      case Int32(DT_FIFO), Int32(DT_SOCK), Int32(DT_CHR), Int32(DT_BLK): break
      default: entries.append(Entry(name: name, isFolder: nil))
      }
    }
    return entries
  }
}
