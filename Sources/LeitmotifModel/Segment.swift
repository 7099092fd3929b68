/// How large the pieces are that a rule looks at.
public enum SegmentLevel: String, CaseIterable, Hashable, Sendable {
  /// One sentence of one turn.
  case sentence
  /// One turn.
  case turn
  /// Everything that the speakers with the rule's roles say.
  case transcript
}

/// A piece of a transcript that is coded as one.
///
/// - Invariant: the span lies within the turn's span.
public struct Segment: Hashable, Sendable {
  /// The segment's text.
  public var span: TextSpan

  /// The turn that the segment is, or is part of: its place in the transcript's `turns`.
  public var turn: Int

  /// Creates a segment.
  public init(span: TextSpan, turn: Int) {
    self.span = span
    self.turn = turn
  }
}

/// A transcript with the segments that the segmenters made of it.
public struct SegmentedTranscript: Sendable {
  /// The transcript.
  public let transcript: Transcript

  /// The segments of each level that was made, in the order of the text.
  public let segments: [SegmentLevel: [Segment]]

  /// What stages work out once for a transcript and share, such as its words.
  public let shared = SharedValues()

  /// Creates a segmented transcript.
  public init(transcript: Transcript, segments: [SegmentLevel: [Segment]]) {
    self.transcript = transcript
    self.segments = segments
  }

  /// A span with the whole of every segment that it touches.
  ///
  /// - Returns: The span itself where it touches no segment of the level.
  public func extended(_ span: TextSpan, to level: SegmentLevel) -> TextSpan {
    guard let layer = segments[level] else { return span }
    let touched = layer[layer.places(touchedBy: span)]
    guard let first = touched.first, let last = touched.last else { return span }
    return TextSpan(start: min(span.start, first.span.start), end: max(span.end, last.span.end))
  }
}

extension [Segment] {
  /// The places of the segments that a span touches; one without length touches the segment that it stands in.
  ///
  /// The segments stand in the order of the text, as those of one level do.
  public func places(touchedBy span: TextSpan) -> Range<Int> {
    let first = partitioningIndex { $0.span.end > span.start }
    let behind = Swift.max(span.end, span.start + 1)
    var end = first
    while end < count, self[end].span.start < behind { end += 1 }
    return first..<end
  }
}
