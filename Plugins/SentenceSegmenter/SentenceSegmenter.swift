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
    var segments: [Segment] = []
    // A turn has a handful of sentences.
    segments.reserveCapacity(4 * transcript.turns.count)
    forEachSentence(in: transcript.text, of: transcript.turns.map(\.span)) { span, turn in
      segments.append(Segment(span: span, turn: turn))
    }
    return segments
  }
}
