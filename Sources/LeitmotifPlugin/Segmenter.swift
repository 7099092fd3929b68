public import LeitmotifModel

/// A stage that cuts transcripts into the segments of one level (`segment:` in a pipeline).
public protocol Segmenter: Stage {
  /// The level that it makes.
  static var level: SegmentLevel { get }

  /// The segments of a transcript, in the order of the text, none across two turns.
  func segments(of transcript: Transcript, in context: StageContext) throws -> [Segment]
}
