public import LeitmotifLabels
public import LeitmotifModel
public import LeitmotifPlugin

/// Reads interviews in Word, OpenDocument and Rich Text files, by the labels that plain text has.
public struct OfficeIngester: Ingester {
  public static let name = "office"
  public static let summary =
    "Reads interviews in Word (.docx), OpenDocument (.odt) and Rich Text (.rtf) files."
  public static let version = 4

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// How the labels are printed.
    public var style = StyleChoice.auto

    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Whether a damaged file is read as far as it can be.
    public var recover = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("style", \.style, "How the labels are printed; `auto` looks at the whole file."),
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
      Setting("recover", \.recover, "Whether a damaged file is read as far as it can be."),
    ]
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    OfficeFormat(of: source) == nil ? .no : .certain
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard let format = OfficeFormat(of: source) else {
      throw Diagnostics(
        .error(
          "unknown-format", "the file is no office document",
          help: "'office' reads .docx, .odt and .rtf files", at: SourceLocation(path: source.path)))
    }
    let document = try format.document(from: source, recovering: configuration.recover)
    let reading = DocumentTurns(document, configuration)
    var warnings = notes(on: document, in: source)
    if reading.spoken.turns.isEmpty {
      warnings.append(
        .warning(
          "no-speech", "there are no words in the document",
          help: "text in pictures and text boxes is not read",
          at: SourceLocation(path: source.path)))
    } else if let labelled = reading.labelled {
      warnings += labelled.warnings(for: source)
    }
    var metadata = reading.metadata
    if !document.comments.isEmpty {
      metadata["comments"] = document.comments.joined(separator: "\n")
    }
    return Transcript(
      of: source, format: format.name, encoding: document.encoding,
      text: reading.spoken.text, turns: reading.spoken.turns, speakers: configuration.speakers,
      statedRoles: reading.labelled?.statedRoles ?? [:], metadata: metadata, warnings: warnings)
  }

  /// What somebody who sees only the transcript would miss.
  private func notes(on document: Document, in source: Source) -> [Diagnostic] {
    var notes = document.damage.map { [Diagnostic.recovered($0)] } ?? []
    if document.replacedCount > 0 {
      notes.append(
        .warning(
          "replaced-characters",
          "\(document.replacedCount) \(document.replacedCount == 1 ? "place" : "places") could not be read in the encoding that the file says, and became U+FFFD",
          help: "look for the character \u{FFFD}; export the file again from where it was written",
          at: SourceLocation(path: source.path)))
    }
    if document.changes > 0 {
      notes.append(
        .warning(
          "changes-accepted",
          "the document has changes that nobody has decided on; they were taken as accepted",
          help: "accept or reject them in the document if that is wrong",
          at: SourceLocation(path: source.path)))
    }
    if !document.comments.isEmpty {
      let count = document.comments.count
      notes.append(
        .warning(
          "comments-aside",
          "\(count == 1 ? "a comment" : "\(count) comments") in the margin \(count == 1 ? "is" : "are") no speech",
          help: "they are kept with the transcript, apart from its text",
          at: SourceLocation(path: source.path)))
    }
    return notes
  }
}
