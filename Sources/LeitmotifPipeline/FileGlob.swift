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

  /// The most patterns that braces may stand for: the folders are looked through for each.
  private static let mostAlternatives = 1000

  /// The files that fit, sorted by the bytes of their paths; folders and hidden files never do.
  ///
  /// - Throws: `Diagnostics` when a folder cannot be read, or braces stand for too many patterns.
  func expanded() throws(Diagnostics) -> [String] {
    guard let written = node.scalar else { return [] }
    // Only what is written is a pattern: the folder that the file is in may have brackets in its name.
    let here = written.hasPrefix("/") ? "/" : resolvedPath("", besideFile: node.source.path)
    guard let patterns = Self.alternatives(of: written) else {
      throw Diagnostics(
        node.error(
          "too-many-patterns",
          "the braces stand for more than \(Self.mostAlternatives) patterns",
          help: "write * in place of braces, or several patterns below each other"))
    }
    var found: [String] = []
    for pattern in patterns { found += try Self.files(of: pattern, in: here) }
    // The same file can come by two patterns, or by two ways through folders below each other.
    let isOnce = patterns.count == 1 && patterns[0].split(separator: "/").count { $0 == "**" } < 2
    return (isOnce ? found : Array(Set(found))).sorted { $0.precedesBytewise($1) }
  }

  /// Writes out each `{a,b}`, of which one may be nothing, and those in it and behind it in turn.
  ///
  /// - Returns: `nil` for more than can be looked for: each pair of braces multiplies them.
  private static func alternatives(of pattern: String) -> [String]? {
    var found: [String] = []
    // What is written out, and what is behind it.
    var left = [(head: "", rest: pattern)]
    while let (head, rest) = left.popLast() {
      guard let open = rest.firstIndex(of: "{") else {
        found.append(head + rest)
        continue
      }
      if let (parts, tail) = alternatives(in: rest[open...]) {
        left += parts.reversed().map { (head: head + rest[..<open], rest: String($0 + tail)) }
      } else {
        // A brace that nothing closes is one of a name.
        left.append((head + rest[...open], String(rest[open...].dropFirst())))
      }
      guard found.count + left.count <= mostAlternatives else { return nil }
    }
    return found
  }

  /// What stands between the commas of the braces that a text begins with, and behind them.
  ///
  /// - Returns: `nil` when nothing closes the first brace.
  private static func alternatives(in text: Substring) -> (parts: [Substring], tail: Substring)? {
    var parts: [Substring] = []
    var depth = 0
    var start = text.index(after: text.startIndex)
    for place in text.indices {
      switch text[place] {
      case "{": depth += 1
      case "}": depth -= 1
      case "," where depth == 1: break
      default: continue
      }
      guard depth == 0 || (depth == 1 && text[place] == ",") else { continue }
      parts.append(text[start..<place])
      start = text.index(after: place)
      if depth == 0 { return (parts, text[start...]) }
    }
    return nil
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
