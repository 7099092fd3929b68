public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifXML

/// Reads interviews in TEI XML: the speech of each `<u>` element becomes a turn.
public struct TEIIngester: Ingester {
  public static let name = "tei"
  public static let summary = "Reads interviews in TEI XML."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Whether a damaged file is read as far as it can be.
    public var recover = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "speakers", \.speakers,
        "Who the values of `who` stand for: the first entry that fits says role and participant."),
      Setting("recover", \.recover, "Whether a damaged file is read as far as it can be."),
    ]
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    // The root element and its namespace stand near the front; in UTF-16 zeros lie between the letters.
    let front = source.bytes.prefix(8192).filter { $0 != 0 }
    let text = front.drop { $0 >= 0x80 || $0 == 0x20 || (0x09...0x0D).contains($0) }
    // In an interview, too, somebody may speak of TEI.
    guard text.first == UInt8(ascii: "<") else { return .no }
    if front.holds("http://www.tei-c.org/ns/1.0") { return .certain }
    if front.holds("<TEI") || front.holds("<teiCorpus") { return .likely }
    if front.holds("<sp who") { return .likely }
    // Other XML is read for the sake of its errors, when nobody knows it better.
    return .fallback
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    var handler = TEIHandler(path: source.path)
    let (encoding, damage) = try XMLReader.read(
      source.bytes, path: source.path, recovering: configuration.recover, handler: &handler)
    var warnings = damage.map { [Diagnostic.recovered($0)] } ?? []
    if handler.utterances.isEmpty {
      warnings.append(
        .warning(
          "no-speech", "the file has no <u> element with speech in it",
          help: "a TEI file keeps speech in <u who=\"#P1\">…</u>",
          at: SourceLocation(path: source.path)))
    }
    let turns = handler.utterances.map { utterance in
      LabelledTurn(
        label: utterance.who, span: utterance.span,
        start: utterance.start.flatMap { handler.timeline[$0] },
        end: utterance.end.flatMap { handler.timeline[$0] })
    }
    return Transcript(
      of: source, format: handler.format, encoding: encoding,
      text: CanonicalText(validUTF8: handler.speech.bytes), turns: turns,
      speakers: configuration.speakers, statedRoles: handler.roles, metadata: handler.metadata,
      warnings: warnings)
  }
}
