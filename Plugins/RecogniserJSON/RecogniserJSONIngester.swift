public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// Reads what speech recognisers write as JSON: words and segments become turns by speaker.
public struct RecogniserJSONIngester: Ingester {
  public static let name = "recogniser-json"
  public static let summary =
    "Reads the JSON of speech recognisers: Whisper, Amazon, Deepgram, AssemblyAI, Google and others."
  public static let version = 3

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant.")
    ]
  }

  /// A recogniser's name, and how its JSON is read.
  private struct Format: Sendable {
    let name: String
    let read: @Sendable (JSON) -> Recognised?
  }

  /// Those that ask for most first.
  private static let formats: [Format] = [
    Format(name: "amazon-transcribe", read: Amazon.read),
    Format(name: "deepgram", read: Deepgram.read),
    Format(name: "rev", read: Rev.read),
    Format(name: "azure", read: Azure.read),
    Format(name: "speechmatics", read: Speechmatics.read),
    Format(name: "ibm", read: IBM.read),
    Format(name: "google", read: Google.read),
    Format(name: "bbc", read: BBC.read),
    Format(name: "whisper", read: Whisper.read),
    Format(name: "assemblyai", read: AssemblyAI.read),
    Format(name: "json-records", read: RecordList.read),
  ]

  /// - Unit: bytes; the parsed file takes many times as much memory.
  private static let largestFile = 256 << 20

  private let speakers: SpeakerMap

  public init(configuration: Configuration, setup: StageSetup) {
    speakers = configuration.speakers
  }

  public static func recognition(of source: Source) -> Recognition {
    var front = source.bytes.prefix(256).filter { $0 != 0 && $0 != 0xFF && $0 != 0xFE }
    if front.starts(with: [0xEF, 0xBB, 0xBF]) { front.removeFirst(3) }
    let signs = front.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    // A bracket alone begins many a plain text: "[00:01] ANNA: Hello".
    let begins = ["{\"", "[{", "{}", "[]", "[["].contains { signs.starts(with: $0.utf8) }
    if source.fileExtension == "json" { return begins ? .certain : .likely }
    // "[[Ada Obi]]: Hello" is a link of a wiki.
    let isLink =
      signs.starts(with: "[[".utf8)
      && signs.dropFirst(2).first.map { !"\"[{-0123456789".utf8.contains($0) } == true
    return begins && !isLink ? .likely : .no
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard source.bytes.count <= Self.largestFile else {
      throw Diagnostics(
        .error(
          "file-too-large",
          "the file has \(source.bytes.count) bytes; at most \(Self.largestFile) of JSON are read",
          help: "cut it into one file for each interview", at: SourceLocation(path: source.path)))
    }
    let decoded = try InterviewText(decoding: source.bytes, path: source.path)
    let root = try JSON(parsing: decoded.text, path: source.path)
    for format in Self.formats {
      guard let recognised = format.read(root) else { continue }
      return transcript(recognised.speech, of: source, format: format.name, decoded)
    }
    throw Diagnostics(
      .error(
        "unknown-json", "the file is JSON, but of no speech recogniser that is known",
        help:
          "known: Whisper, WhisperX, whisper.cpp, Amazon, Deepgram, AssemblyAI, Google, Azure, IBM, "
          + "Speechmatics, Rev, or a list of records with 'speaker', 'start', 'end' and 'text'",
        at: SourceLocation(path: source.path)))
  }

  private func transcript(
    _ speech: SpokenText, of source: Source, format: String, _ decoded: InterviewText
  ) -> Transcript {
    var warnings = decoded.warnings
    if speech.turns.isEmpty {
      warnings.append(
        .warning(
          "no-speech", "the recogniser heard no words",
          help: "look whether the recording has sound",
          at: SourceLocation(path: source.path)))
    }
    return Transcript(
      of: source, format: format, encoding: decoded.encoding, text: speech.text,
      turns: speech.turns, speakers: speakers, metadata: decoded.metadata, warnings: warnings)
  }
}
