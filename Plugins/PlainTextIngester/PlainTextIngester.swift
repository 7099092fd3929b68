public import LeitmotifLabels
public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// Reads interviews in plain text and Markdown, in which labels say who speaks.
public struct PlainTextIngester: Ingester {
  public static let name = "text"
  public static let summary =
    "Reads interviews in plain text or Markdown, with labels in many styles."
  public static let version = 4

  /// What a user may set.
  public struct Configuration: SpeakerMapped, Hashable {
    /// How the labels are printed.
    public var style = StyleChoice.auto

    /// How a label looks, where no style fits: `NAME` and `TIME` with what stands around them.
    public var label = ""

    /// How times are counted.
    public var time = TimeChoice.auto

    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// The file's encoding; `auto` to find it out.
    public var encoding = "auto"

    /// What becomes of bytes that cannot be decoded.
    public var undecodable = UndecodableChoice.refuse

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("style", \.style, "How the labels are printed; `auto` looks at the whole file."),
      Setting(
        "label", \.label,
        "How a label looks, where no style fits: `NAME` and `TIME` with what stands around them."),
      Setting(
        "time", \.time,
        "How a time of four numbers is counted; `none` where times mean nothing."),
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
      Setting(
        "encoding", \.encoding,
        "The file's encoding, such as `windows-1252`; `auto` finds it out and says how sure it is."),
      Setting(
        "undecodable", \.undecodable,
        "What becomes of bytes that cannot be decoded: the file is refused, or U+FFFD stands there."
      ),
    ]

    public func validate() -> [SettingProblem] {
      var problems = unknownEncoding(encoding).map { [$0] } ?? []
      if !label.isEmpty, LabelTemplate(label) == nil {
        problems.append(
          SettingProblem(
            "label", "the label has no NAME with a sign behind it",
            help: "write for example  label: \"<NAME> TIME -\""))
      }
      return problems
    }
  }

  private let configuration: Configuration

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    // Files of other kinds say so at their beginning.
    let others = ["<?xml", "<!DOCTYPE", "<TEI", "%PDF", "PK\u{3}\u{4}", "WEBVTT", "{\\rtf"]
    let front = source.bytes.prefix(16).drop { $0 >= 0x80 || $0 == 0x0A || $0 == 0x0D }
    if others.contains(where: { front.starts(with: $0.utf8) }) { return .no }
    if ["txt", "md", "markdown", "text"].contains(source.fileExtension) { return .likely }
    return front.first == UInt8(ascii: "<") ? .no : .fallback
  }

  public func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    let decoded = try InterviewText(
      decoding: source.bytes, path: source.path,
      as: decodingChoice(configuration.encoding, configuration.undecodable))
    let read = LabelledText(
      decoded.text,
      settings: LabelSettings(
        style: configuration.style, speakers: configuration.speakers,
        template: LabelTemplate(configuration.label), times: configuration.time))
    return Transcript(
      of: source, format: "text", encoding: decoded.encoding, text: decoded.text,
      turns: read.turns, speakers: configuration.speakers, statedRoles: read.statedRoles,
      metadata: read.metadata.merging(decoded.metadata) { $1 },
      warnings: decoded.warnings + read.warnings(for: source))
  }
}
