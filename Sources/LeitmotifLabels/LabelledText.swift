public import LeitmotifModel
public import LeitmotifPlugin

/// How a user says that labels are to be read; nothing said, the whole file is looked at.
public struct LabelSettings: Hashable, Sendable {
  /// How the labels are printed.
  public var style: StyleChoice
  /// Who the labels stand for: those that it names need no proof.
  public var speakers: SpeakerMap
  /// How a label looks, where no style fits; `nil` for the styles.
  public var template: LabelTemplate?
  /// How times are counted.
  public var times: TimeChoice

  /// Creates settings.
  public init(
    style: StyleChoice = .auto, speakers: SpeakerMap = SpeakerMap(),
    template: LabelTemplate? = nil, times: TimeChoice = .auto
  ) {
    self.style = style
    self.speakers = speakers
    self.template = template
    self.times = times
  }
}

/// A text of lines, cut into turns at its labels.
public struct LabelledText: Sendable {
  /// The turns, in the order of the text, none without speech.
  public let turns: [LabelledTurn]
  /// The style that most labels have; `nil` when there are none.
  public let style: LabelStyle?
  /// The roles that the file itself gives to labels, as `Interviewer (AB)` does to `AB`.
  public let statedRoles: [String: Role]
  /// What stands above the interview and tells about it, and why labels were read so.
  public let metadata: [String: String]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The text, labels included; all spans are places in it.
  ///   - settings: What the user said of the labels.
  public init(_ text: CanonicalText, settings: LabelSettings = LabelSettings()) {
    self = text.bytes.withUnsafeBufferPointer { LabelledText($0, settings: settings) }
  }

  private init(_ bytes: TextBytes, settings: LabelSettings) {
    var lines = lines(of: bytes)
    var metadata = FrontMatter.read(&lines, in: bytes)
    metadata.merge(Surroundings.read(&lines, in: bytes)) { first, _ in first }
    let found = LabelFinder(bytes: bytes, lines: lines, settings: settings).find()
    var builder = TurnBuilder(bytes: bytes, lines: lines, labels: found, times: settings.times)
    turns = builder.build()
    style = found.style
    statedRoles = found.statedRoles
    metadata["style"] = found.style?.rawValue ?? "none"
    metadata["style.reason"] = found.reason
    self.metadata = metadata
  }

  /// What is odd about the labels of a file: nobody is named, or two names are almost alike.
  public func warnings(for source: Source) -> [Diagnostic] {
    let labels = distinctLabels
    return labels.isEmpty ? [Self.noLabels(in: source)] : similarLabels(labels, in: source)
  }

  /// People take turns: of two that speak again and again, neither is looked up each time.
  private var distinctLabels: Set<String> {
    var labels: Set<String> = []
    var recent: (String, String) = ("", "")
    for case let label? in turns.lazy.map(\.label) where label != recent.0 && label != recent.1 {
      labels.insert(label)
      recent = (label, recent.0)
    }
    return labels
  }

  private static func noLabels(in source: Source) -> Diagnostic {
    .warning(
      "no-labels", "no line begins with a label, so nobody knows who speaks",
      help:
        "write 'NAME: ' in front of each turn, or set 'style' or 'label' if the labels look otherwise",
      at: SourceLocation(path: source.path))
  }
}
