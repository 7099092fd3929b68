public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// Reads interviews in plain text and Markdown, in which labels say who speaks.
public struct PlainTextIngester: Ingester {
  public static let name = "text"
  public static let summary =
    "Reads interviews in plain text or Markdown, with labels in many styles."
  public static let version = 1

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// How the labels are printed.
    public var style = StyleChoice.auto

    /// Who the labels stand for.
    public var speakers = SpeakerMap()

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] = [
      Setting("style", \.style, "How the labels are printed; `auto` looks at the whole file."),
      Setting(
        "speakers", \.speakers,
        "Who the labels stand for: the first entry that fits says role and participant."),
    ]
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
    let (text, encoding) = try decode(source.bytes, path: source.path)
    var lines = lines(of: text)
    var metadata = FrontMatter.read(&lines, in: text.bytes)
    let found = LabelFinder(
      bytes: text.bytes, lines: lines, speakers: configuration.speakers, choice: configuration.style
    ).find()
    var builder = TurnBuilder(bytes: text.bytes, lines: lines, labels: found)
    let pieces = builder.build()
    metadata["style"] = found.style?.rawValue ?? "none"
    metadata["style.reason"] = found.reason

    let key = Identifier<Transcript>(source.stem)
    let (speakers, unmapped) = configuration.speakers.speakers(
      for: labels(of: pieces), in: key, path: source.path)
    let places = Dictionary(uniqueKeysWithValues: speakers.enumerated().map { ($1.label, $0) })
    return Transcript(
      key: key, format: "text", encoding: encoding, text: text, speakers: speakers,
      turns: pieces.map { piece in
        Turn(
          speaker: piece.label.flatMap { places[$0] }, span: piece.span, start: piece.start)
      },
      metadata: metadata,
      warnings: (speakers.isEmpty ? [noLabels(in: source)] : []) + unmapped)
  }

  /// The labels in the order in which they first speak, with their turns.
  private func labels(of pieces: [TurnBuilder.Piece]) -> [SpeakerMap.Label] {
    var labels: [SpeakerMap.Label] = []
    var places: [String: Int] = [:]
    for case let label? in pieces.lazy.map(\.label) {
      if let place = places[label] {
        labels[place].turns += 1
      } else {
        places[label] = labels.count
        labels.append(SpeakerMap.Label(label, turns: 1))
      }
    }
    return labels
  }

  private func noLabels(in source: Source) -> Diagnostic {
    .warning(
      "no-labels", "no line begins with a label, so nobody knows who speaks",
      help: "write 'NAME: ' in front of each turn, or set 'style' if the labels look otherwise",
      at: SourceLocation(path: source.path))
  }
}
