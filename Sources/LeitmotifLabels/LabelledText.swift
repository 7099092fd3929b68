public import LeitmotifModel
public import LeitmotifPlugin

/// How a user says that labels are to be read; nothing said, the whole file is looked at.
public struct LabelSettings: Hashable, Sendable {
  /// How the labels are printed.
  public var style: StyleChoice
  /// Who the labels stand for: those that it names need no proof.
  public var speakers: SpeakerMap

  /// Creates settings.
  public init(style: StyleChoice = .auto, speakers: SpeakerMap = SpeakerMap()) {
    self.style = style
    self.speakers = speakers
  }
}

/// A text of lines, cut into turns at its labels.
public struct LabelledText: Sendable {
  /// The turns, in the order of the text, none without speech.
  public let turns: [LabelledTurn]
  /// The style that most labels have; `nil` when there are none.
  public let style: LabelStyle?
  /// What stands above the interview and tells about it, and why labels were read so.
  public let metadata: [String: String]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The text, labels included; all spans are places in it.
  ///   - settings: What the user said of the labels.
  public init(_ text: CanonicalText, settings: LabelSettings = LabelSettings()) {
    var lines = lines(of: text)
    var metadata = FrontMatter.read(&lines, in: text.bytes)
    let found = LabelFinder(
      bytes: text.bytes, lines: lines, speakers: settings.speakers, choice: settings.style
    ).find()
    var builder = TurnBuilder(bytes: text.bytes, lines: lines, labels: found)
    turns = builder.build()
    style = found.style
    metadata["style"] = found.style?.rawValue ?? "none"
    metadata["style.reason"] = found.reason
    self.metadata = metadata
  }

  /// The warning that no label was found, for a file of such text.
  public static func noLabels(in source: Source) -> Diagnostic {
    .warning(
      "no-labels", "no line begins with a label, so nobody knows who speaks",
      help: "write 'NAME: ' in front of each turn, or set 'style' if the labels look otherwise",
      at: SourceLocation(path: source.path))
  }
}
