public import LeitmotifModel

/// One step of a pipeline, under the name that pipelines call it by.
///
/// A stage is a pure function: the same input and settings give the same output, on every machine, whatever
/// else runs beside it. It sees neither the store nor the other stages.
public protocol Stage: Sendable {
  /// What a user may set.
  associatedtype Configuration: StageConfiguration

  /// The name pipelines call the stage by: lower case, words joined by `-`.
  static var name: String { get }

  /// What the stage does, as one sentence.
  static var summary: String { get }

  /// The version of its output: raised whenever the same input gives another result than before.
  static var version: Int { get }

  /// Creates the stage.
  ///
  /// - Throws: `Diagnostics` when something that the settings name cannot be used.
  init(configuration: Configuration, setup: StageSetup) throws
}

/// What a stage may use besides its settings.
public struct StageSetup: Sendable {
  /// The pipeline's codebook; empty when the pipeline has none.
  public let codebook: Codebook

  /// What stages of one pipeline work out once and share, such as the compiled codebook.
  public let shared: SharedValues

  private let readFile: @Sendable (FileReference, _ countsByTranscript: Bool) throws -> Source

  /// Creates a setup.
  ///
  /// - Parameters:
  ///   - codebook: The pipeline's codebook.
  ///   - shared: What stages of one pipeline share.
  ///   - readFile: Reads a file that a setting names; is told whether it counts by transcript.
  public init(
    codebook: Codebook = Codebook(name: ""), shared: SharedValues = SharedValues(),
    readFile: @escaping @Sendable (FileReference, Bool) throws -> Source = { file, _ in
      throw Diagnostics(.error("missing-file", "there is no file '\(file.written)'"))
    }
  ) {
    self.codebook = codebook
    self.shared = shared
    self.readFile = readFile
  }

  /// Reads a file that a setting names; it becomes one of the run's inputs.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - countsByTranscript: Whether the engine is told by other ways what the file says of each transcript, as of
  ///     decisions; whatever else is read counts for every transcript that the stage sees.
  /// - Returns: The file as it came.
  /// - Throws: `Diagnostics` when it cannot be read.
  public func read(_ file: FileReference, countsByTranscript: Bool = false) throws -> Source {
    try readFile(file, countsByTranscript)
  }
}

/// A file as it came.
public struct Source: Sendable {
  /// The path, for messages.
  public let path: String

  /// The file's bytes.
  public let bytes: [UInt8]

  /// Creates a source.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Refuses a pointer of Git LFS, which stands where public corpora keep large files.
  ///
  /// - Throws: `Diagnostics` with how to get the file itself.
  public func refusePointer() throws(Diagnostics) {
    guard bytes.count < 1024, bytes.starts(with: "version https://git-lfs".utf8) else { return }
    throw Diagnostics(
      .error(
        "lfs-pointer", "this is not the file but Git LFS's pointer to it",
        help: "run  git lfs pull  in the folder that it came from", at: SourceLocation(path: path)))
  }

  /// The file's name without folders and its last ending: the key of a transcript.
  public var stem: String {
    let name = fileName
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
      return name
    }
    return String(name[..<dot])
  }

  /// The file's name without folders.
  public var fileName: String {
    path.utf8.lastIndex(of: UInt8(ascii: "/"))
      .map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The last ending of the file's name, in lower case, without the dot; empty when it has none.
  public var fileExtension: String {
    let name = fileName
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
