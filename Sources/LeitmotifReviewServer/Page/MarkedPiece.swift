import LeitmotifModel

/// A piece of a transcript with what covers it; pieces begin and end where codings do.
struct MarkedPiece: Sendable {
  /// The words.
  let text: String
  /// Where the piece begins, in code points of the canonical text.
  let start: Int
  /// The classes of what covers it, for the style sheet; empty for plain words.
  let marks: String
  /// What covers it, for people who point at it or listen.
  let title: String

  /// A mark on a span.
  struct Mark {
    let span: TextSpan
    let style: String
    let title: String
  }

  /// The first mark's style, and for others `and-…`, so that each is seen.
  private static func styles(of marks: [Mark]) -> String {
    var styles: [String] = []
    for mark in marks where !styles.contains(mark.style) { styles.append(mark.style) }
    let others = styles.dropFirst().map { "and-" + ($0.split(separator: " ").last ?? "") }
    return (styles.prefix(1) + others).joined(separator: " ")
  }

  /// Cuts a stretch of text where marks begin and end.
  ///
  /// - Parameters:
  ///   - span: The stretch.
  ///   - text: The text.
  ///   - start: The place of the stretch, in code points.
  ///   - marks: What covers parts of it.
  /// - Returns: The pieces in order; together they are the stretch.
  static func pieces(
    of span: TextSpan, in text: CanonicalText, from start: Int, marks: [Mark]
  ) -> [MarkedPiece] {
    let touching = marks.filter { $0.span.overlaps(span) }
    let cuts = Set(touching.flatMap { [$0.span.start, $0.span.end] } + [span.start, span.end])
      .filter { span.start <= $0 && $0 <= span.end }.sorted()
    var place = start
    // One walk through the text, which may be one turn with all codings of a study: what begins at
    // a cut covers the pieces from there to its end. The marks keep their order.
    var waiting = touching.indices.sorted {
      (touching[$0].span.start, $0) < (touching[$1].span.start, $1)
    }[...]
    var open: [Int] = []
    return zip(cuts, cuts.dropFirst()).map { first, last in
      open.removeAll { touching[$0].span.end <= first }
      while let next = waiting.first, touching[next].span.start <= first {
        waiting.removeFirst()
        if touching[next].span.end > first {
          open.insert(next, at: open.partitioningIndex { $0 > next })
        }
      }
      let covering = open.map { touching[$0] }
      let words = text[TextSpan(start: first, end: last)]
      defer { place += words.unicodeScalars.count }
      return MarkedPiece(
        text: words, start: place, marks: Self.styles(of: covering),
        title: covering.map(\.title).joined(separator: "; "))
    }
  }
}
