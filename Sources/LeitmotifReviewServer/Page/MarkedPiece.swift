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
    return zip(cuts, cuts.dropFirst()).map { first, last in
      let piece = TextSpan(start: first, end: last)
      let covering = touching.filter { $0.span.start <= first && last <= $0.span.end }
      let words = text[piece]
      defer { place += words.unicodeScalars.count }
      return MarkedPiece(
        text: words, start: place,
        marks: Self.styles(of: covering),
        title: covering.map(\.title).joined(separator: "; "))
    }
  }
}
