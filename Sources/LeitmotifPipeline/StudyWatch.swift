import LeitmotifPlugin

/// Sees when the files of a study are saved.
public struct StudyWatch {
  private let path: String
  private let registry: StageRegistry
  private var statuses: [String: FileStatus?] = [:]
  /// The files that the pipeline, its settings and its codebook name, as far as these can be read; one that is not there
  /// yet is waited for.
  private var named: Set<String> = []

  /// Begins to watch; what is there now counts as seen.
  ///
  /// - Parameters:
  ///   - path: The pipeline file.
  ///   - registry: The stages that it can name.
  public init(path: String, registry: StageRegistry) {
    self.path = path
    self.registry = registry
    readNames()
    statuses = look()
  }

  /// The files that came, went or were saved since the last question, sorted.
  public mutating func changes() -> [String] {
    var now = look()
    if ([path] + named).contains(where: { (statuses[$0] ?? nil) != (now[$0] ?? nil) }) {
      readNames()
      now = look()
    }
    defer { statuses = now }
    // A file that nothing names any more may be as it was.
    return Set(statuses.keys).union(now.keys)
      .filter { (statuses[$0] ?? nil) != now[$0] ?? FileStatus(of: $0) }.sorted()
  }

  /// Looks which files are named; while something cannot be read, what was named before is watched on.
  private mutating func readNames() {
    let files = PipelineFiles()
    let isWhole = (try? Pipeline(path: path, registry: registry, files: files)) != nil
    let found = Set(files.seen.keys).union(files.missing)
    named = isWhole ? found : named.union(found)
  }

  /// The named files, and those that globs find, with their status.
  private func look() -> [String: FileStatus?] {
    var paths = named.union([path])
    if let file = try? PipelineFile.read(path: path, registry: registry) {
      for stage in file.stages {
        for node in stage.files { paths.formUnion((try? FileGlob(node: node).expanded()) ?? []) }
      }
    } else {
      paths.formUnion(statuses.keys)
    }
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, FileStatus(of: $0)) })
  }
}
