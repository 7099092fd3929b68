import Foundation

/// A folder of a preview's or a replay's own, for a store that only compares; nobody else may read it.
enum ScratchFolder {
  private static let beginning = "leitmotif-"

  /// A path in the temporary folder, which names the process: what a killed one leaves is known for that.
  static func newPath() -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "\(beginning)\(getpid())-\(UUID().uuidString)").path
  }

  /// Makes the folder, and takes away those beside it whose processes are gone: they hold words of interviews.
  static func make(_ path: String) throws {
    removeAbandoned(in: URL(filePath: path).deletingLastPathComponent().path)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private static func removeAbandoned(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(beginning) {
      let parts = name.dropFirst(beginning.count).split(separator: "-")
      guard parts.count == 6, let process = pid_t(parts[0]), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      var status = stat()
      // Containers may share the folder and not see each other's processes: none compares for a day.
      guard lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == geteuid(), time(nil) - status.st_mtim.tv_sec > 24 * 3600
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
