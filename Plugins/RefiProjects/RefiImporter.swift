import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads REFI-QDA: projects (`.qdpx`), and codebooks (`.qdc`), which bring codes and no codings.
///
/// - Source: REFI-QDA 1.5 (2019). Places are code points and half-open; ATLAS.ti counts a CRLF as one.
public struct RefiImporter: ProjectImporter {
  public static let name = "qdpx"
  public static let summary =
    "Reads REFI-QDA projects (.qdpx) of NVivo, ATLAS.ti, MAXQDA and others, and codebooks (.qdc)."
  public static let version = 3

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// What may be said of any project.
    public var exchange = ExchangeSettings()
    /// Whether texts are read that lie outside the project.
    public var outsideTexts = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] =
      [
        Setting(
          "outsideTexts", \.outsideTexts,
          "Read texts that lie outside the project, where it points to (`absolute://`, `relative://`)."
        )
      ] + ExchangeSettings.settings(at: \.exchange)
  }

  private let configuration: Configuration
  private let setup: StageSetup
  public var exchange: ExchangeSettings { configuration.exchange }

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    if Archive.begins(source.bytes) {
      guard let archive = try? Archive(source.bytes, path: source.path) else {
        return source.fileExtension == "qdpx" ? .certain : .no
      }
      return projectMember(of: archive) != nil ? .certain : .no
    }
    let front = String(decoding: source.bytes.prefix(4096), as: UTF8.self)
    return front.contains("urn:QDA-XML:") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let outside =
      configuration.outsideTexts ? OutsideTexts(project: source.path, setup: setup) : nil
    guard Archive.begins(source.bytes) else {
      return try RefiReader.read(source.bytes, path: source.path, archive: nil, outside)
    }
    let archive = try Archive(source.bytes, path: source.path)
    guard let name = Self.projectMember(of: archive), let bytes = try archive.content(of: name)
    else {
      throw Diagnostics(
        .error(
          "refi-no-project", "there is no 'project.qde' in the file",
          help: "export the project again as a REFI-QDA project",
          at: SourceLocation(path: source.path)))
    }
    return try RefiReader.read(bytes, path: "\(source.path)/\(name)", archive: archive, outside)
  }

  /// The one `*.qde` outside folders: ATLAS.ti calls it after the project.
  private static func projectMember(of archive: Archive) -> String? {
    let names = archive.members.map(\.name).filter {
      !$0.contains("/") && $0.lowercased().hasSuffix(".qde")
    }
    return names.count == 1 ? names[0] : names.first { $0.lowercased() == "project.qde" }
  }
}
