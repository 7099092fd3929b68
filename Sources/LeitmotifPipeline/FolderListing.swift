import Foundation

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
  /// - Returns: Nothing for a folder that cannot be read.
  static func entries(of folder: String) -> [Entry] {
    guard let handle = opendir(folder.isEmpty ? "." : folder) else { return [] }
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
