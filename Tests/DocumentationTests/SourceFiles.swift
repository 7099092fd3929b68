import Foundation
import LeitmotifTesting

/// The project's own files, as the tests of its documents look at them.
enum SourceFiles {
  /// The Swift files below some folders, as paths from the project's folder with their text.
  static func swift(in folders: [String]) throws -> [(path: String, text: String)] {
    let root = Command.projectFolder
    return try folders.flatMap { folder -> [(path: String, text: String)] in
      let enumerator = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      let names = (enumerator?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
      return try names.sorted().map { name in
        ("\(folder)/\(name)", try text("\(folder)/\(name)"))
      }
    }
  }

  /// The text of a file of the project.
  static func text(_ path: String) throws -> String {
    String(
      decoding: try Data(contentsOf: Command.projectFolder.appending(path: path)), as: UTF8.self)
  }
}
