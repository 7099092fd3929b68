import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// The formats of programs for transcribing speech.
enum SpokenFormat: String, CaseIterable {
  case transcriber, elan, exmaralda, folker, textgrid, chat

  /// What a file of the format says of itself near its beginning.
  private var mark: String {
    switch self {
    case .transcriber: "<Trans"
    case .elan: "<ANNOTATION_DOCUMENT"
    case .exmaralda: "<basic-transcription"
    case .folker: "<folker-transcription"
    case .textgrid: "ooTextFile"
    case .chat: "@Begin"
    }
  }

  /// The format that a file says it has.
  init?(of source: Source) {
    // In UTF-16 zeros lie between the letters.
    let front = source.bytes.prefix(8192).filter { $0 != 0 }
    let found = Self.allCases.first { format in
      guard front.contains(format.mark.utf8) else { return false }
      // Words that may stand in any text have to stand where the format has them.
      return switch format {
      case .textgrid: front.prefix(100).contains(format.mark.utf8)
      case .chat: source.fileExtension == "cha" || front.prefix(100).contains("@UTF8".utf8)
      default: true
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// The format whose files have such names.
  init?(fileExtension: String) {
    switch fileExtension {
    case "trs": self = .transcriber
    case "eaf": self = .elan
    case "exb": self = .exmaralda
    case "flk", "fln": self = .folker
    case "textgrid": self = .textgrid
    case "cha": self = .chat
    default: return nil
    }
  }

  /// Reads a file.
  ///
  /// - Throws: `Diagnostics` when it is damaged, unless what could be read is asked for.
  func reading(
    of source: Source, _ choice: SpokenIngester.Configuration
  ) throws(Diagnostics) -> SpokenReading {
    switch self {
    case .transcriber: try read(TranscriberHandler(), source, choice)
    case .elan: try read(ELANHandler(path: source.path, tiers: choice.tiers), source, choice)
    case .exmaralda:
      try read(EXMARaLDAHandler(path: source.path, tiers: choice.tiers), source, choice)
    case .folker: try read(FOLKERHandler(), source, choice)
    case .textgrid: try TextGrid.reading(of: source, choice)
    case .chat: try CHAT.reading(of: source)
    }
  }

  private func read<Handler: SpokenHandler>(
    _ handler: Handler, _ source: Source, _ choice: SpokenIngester.Configuration
  ) throws(Diagnostics) -> SpokenReading {
    var handler = handler
    let (encoding, damage) = try XMLReader.read(
      source, recovering: choice.recover, handler: &handler)
    var reading = handler.finished()
    reading.encoding = encoding
    if let damage { reading.warnings.append(damage) }
    return reading
  }
}

/// What listens to an XML file of speech, and has a reading when the file ends.
protocol SpokenHandler: XMLHandler {
  /// What was found, once the file has ended.
  func finished() -> SpokenReading
}

extension XMLReader {
  /// Reads a file, and, when that is asked for, what can be read of a damaged one.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - recovering: Whether damage is a warning instead of an error.
  ///   - handler: What listens.
  /// - Returns: The encoding, and a warning about the damage.
  /// - Throws: `Diagnostics` when the file cannot be read.
  static func read<Handler: XMLHandler>(
    _ source: Source, recovering: Bool, handler: inout Handler
  ) throws(Diagnostics) -> (encoding: String, damage: Diagnostic?) {
    guard recovering else {
      return (try read(source.bytes, path: source.path, handler: &handler), nil)
    }
    let (encoding, damage) = try recover(source.bytes, path: source.path, handler: &handler)
    guard let damage else { return (encoding, nil) }
    return (
      encoding,
      .warning(
        "recovered", "the file is damaged, and only what could be read is here: \(damage.message)",
        help: "'recover' asked for it; compare the end with the recording", at: damage.location)
    )
  }
}
