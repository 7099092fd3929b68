import LeitmotifModel
import LeitmotifPlugin

/// Texts that a project only points to: read where its user says so, and nowhere else.
struct OutsideTexts {
  /// The project's file.
  let project: String
  let setup: StageSetup

  /// A text by its path, `absolute://…` or `relative://…`, the latter from the project's folder.
  ///
  /// - Returns: `nil` when there is none that can be read.
  func bytes(at path: String) -> [UInt8]? {
    guard let resolved = resolved(path) else { return nil }
    return try? setup.read(FileReference(written: path, resolved: resolved)).bytes
  }

  private func resolved(_ path: String) -> String? {
    let (absolute, relative) = ("absolute://", "relative://")
    if path.hasPrefix(absolute) {
      let rest = path.dropFirst(absolute.count)
      // Some programs write two slashes, some three.
      return rest.hasPrefix("/") ? String(rest) : "/\(rest)"
    }
    guard path.hasPrefix(relative) else { return nil }
    return resolvedPath(
      String(path.dropFirst(relative.count).drop { $0 == "/" }), besideFile: project)
  }
}
