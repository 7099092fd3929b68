public import LeitmotifModel
public import LeitmotifPlugin
public import LeitmotifYAML

/// A pipeline file as it is written, every path resolved and every setting read.
///
/// Form and meaning: `docs/pipeline-file.md`.
public struct PipelineFile: Sendable {
  /// One stage of the file.
  public struct StageDeclaration: Sendable {
    /// The name that `from:` uses; `kind`, or `kind-2` for the second of a kind, when none is written.
    public let id: String
    /// The kind and name, settings declaration and maker.
    public let factory: StageFactory
    /// The settings, defaults filled in.
    public let configured: ConfiguredStage
    /// The globs of `files:`, as written.
    public let files: [YAMLNode]
    /// The earlier stages that it takes from, by place; `nil` for all that fit.
    public let from: [Int]?
    /// What happens to a transcript that it fails on.
    public let onError: FailurePolicy
    /// The folder that a report is written to, from here; `nil` when not said.
    public let outputFolder: String?
    /// The stage in the file, for messages.
    public let node: YAMLNode
  }

  /// What happens when a stage fails on one transcript.
  public enum FailurePolicy: String, CaseIterable, Sendable {
    /// The run ends.
    case stop
    /// The transcript is set aside and named; the run goes on and exits with 4.
    case quarantine
    /// The transcript is left out.
    case skip
  }

  /// The participants' table.
  public struct ParticipantsTable: Sendable {
    /// The CSV file.
    public let file: FileReference
    /// The column with the participants' ids.
    public let key: String
    /// The mapping in the file, for messages.
    public let node: YAMLNode
  }

  /// The file's path, as the user named it.
  public let path: String
  /// The pipeline's name.
  public let name: String
  /// The store.
  public let store: FileReference
  /// The codebook; `nil` for a pipeline without one.
  public internal(set) var codebook: (file: FileReference, node: YAMLNode)?
  /// The participants' table; `nil` for a study without one.
  public let participants: ParticipantsTable?
  /// The stages, in order.
  public let stages: [StageDeclaration]
  /// Whether every stage of the file could be read; if not, what they take from each other is not known.
  let areStagesWhole: Bool
  /// What has to hold of the result.
  public let checks: [ResultCheck]

  /// A path as it is from the pipeline file: the same wherever the command is given.
  public func relativePath(_ path: String) -> String {
    guard let slash = self.path.lastIndex(of: "/") else { return path }
    let folder = self.path[...slash]
    return path.utf8.starts(with: folder.utf8)
      ? String(Substring(path.utf8.dropFirst(folder.utf8.count))) : path
  }

  /// The whole truth of the file as data, every default filled in.
  public var settings: JSONValue {
    .object([
      "leitmotif": "pipeline/1", "name": .string(name), "store": store.value,
      "codebook": codebook.map { $0.file.value } ?? .null,
      "participants": participants.map { ["table": $0.file.value, "key": .string($0.key)] }
        ?? .null,
      "checks": .list(checks.map(\.value)),
      "stages": .list(
        stages.map { stage in
          [
            "id": .string(stage.id), "kind": .string(stage.factory.kind.rawValue),
            "plugin": .string(stage.factory.name), "version": .integer(stage.factory.version),
            "files": .list(stage.files.compactMap { $0.scalar.map { .string($0) } }),
            "from": stage.from.map { .list($0.map { .string(stages[$0].id) }) } ?? .null,
            "onError": .string(stage.onError.rawValue), "settings": stage.configured.settings,
            "to": .optional(stage.outputFolder.map(relativePath)),
          ]
        }),
    ])
  }
}
