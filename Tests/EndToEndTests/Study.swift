import Foundation
import LeitmotifTesting

/// A copy of the example study in a folder of its own, and small studies made for one test.
enum Study {
  /// Copies `Corpus/airnd` and `Pipelines/airnd.yaml` to a fresh folder.
  static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["Corpus/airnd", "Pipelines/airnd.yaml"] {
      let target = URL(filePath: folder.path(name))
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Command.projectFolder.appending(path: name), to: target)
    }
    return folder
  }

  /// Makes the study of `leitmotif init` in a fresh folder.
  static func first() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try Command.run(["init", "study"], in: folder.path)
    return folder
  }

  /// The object that a command printed with `--json`.
  static func object(_ output: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return value as? [String: Any] ?? [:]
  }
}
