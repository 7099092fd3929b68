import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// Reads a transcript by the ingester that knows its format best.
struct TranscriptReader {
  /// The ingesters.
  let factories: [StageFactory]
  /// Who the labels stand for: a table; `nil` for what the labels say themselves.
  var speakers: String?
  /// The key of pseudonyms; `nil` to leave names as they are.
  var pseudonyms: String?
  /// Whether to read as much as can be read of a broken file.
  var recovers = false

  /// Reads a file.
  ///
  /// - Throws: `Diagnostics` when no ingester knows it, or it cannot be read.
  func transcript(from source: Source) throws -> Transcript {
    try source.refusePointer()
    let ranked = factories.map { (factory: $0, recognition: $0.recognition(source)) }
    // Of those that are equally sure the first.
    let best = ranked.reversed().max { $0.recognition < $1.recognition }
    guard let best, best.recognition > .no,
      case .ingester(let ingester) = try stage(best.factory)
    else { throw Diagnostics(unknownFormat(of: source)) }
    return try ingester.transcript(from: source, in: StageContext())
  }

  /// The stage with the settings that the options stand for.
  private func stage(_ factory: StageFactory) throws -> AnyStage {
    var settings: [String] = []
    if let speakers { settings.append("speakers: \(Self.quoted(speakers))") }
    if let pseudonyms { settings.append("pseudonyms: \(Self.quoted(pseudonyms))") }
    for (name, choice) in [("recover", "true"), ("undecodable", "replace")] where recovers {
      if factory.settings.contains(where: { $0.name == name }) {
        settings.append("\(name): \(choice)")
      }
    }
    let node =
      settings.isEmpty
      ? nil : try YAMLReader.read(Array(settings.joined(separator: "\n").utf8), path: "options")
    let collector = DiagnosticCollector()
    guard let configured = factory.configured(by: node, reporting: collector) else {
      throw collector.diagnostics
    }
    return try configured.make(StageSetup { file, _ in try readFile(file.resolved) })
  }

  private static func quoted(_ path: String) -> String {
    "'" + path.replacing("'", with: "''") + "'"
  }

  private func unknownFormat(of source: Source) -> Diagnostic {
    let isPDF = source.bytes.starts(with: "%PDF".utf8)
    let names = factories.map(\.name).joined(separator: ", ")
    return .error(
      "unknown-format",
      isPDF ? "a PDF file keeps no text in reading order" : "no ingester knows this kind of file",
      help: isPDF
        ? "save the document that it was made from as plain text, or copy the text into a .txt file"
        : "ingesters: \(names); save the transcript as plain text (.txt) or TEI (.xml)",
      at: SourceLocation(path: source.path))
  }
}
