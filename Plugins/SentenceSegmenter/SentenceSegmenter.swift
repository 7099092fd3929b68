public import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// Cuts each turn into its sentences.
public struct SentenceSegmenter: Segmenter {
  public static let name = "sentences"
  public static let summary = "Cuts each turn into its sentences."
  public static let version = 1
  public static let level = SegmentLevel.sentence

  public init(configuration: NoSettings, setup: StageSetup) {}

  public func segments(of transcript: Transcript, in context: StageContext) -> [Segment] {
    transcript.turns.enumerated().flatMap { index, turn in
      sentences(in: transcript.text, span: turn.span).map { Segment(span: $0, turn: index) }
    }
  }
}
