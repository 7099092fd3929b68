import Foundation
import LeitmotifPlugin

/// Sees when the files of a study are saved.
public struct StudyWatch {
  private let path: String
  private let registry: StageRegistry
  private var statuses: [String: FileStatus?] = [:]

  /// Begins to watch; what is there now counts as seen.
  ///
  /// - Parameters:
  ///   - path: The pipeline file.
  ///   - registry: The stages that it can name.
  public init(path: String, registry: StageRegistry) {
    self.path = path
    self.registry = registry
    statuses = look()
  }

  /// The files that came, went or were saved since the last question, sorted.
  public mutating func changes() -> [String] {
    let now = look()
    defer { statuses = now }
    return Set(statuses.keys).union(now.keys)
      .filter { (statuses[$0] ?? nil) != (now[$0] ?? nil) }.sorted()
  }

  /// The pipeline, its codebook, and every file that its globs find, with their status.
  private func look() -> [String: FileStatus?] {
    var paths: Set<String> = [path]
    if let file = try? PipelineFile.read(path: path, registry: registry) {
      if let codebook = file.codebook { paths.insert(codebook.file.resolved) }
      if let participants = file.participants { paths.insert(participants.file.resolved) }
      for stage in file.stages {
        for node in stage.files { paths.formUnion(FileGlob(node: node).expanded()) }
      }
    } else {
      // While the pipeline cannot be read, what it named before is watched on.
      paths.formUnion(statuses.keys)
    }
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, FileStatus(of: $0)) })
  }
}
