public import LeitmotifExchange
public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifYAML

/// The formats of other programs' projects that the compiled-in importers read.
public enum ProjectFormats {
  /// The importers, in order of name.
  public static let all: [StageFactory] = builtinStages.filter { factory in
    factory.kind == .import && importer(factory, settings: "") != nil
  }

  /// Makes the importer of a file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - name: The format that the user says; `nil` to look at the file.
  ///   - settings: The importer's settings as YAML; empty for the defaults.
  ///   - read: Reads a file beside it.
  /// - Returns: The importer.
  /// - Throws: `Diagnostics` with `unknown-project` for a file of no known format, and for settings that are wrong.
  public static func importer(
    of source: Source, as name: String?, settings: String,
    read: @escaping @Sendable (FileReference) throws -> Source
  ) throws(Diagnostics) -> any ProjectImporter {
    let names = all.map(\.name)
    if let name, !names.contains(name) {
      throw Diagnostics(
        .error(
          "unknown-project", "there is no importer '\(name)'",
          help: helpForUnknown(name, known: names, called: "importers")))
    }
    // SQLite keeps there whose file it is.
    if source.bytes.dropFirst(68).starts(with: "LTMF".utf8) {
      throw Diagnostics(
        .error(
          "unknown-project", "this is a store of Leitmotif, and no project of another program",
          help: "'leitmotif report', 'query' and 'export' read it",
          at: SourceLocation(path: source.path)))
    }
    let candidates = all.filter { name == nil || $0.name == name }
      .map { (factory: $0, recognition: $0.recognition(source)) }
    guard
      let best = candidates.max(by: { $0.recognition < $1.recognition }),
      name != nil || best.recognition != .no
    else {
      throw Diagnostics(
        .error(
          "unknown-project", "the file is of no format that is known here",
          help: "say with --as what it is; formats: \(names.joined(separator: ", "))",
          at: SourceLocation(path: source.path)))
    }
    let collector = DiagnosticCollector()
    let importer = importer(best.factory, settings: settings, collector, read: read)
    try collector.diagnostics.throwIfErrors()
    guard let importer else {
      throw Diagnostics(.error("unknown-project", "'\(best.factory.name)' reads no projects"))
    }
    return importer
  }

  private static func importer(
    _ factory: StageFactory, settings: String,
    _ collector: DiagnosticCollector = DiagnosticCollector(),
    read: @escaping @Sendable (FileReference) throws -> Source = { file in
      throw Diagnostics(.error("missing-file", "there is no file '\(file.written)'"))
    }
  ) -> (any ProjectImporter)? {
    do {
      let node =
        settings.isEmpty
        ? nil : try YAMLReader.read(Array(settings.utf8), path: "the settings given")
      guard let ready = factory.configured(by: node, reporting: collector),
        case .importer(let importer) = try ready.make(
          StageSetup { file, _ in try read(file) })
      else { return nil }
      return importer as? any ProjectImporter
    } catch let error as Diagnostics {
      collector.diagnostics.append(contentsOf: error)
    } catch {
      collector.report(.error("invalid-setting", "\(error)"))
    }
    return nil
  }
}
