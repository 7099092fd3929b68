public import LeitmotifModel
public import LeitmotifPlugin

/// Reads the files of programs for transcribing speech: Transcriber, ELAN, EXMARaLDA, FOLKER, Praat, CHAT.
public struct SpokenIngester: Ingester {
  public static let name = "spoken"
  public static let summary =
    "Reads files of Transcriber, ELAN, EXMARaLDA, FOLKER, Praat (TextGrid) and CHAT."
  public static let version = 2

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// The tiers that are speech; none named, the file's build says it.
    public var tiers: [String] = []

    /// Whether what one speaker says until another does becomes one turn.
    public var join = false

    /// Whether a damaged file is read as far as it can be.
    public var recover = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
      Setting(
        "tiers", \.tiers,
        "The tiers that are speech, by name (`*` is any letters); all that look like it if none is named."
      ),
      Setting(
        "join", \.join,
        "Whether what one speaker says until another does is one turn, however many records it has."
      ),
      Setting("recover", \.recover, "Whether a damaged file is read as far as it can be."),
    ]
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    if SpokenFormat(of: source) != nil { return .certain }
    return SpokenFormat(fileExtension: source.fileExtension) == nil ? .no : .likely
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard
      let format = SpokenFormat(of: source) ?? SpokenFormat(fileExtension: source.fileExtension)
    else {
      throw Diagnostics(
        .error(
          "unknown-format", "the file is of none of the formats that 'spoken' reads",
          help: "it reads .trs, .eaf, .exb, .flk, .fln, .TextGrid and .cha files",
          at: SourceLocation(path: source.path)))
    }
    var reading = try format.reading(of: source, configuration)
    if configuration.join {
      reading.joinTurns()
    } else if let warning = reading.singleWords(path: source.path) {
      reading.warnings.append(warning)
    }
    return reading.transcript(of: source, speakers: configuration.speakers)
  }
}

extension SpokenReading {
  /// Makes one turn of what a speaker says until another does.
  fileprivate mutating func joinTurns() {
    var joined = SpokenText()
    let bytes = speech.text.bytes
    for turn in speech.turns {
      let words = bytes[turn.span.range]
      if let last = joined.turns.last, last.label == turn.label {
        joined.goOn(words, end: turn.end)
      } else {
        joined.add(words, label: turn.label, start: turn.start, end: turn.end)
      }
    }
    speech = joined
  }

  /// The warning that the file has a record for each word.
  fileprivate func singleWords(path: String) -> Diagnostic? {
    let bytes = speech.text.bytes
    let turns = speech.turns
    let count = turns.count { !bytes[$0.span.range].contains(0x20) }
    guard turns.count >= 20, count * 3 > turns.count * 2 else { return nil }
    return .warning(
      "records-are-words",
      "\(count) of \(turns.count) turns are one word, for so the file has them",
      help: "set 'join: true' to make a turn of what one speaker says until another does",
      at: SourceLocation(path: path))
  }
}
