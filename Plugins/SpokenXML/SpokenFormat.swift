import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// The formats of programs for transcribing speech.
enum SpokenFormat: String, CaseIterable {
  case transcriber, elan, exmaralda, folker, textgrid, chat
  case elanTable = "elan-table"

  /// What a file of the format says of itself near its beginning; `nil` where nothing but its build says it.
  private var mark: StaticString? {
    switch self {
    case .transcriber: "<Trans"
    case .elan: "<ANNOTATION_DOCUMENT"
    case .exmaralda: "<basic-transcription"
    case .folker: "<folker-transcription"
    case .textgrid: "ooTextFile"
    case .chat: "@Begin"
    case .elanTable: nil
    }
  }

  /// The format that a file says it has.
  init?(of source: Source) {
    // In UTF-16 zeros lie between the letters.
    let front = source.bytes.prefix(8192).filter { $0 != 0 }
    let found = Self.allCases.first { format in
      guard let mark = format.mark else { return ELANTable.begins(source) }
      guard front.holds(mark) else { return false }
      // Words that may stand in any text have to stand where the format has them.
      return switch format {
      case .textgrid: Array(front.prefix(100)).holds(mark)
      case .chat: source.fileExtension == "cha" || Array(front.prefix(100)).holds("@UTF8")
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
    case .elanTable: try ELANTable.reading(of: source, choice)
    }
  }

  private func read<Handler: SpokenHandler>(
    _ handler: Handler, _ source: Source, _ choice: SpokenIngester.Configuration
  ) throws(Diagnostics) -> SpokenReading {
    var handler = handler
    let (encoding, damage) = try XMLReader.read(
      source.bytes, path: source.path, recovering: choice.recover, handler: &handler)
    var reading = handler.finished()
    reading.encoding = encoding
    if let damage { reading.warnings.append(.recovered(damage)) }
    return reading
  }
}

/// What listens to an XML file of speech, and has a reading when the file ends.
protocol SpokenHandler: XMLHandler {
  /// What was found, once the file has ended.
  func finished() -> SpokenReading
}
