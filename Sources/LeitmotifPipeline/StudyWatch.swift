import Foundation
import LeitmotifCodebook
import LeitmotifPlugin

/// Sees when the files of a study are saved.
public struct StudyWatch {
  private let path: String
  private let registry: StageRegistry
  private var statuses: [String: FileStatus?] = [:]
  /// The files of words that the codebook names, as far as it was seen.
  private var lists: (codebook: String, status: FileStatus?, paths: [String]) = ("", nil, [])

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

  /// The pipeline, its codebook, and every file that these name or their globs find, with their status.
  private mutating func look() -> [String: FileStatus?] {
    var paths: Set<String> = [path]
    if let file = try? PipelineFile.read(path: path, registry: registry) {
      if let codebook = file.codebook {
        paths.insert(codebook.file.resolved)
        paths.formUnion(lists(of: codebook.file.resolved))
      }
      if let participants = file.participants { paths.insert(participants.file.resolved) }
      for stage in file.stages {
        for node in stage.files { paths.formUnion((try? FileGlob(node: node).expanded()) ?? []) }
      }
    } else {
      // While the pipeline cannot be read, what it named before is watched on.
      paths.formUnion(statuses.keys)
    }
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, FileStatus(of: $0)) })
  }

  /// The files of words that a codebook names; while it cannot be read, those that it named before.
  private mutating func lists(of codebook: String) -> [String] {
    let status = FileStatus(of: codebook)
    guard codebook != lists.codebook || status != lists.status else { return lists.paths }
    var named: [String] = []
    let read = (try? PipelineFiles.bytes(at: codebook)).flatMap { bytes in
      try? CodebookFile.read(bytes, path: codebook) { path in
        named.append(path)
        // One that is not there yet is waited for.
        return (try? PipelineFiles.bytes(at: path)) ?? Array("word".utf8)
      }
    }
    lists = (codebook, status, read == nil ? Array(Set(lists.paths).union(named)) : named)
    return lists.paths
  }
}
