import Foundation
import LeitmotifModel
import LeitmotifPlugin

/// Warns of a key of pseudonyms that lies where it would be shared with the study.
enum KeyPlace {
  /// The warnings for the keys that the stages of a pipeline name.
  static func warnings(for file: PipelineFile) -> [Diagnostic] {
    var seen: Set<String> = []
    return file.stages.compactMap { stage in
      guard case .object(let settings) = stage.configured.settings,
        case .string(let written)? = settings["pseudonyms"], !written.isEmpty
      else { return nil }
      let path = resolvedPath(written, besideFile: file.path)
      guard seen.insert(path).inserted else { return nil }
      return warning(forKeyAt: path, store: file.store.resolved)
    }
  }

  private static func warning(forKeyAt path: String, store: String) -> Diagnostic? {
    let folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
    let beside = URL(filePath: store).standardizedFileURL.deletingLastPathComponent()
    if folder.path == beside.path {
      return shared("it lies beside the store", at: path)
    }
    if isUnderGit(folder), !isIgnored(URL(filePath: path).standardizedFileURL) {
      return shared("it lies in a git repository, which does not ignore it", at: path)
    }
    return nil
  }

  private static func shared(_ why: String, at path: String) -> Diagnostic {
    .warning(
      "shared-key", "who shares the study would share the key of pseudonyms: \(why)",
      help:
        "keep it in a folder of its own that is neither shared nor under git, and name it there",
      at: SourceLocation(path: path))
  }

  private static func isUnderGit(_ folder: URL) -> Bool {
    folders(above: folder).contains {
      FileManager.default.fileExists(atPath: $0.appending(path: ".git").path)
    }
  }

  /// Whether a `.gitignore` above a file has a line for it: its name, its ending, or a folder that it is in.
  private static func isIgnored(_ file: URL) -> Bool {
    let parts = Set(file.pathComponents)
    return folders(above: file.deletingLastPathComponent()).contains { folder in
      let url = folder.appending(path: ".gitignore")
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return false }
      return text.split(whereSeparator: \.isNewline).contains { line in
        let pattern = line.split(separator: "/").last.map(String.init) ?? ""
        return parts.contains(pattern)
          || pattern.hasPrefix("*.") && file.lastPathComponent.hasSuffix(pattern.dropFirst())
      }
    }
  }

  /// A folder and those above it.
  private static func folders(above folder: URL) -> [URL] {
    var folders = [folder]
    while let last = folders.last, last.path != "/" {
      folders.append(last.deletingLastPathComponent())
    }
    return folders
  }
}
