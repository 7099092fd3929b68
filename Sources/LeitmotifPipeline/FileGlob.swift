import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// A pattern of paths: `*` and `?` within a name, `**` for any folders, `{a,b}` for either.
struct FileGlob {
  /// Where the pattern stands in the pipeline file.
  let node: YAMLNode

  /// The files that fit, sorted by the bytes of their paths; folders and hidden files never do.
  func expanded() -> [String] {
    guard let written = node.scalar else { return [] }
    // Only what is written is a pattern: the folder that the file is in may have brackets in its name.
    let here = written.hasPrefix("/") ? "/" : resolvedPath("", besideFile: node.source.path)
    let patterns = Self.alternatives(of: written)
    let found = patterns.flatMap { Self.files(of: $0, in: here) }
    // The same file can come by two patterns, or by two ways through folders below each other.
    let isOnce = patterns.count == 1 && patterns[0].split(separator: "/").count { $0 == "**" } < 2
    return (isOnce ? found : Array(Set(found))).sorted { $0.precedesBytewise($1) }
  }

  /// Writes out the first `{a,b}`, and those behind it in turn.
  static func alternatives(of pattern: String) -> [String] {
    guard let open = pattern.firstIndex(of: "{"),
      let close = pattern[open...].firstIndex(of: "}")
    else { return [pattern] }
    let head = pattern[..<open]
    let tail = pattern[pattern.index(after: close)...]
    return pattern[pattern.index(after: open)..<close].split(separator: ",")
      .flatMap { alternatives(of: "\(head)\($0)\(tail)") }
  }

  private static func files(of pattern: String, in folder: String) -> [String] {
    var parts = pattern.split(separator: "/").map(String.init)
    // Two stars at the end are all files below.
    if parts.last == "**" { parts.append("*") }
    var found = [folder]
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      found = found.flatMap { folder -> [String] in
        if part == "**" { return [folder] + foldersBelow(folder) }
        guard part.contains(where: { "*?[".contains($0) }) else {
          return exists(folder + part, isFolder: !isLast)
            ? [folder + part + (isLast ? "" : "/")] : []
        }
        return FolderListing.entries(of: folder).filter { entry in
          fnmatch(part, entry.name, FNM_PERIOD) == 0
            && (entry.isFolder.map { $0 == !isLast }
              ?? exists(folder + entry.name, isFolder: !isLast))
        }
        .map { folder + $0.name + (isLast ? "" : "/") }
      }
    }
    return found
  }

  private static func foldersBelow(_ folder: String) -> [String] {
    FolderListing.entries(of: folder)
      .filter { entry in
        // A link to a folder above would never end.
        !entry.name.hasPrefix(".")
          && (entry.isFolder
            ?? (exists(folder + entry.name, isFolder: true) && !isLink(folder + entry.name)))
      }
      .flatMap { [folder + $0.name + "/"] + foldersBelow(folder + $0.name + "/") }
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  private static func exists(_ path: String, isFolder: Bool) -> Bool {
    // A link to a file that is gone is found, so that somebody hears of it.
    if !isFolder, !FileManager.default.fileExists(atPath: path), isLink(path) { return true }
    var found: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &found)
      && found.boolValue == isFolder
  }
}
