public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifXML

/// Reads XML of any kind, once it is told where turns, speakers, words and times stand.
public struct XMLIngester: Ingester {
  public static let name = "xml"
  public static let summary =
    "Reads any XML, by paths that say where turns, speakers and words stand."
  public static let version = 1

  /// What a user sets.
  public struct Configuration: SpeakerMapped, Hashable {
    /// Where the turns are.
    public var turn = ""

    /// Where, from a turn, its speaker's label is.
    public var speaker = "@who"

    /// Where, from a turn, the words are.
    public var text = ["."]

    /// Elements in a turn whose text is no speech.
    public var silent: [String] = []

    /// Where, from a turn, it says when it begins and ends.
    public var start = "@start"
    public var end = "@end"

    /// What times without colons count.
    public var timeUnit = XMLTimeUnit.seconds

    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Whether a damaged file is read as far as it can be.
    public var recover = false

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting(
        "turn", \.turn, "Where the turns are: `interview/answer`, or `//answer` at any depth."),
      Setting("speaker", \.speaker, "Where, from a turn, its speaker's label is: `@who`, `name`."),
      Setting("text", \.text, "Where, from a turn, the words are; `.` is the whole turn."),
      Setting("silent", \.silent, "Elements in a turn whose text is no speech, by name."),
      Setting("start", \.start, "Where, from a turn, it says when it begins."),
      Setting("end", \.end, "Where, from a turn, it says when it ends."),
      Setting(
        "timeUnit", \.timeUnit, "What times count that are no clock's, such as `0:01:02.5`."),
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
      Setting("recover", \.recover, "Whether a damaged file is read as far as it can be."),
    ]

    public func validate() -> [SettingProblem] {
      if turn.isEmpty {
        return [
          SettingProblem(
            "turn", "'turn' has to say where the turns are",
            help: "write turn: \"//NAME\" with the name of the element around each turn")
        ]
      }
      let paths = [("turn", turn), ("speaker", speaker), ("start", start), ("end", end)]
      return (paths + text.map { ("text", $0) }).compactMap { name, path in
        XMLPath(path) == nil
          ? SettingProblem(
            name, "'\(path)' is no path",
            help: "write names parted by '/', as in \"speaker/@name\"")
          : nil
      }
    }
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  /// Nobody can know such a file without being told.
  public static func recognition(of source: Source) -> Recognition { .no }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    var handler = XMLTurnHandler(configuration)
    let (encoding, damage) = try XMLReader.read(
      source.bytes, path: source.path, recovering: configuration.recover, handler: &handler)
    var reading = handler.finished()
    reading.encoding = encoding
    if let damage { reading.warnings.append(.recovered(damage)) }
    if reading.speech.turns.isEmpty {
      reading.warnings.append(
        .warning(
          "no-speech", "the path 'turn' leads to no element with words in it",
          help: "look at the file in an editor: is '\(configuration.turn)' the way to a turn?",
          at: SourceLocation(path: source.path)))
    }
    return reading.transcript(of: source, speakers: configuration.speakers)
  }
}

/// What a time without colons counts.
public enum XMLTimeUnit: String, SettingChoice, Hashable {
  case seconds, milliseconds
}
