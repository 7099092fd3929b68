import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// A pattern of paths: `*` and `?` within a name, `**` for any folders, `{a,b}` for either.
struct FileGlob {
  /// Where the pattern stands in the pipeline file.
  let node: YAMLNode

  /// What Word and Excel put before the name of a file that they have open; what is behind it is no document.
  private static let lockFile = "~$"

  /// The files that fit, sorted by the bytes of their paths; folders and hidden files never do.
  ///
  /// - Throws: `Diagnostics` when a folder cannot be read.
  func expanded() throws(Diagnostics) -> [String] {
    guard let written = node.scalar else { return [] }
    // Only what is written is a pattern: the folder that the file is in may have brackets in its name.
    let here = written.hasPrefix("/") ? "/" : resolvedPath("", besideFile: node.source.path)
    let patterns = Self.alternatives(of: written)
    var found: [String] = []
    for pattern in patterns { found += try Self.files(of: pattern, in: here) }
    // The same file can come by two patterns, or by two ways through folders below each other.
    let isOnce = patterns.count == 1 && patterns[0].split(separator: "/").count { $0 == "**" } < 2
    return (isOnce ? found : Array(Set(found))).sorted { $0.precedesBytewise($1) }
  }

  /// Writes out the first `{a,b}`, of which one may be nothing, and those in it and behind it in turn.
  static func alternatives(of pattern: String) -> [String] {
    guard let open = pattern.firstIndex(of: "{") else { return [pattern] }
    var parts: [Substring] = []
    var depth = 0
    var start = pattern.index(after: open)
    for place in pattern[open...].indices {
      switch pattern[place] {
      case "{": depth += 1
      case "}": depth -= 1
      case "," where depth == 1: break
      default: continue
      }
      guard depth == 0 || (depth == 1 && pattern[place] == ",") else { continue }
      parts.append(pattern[start..<place])
      start = pattern.index(after: place)
      if depth == 0 {
        let (head, tail) = (pattern[..<open], pattern[start...])
        return parts.flatMap { alternatives(of: "\(head)\($0)\(tail)") }
      }
    }
    // A brace that nothing closes is one of a name.
    let head = pattern[...open]
    return alternatives(of: String(pattern[pattern.index(after: open)...])).map { head + $0 }
  }

  private static func files(
    of pattern: String, in folder: String
  ) throws(Diagnostics) -> [String] {
    var parts = pattern.split(separator: "/").map(String.init)
    // Two stars at the end are all files below.
    if parts.last == "**" { parts.append("*") }
    var found = [folder]
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      var next: [String] = []
      for folder in found {
        if part == "**" {
          next.append(folder)
          try addFolders(below: folder, to: &next)
        } else if part.contains(where: { "*?[".contains($0) }) {
          let fitting = try FolderListing.entries(of: folder).filter { entry in
            fnmatch(part, entry.name, FNM_PERIOD) == 0 && !entry.name.hasPrefix(Self.lockFile)
              && (entry.isFolder.map { $0 == !isLast }
                ?? exists(folder + entry.name, isFolder: !isLast))
          }
          next += fitting.map { folder + $0.name + (isLast ? "" : "/") }
        } else if exists(folder + part, isFolder: !isLast) {
          next.append(folder + part + (isLast ? "" : "/"))
        }
      }
      found = next
    }
    return found
  }

  private static func addFolders(
    below folder: String, to found: inout [String]
  ) throws(Diagnostics) {
    for entry in try FolderListing.entries(of: folder) where !entry.name.hasPrefix(".") {
      // A link to a folder above would never end.
      let isFolder =
        entry.isFolder
        ?? (exists(folder + entry.name, isFolder: true) && !isLink(folder + entry.name))
      guard isFolder else { continue }
      found.append(folder + entry.name + "/")
      try addFolders(below: folder + entry.name + "/", to: &found)
    }
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
