import LeitmotifModel

/// The segments of each level of one transcript.
struct SegmentLayers {
  private let sentences: [Segment]
  private let turns: [Segment]
  /// One segment, from the first turn to the last; none where nobody speaks.
  private let whole: [Segment]

  init(of segmented: SegmentedTranscript) {
    let turns = segmented.transcript.turns
    sentences = segmented.segments[.sentence] ?? []
    self.turns =
      segmented.segments[.turn] ?? turns.indices.map { Segment(span: turns[$0].span, turn: $0) }
    if let first = turns.first, let last = turns.last {
      whole = [Segment(span: TextSpan(start: first.span.start, end: last.span.end), turn: 0)]
    } else {
      whole = []
    }
  }

  /// The segments of a level, in the order of the text.
  subscript(level: SegmentLevel) -> [Segment] {
    switch level {
    case .sentence: sentences
    case .turn: turns
    case .transcript: whole
    }
  }
}

/// The walk over the segments of one level that hold something, without a look at the others.
struct SegmentWalk {
  /// All segments of the level.
  let segments: [Segment]
  private var place = 0
  private var cursors: [Int] = []

  /// Begins at the first segment.
  init(_ segments: [Segment]) {
    self.segments = segments
  }

  /// The next segment in which a hit of one of some lists starts.
  ///
  /// Each list is sorted, and they are the same in every call.
  mutating func next(withHitsOf lists: [[Hit]]) -> Segment? {
    if cursors.isEmpty { cursors = lists.map { _ in 0 } }
    while place < segments.count {
      let begin = segments[place].span.start
      var start = Int.max
      for list in lists.indices {
        while cursors[list] < lists[list].count, lists[list][cursors[list]].start < begin {
          cursors[list] += 1
        }
        if cursors[list] < lists[list].count {
          start = min(start, lists[list][cursors[list]].start)
        }
      }
      guard start < .max else { return nil }
      let found = firstIndex(endingBehind: start, from: place)
      guard found < segments.count else { return nil }
      place = found + 1
      if segments[found].span.start <= start { return segments[found] }
      // The hit stands between segments; this one may hold the next.
      place = found
    }
    return nil
  }

  /// The segment that holds a hit; `nil` when none does.
  ///
  /// Hits are asked for in order: the walk goes on from where the last one was.
  mutating func segment(holding hit: Hit) -> Segment? {
    guard let segment = segment(holding: hit.start), hit.end <= segment.span.end else { return nil }
    return segment
  }

  /// The segment that holds the byte at an offset; `nil` when none does.
  ///
  /// Offsets are asked for in order: the walk goes on from where the last one was.
  mutating func segment(holding offset: Int) -> Segment? {
    // The next one is near: look one further, then two, then four.
    var step = 1
    while place + step < segments.count, segments[place + step].span.end <= offset { step *= 2 }
    place = firstIndex(endingBehind: offset, from: place, to: place + step + 1)
    guard place < segments.count, segments[place].span.start <= offset else { return nil }
    return segments[place]
  }

  /// The segments that hold a span, from the first to the last of them; the span itself outside of
  /// all.
  func segments(around span: TextSpan) -> TextSpan {
    let first = firstIndex(endingBehind: span.start, from: 0)
    let last = firstIndex(endingBehind: max(span.start, span.end - 1), from: first)
    guard first < segments.count else { return span }
    let end = last < segments.count ? segments[last].span.end : span.end
    return TextSpan(
      start: min(span.start, segments[first].span.start), end: max(span.end, end))
  }

  private func firstIndex(
    endingBehind offset: Int, from start: Int, to end: Int = .max
  ) -> Int {
    (start..<max(start, min(end, segments.count))).partitioningIndex {
      segments[$0].span.end > offset
    }
  }
}
