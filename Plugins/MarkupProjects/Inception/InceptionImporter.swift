import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads INCEpTION's exported projects (ZIP), and single documents: UIMA CAS JSON, XMI, WebAnno TSV 3.
///
/// - Source: INCEpTION 30–36: a coder is a file's name below `annotation/DOCUMENT/`; offsets are UTF-16 units.
public struct InceptionImporter: ProjectImporter {
  public static let name = "inception"
  public static let summary = "Reads projects of INCEpTION (ZIP; CAS JSON, XMI, WebAnno TSV)."
  public static let version = 2

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// What may be said of any project.
    public var exchange = ExchangeSettings()
    /// The layers that hold codes, each with its feature; empty for every layer that people fill.
    public var layers: [String: String] = [:]

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] =
      [
        Setting(
          "layers", \.layers,
          "The layers that hold codes, each with the feature that names the code; all when empty.")
      ] + ExchangeSettings.settings(at: \.exchange)
  }

  private let configuration: Configuration
  public var exchange: ExchangeSettings { configuration.exchange }

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    if Archive.begins(source.bytes) {
      guard let archive = try? Archive(source.bytes, path: source.path) else { return .no }
      let folders = ["annotation/", "annotation_ser/", "curation/"]
      let isProject = archive.members.contains { member in
        folders.contains { member.name.hasPrefix($0) }
      }
      let isXMI = archive.members.contains { $0.name.hasSuffix(".xmi") }
      return isProject ? .certain : isXMI ? .likely : .no
    }
    let front = String(decoding: source.bytes.prefix(4096), as: UTF8.self)
    if front.contains("#FORMAT=WebAnno TSV") { return .certain }
    if front.contains("xmi:XMI") || front.contains("uima/cas.ecore") { return .certain }
    return front.contains("%TYPES") || front.contains("%FEATURE_STRUCTURES") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    var reader = InceptionReader(layers: configuration.layers)
    if Archive.begins(source.bytes) {
      try reader.readProject(try Archive(source.bytes, path: source.path))
    } else if let document = try InceptionReader.document(source.bytes, path: source.path) {
      reader.add(document, called: source.stem, by: "")
    }
    return reader.project
  }
}

/// Turns documents into a project.
private struct InceptionReader {
  let layers: [String: String]
  var project = ForeignProject(format: InceptionImporter.name, tool: "INCEpTION")
  private var finished: Set<String>?

  init(layers: [String: String]) {
    self.layers = layers
    project.counting = OffsetCounting([.utf16])
    project.pathSeparator = "."
  }

  /// One document in any of the formats; `nil` for a file of another kind.
  static func document(_ bytes: [UInt8], path: String) throws(Diagnostics) -> CASDocument? {
    if Archive.begins(bytes) {
      // XMI comes as a zip of its own, with the description of its types.
      let inner = try Archive(bytes, path: path)
      guard let name = inner.members.map(\.name).first(where: { $0.hasSuffix(".xmi") }),
        let content = try inner.content(of: name)
      else { return nil }
      return try CASXMI.read(content, path: "\(path)/\(name)")
    }
    if path.hasSuffix(".tsv") || bytes.starts(with: "#FORMAT".utf8) {
      return try WebAnnoTSV.read(bytes, path: path)
    }
    let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
    if first == UInt8(ascii: "<") { return try CASXMI.read(bytes, path: path) }
    return first == UInt8(ascii: "{") ? try CASJSON.read(bytes, path: path) : nil
  }

  mutating func readProject(_ archive: Archive) throws(Diagnostics) {
    try readState(archive)
    var found = 0
    try archive.read(where: { name in
      let parts = name.split(separator: "/")
      return parts.first == "annotation" || parts.first == "curation" || parts.count == 1
    }) { (name, bytes) throws(Diagnostics) in
      let parts = name.split(separator: "/").map(String.init)
      let path = "\(archive.path)/\(name)"
      if parts.count == 1 {
        // A document that was exported by itself.
        guard name.hasSuffix(".xmi"), let document = try Self.document(bytes, path: path) else {
          return
        }
        found += 1
        return add(document, called: stem(of: name), by: "")
      }
      guard parts.count == 3, let document = try Self.document(bytes, path: path) else { return }
      found += 1
      let user = stem(of: parts[2])
      guard user != "INITIAL_CAS" else {
        return project.lose("documents as they were first read", because: "no coder made them")
      }
      add(document, called: parts[1], by: user)
      let isDone = finished?.contains("\(parts[1])\u{0}\(user)") ?? true
      if user == "CURATION_USER" {
        if project.coverage == nil { project.coverage = [] }
      } else if isDone {
        let source = project.source(called: parts[1], text: Array(document.text.utf8))
        if project.coverage == nil { project.coverage = [] }
        project.coverage?.append(ForeignCoverage(coder: user, source: source))
      }
    }
    guard found > 0 else {
      throw Diagnostics(
        .error(
          "inception-no-codings", "the project holds no codings that can be read",
          help: "export it again, and choose 'UIMA CAS JSON' as the secondary format",
          at: SourceLocation(path: archive.path)))
    }
  }

  /// Who has finished what, as the project's own file says it.
  private mutating func readState(_ archive: Archive) throws(Diagnostics) {
    let names = archive.members.map(\.name).filter { $0.hasSuffix(".json") && !$0.contains("/") }
    guard let name = names.first, let bytes = try archive.content(of: name) else { return }
    let value = try JSONReader.read(bytes, path: "\(archive.path)/\(name)")
    project.name = value["name"]?.string ?? ""
    if let version = value["version"]?.name ?? value["inception_version"]?.string {
      project.tool = "INCEpTION (export \(version))"
    }
    guard let documents = value["annotation_documents"]?.elements else { return }
    var finished: Set<String> = []
    for each in documents where each["state"]?.string?.uppercased().contains("FINISHED") == true {
      finished.insert("\(each["name"]?.string ?? "")\u{0}\(each["user"]?.string ?? "")")
    }
    self.finished = finished
  }

  mutating func add(_ document: CASDocument, called name: String, by coder: String) {
    let source = project.source(called: name, text: Array(document.text.utf8))
    project.counting.units = [document.unit]
    let types = Set(document.spans.map(\.type))
    for (number, span) in document.spans.enumerated() {
      if !layers.isEmpty, layers[span.type] == nil {
        project.lose("spans of the layer \(span.type)", because: "the settings do not name it")
        continue
      }
      let layer = span.type.split(separator: ".").last.map(String.init) ?? span.type
      let feature = layers[span.type] ?? Self.feature(of: span)
      let value = span.features[feature] ?? ""
      let path =
        value.isEmpty ? [layer] : types.count > 1 && layers.count != 1 ? [layer, value] : [value]
      let code = project.code(at: path)
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: coder, place: .offsets(span.begin, span.end),
          memo: span.features["memo"] ?? "", id: "\(name) \(layer) \(number + 1)"))
    }
  }

  /// The feature that names the code: `value` as in INCEpTION's own layers, else the first that people fill.
  private static func feature(of span: CASDocument.Span) -> String {
    if span.features["value"] != nil { return "value" }
    let ids: Set<String> = ["identifier", "id", "memo", "order", "uiOrder"]
    return span.features.keys.filter { !ids.contains($0) }.min() ?? ""
  }
}
