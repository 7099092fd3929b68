import Foundation

/// What the file system says of a path.
enum FileStatus {
  /// Whether something is there.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
