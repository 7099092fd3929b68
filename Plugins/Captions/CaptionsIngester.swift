public import LeitmotifLabels
public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// Reads captions: each format becomes cues, and cues become turns.
public struct CaptionsIngester: Ingester {
  public static let name = "captions"
  public static let summary =
    "Reads captions: WebVTT, SRT, TTML, SBV, ASS, LRC, SAMI, MicroDVD, YouTube's and Whisper's."
  public static let version = 3

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Whether a colour in front of a SubRip cue is its speaker.
    public var colours = false

    /// The file's encoding; `auto` to find it out.
    public var encoding = "auto"

    /// What becomes of bytes that cannot be decoded.
    public var undecodable = UndecodableChoice.refuse

    /// Whether a damaged file of XML is read as far as it can be.
    public var recover = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
      Setting(
        "colours", \.colours,
        "Whether the colour in front of an SRT cue says who speaks; cues of one colour are joined."),
      Setting(
        "encoding", \.encoding,
        "The file's encoding, such as `windows-1252`; `auto` finds it out and says how sure it is."),
      Setting(
        "undecodable", \.undecodable,
        "What becomes of bytes that cannot be decoded: the file is refused, or U+FFFD stands there."
      ),
      Setting(
        "recover", \.recover, "Whether a damaged file of XML is read as far as it can be."),
    ]

    public func validate() -> [SettingProblem] {
      unknownEncoding(encoding).map { [$0] } ?? []
    }
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    if CaptionFormat(of: source) != nil || isScenarist(source) { return .certain }
    return ["vtt", "srt", "ttml", "dfxp", "sbv", "ass", "ssa", "lrc", "ytt", "smi", "sami", "sub"]
      .contains(source.fileExtension) ? .likely : .no
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard let format = CaptionFormat(of: source) else { throw Diagnostics(Self.noCaptions(source)) }
    var sheet: CueSheet
    let encoding: String
    var metadata: [String: String] = [:]
    var warnings: [Diagnostic] = []
    if format.isXML {
      let read = try format.cues(inXML: source, recovering: configuration.recover)
      (sheet, encoding) = (read.sheet, read.encoding)
      warnings = read.damage.map { [.recovered($0)] } ?? []
    } else {
      let decoded = try InterviewText(
        decoding: source.bytes, path: source.path,
        as: decodingChoice(configuration.encoding, configuration.undecodable))
      sheet = format.cues(in: decoded.text.bytes, coloursAreSpeakers: configuration.colours)
      encoding = decoded.encoding
      metadata = decoded.metadata
      warnings = decoded.warnings
    }
    if configuration.colours { sheet.cues = sheet.cues.joinedByLabel() }
    let speech = CueTurns(sheet.cues).speech
    if speech.turns.isEmpty { warnings.append(Self.noSpeech(source)) }
    return Transcript(
      of: source, format: format.rawValue, encoding: encoding, text: speech.text,
      turns: speech.turns, speakers: configuration.speakers,
      metadata: sheet.metadata.merging(metadata) { $1 }, warnings: warnings)
  }

  private static func noCaptions(_ source: Source) -> Diagnostic {
    isScenarist(source)
      ? .error(
        "not-captions",
        "the file is of Scenarist (.scc), which keeps words in the codes of television",
        help: "convert it to WebVTT, for example with  ffmpeg -i FILE.scc FILE.vtt",
        at: SourceLocation(path: source.path))
      : .error(
        "not-captions", "the file has no cues of any caption format that is known",
        help: "WebVTT begins with WEBVTT; SRT has lines such as 00:00:01,000 --> 00:00:02,000",
        at: SourceLocation(path: source.path))
  }

  private static func isScenarist(_ source: Source) -> Bool {
    source.bytes.starts(with: "Scenarist_SCC".utf8)
  }

  private static func noSpeech(_ source: Source) -> Diagnostic {
    .warning(
      "no-speech", "the file has no cue with words in it",
      help: "look whether it was exported whole", at: SourceLocation(path: source.path))
  }
}

extension [Cue] {
  /// The cues with those of one speaker that follow each other in one.
  fileprivate func joinedByLabel() -> [Cue] {
    reduce(into: []) { joined, cue in
      if let last = joined.last, last.label != nil, last.label == cue.label {
        joined[joined.count - 1].text += [0x0A] + cue.text
        joined[joined.count - 1].end = cue.end ?? last.end
      } else {
        joined.append(cue)
      }
    }
  }
}
