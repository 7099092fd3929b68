public import LeitmotifModel
public import LeitmotifPlugin

/// Makes each turn a segment.
public struct TurnSegmenter: Segmenter {
  public static let name = "turns"
  public static let summary = "Makes each turn a segment."
  public static let version = 1
  public static let level = SegmentLevel.turn

  public init(configuration: NoSettings, setup: StageSetup) {}

  public func segments(of transcript: Transcript, in context: StageContext) -> [Segment] {
    transcript.turns.enumerated().map { Segment(span: $1.span, turn: $0) }
  }
}
