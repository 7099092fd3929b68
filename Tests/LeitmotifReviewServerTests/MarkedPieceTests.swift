import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifReviewServer

/// Text cut where codings begin and end.
struct MarkedPieceTests {
  @Test func `cuts where marks meet, and knows each piece's place in code points`() {
    let text = CanonicalText("né 🤖 makes mistakes")
    let all = TextSpan(start: 0, end: text.count)
    let pieces = MarkedPiece.pieces(
      of: all, in: text, from: 100,
      marks: [
        .init(span: TextSpan(start: 4, end: 14), style: "k1", title: "ada"),
        .init(span: TextSpan(start: 9, end: 23), style: "k2", title: "ben"),
      ])
    #expect(
      pieces.map { "\($0.start) «\($0.text)» \($0.marks) \($0.title)" }
        == [
          "100 «né » ", "103 «🤖 » k1 ada", "105 «makes» k1 and-k2 ada; ben",
          "110 « mistakes» k2 ben",
        ].map { $0.hasSuffix("» ") ? $0 + " " : $0 })
    #expect(pieces.map(\.text).joined() == text[all])
  }

  @Test func `leaves a stretch whole that nothing marks`() {
    let text = CanonicalText("plain")
    let pieces = MarkedPiece.pieces(of: text.span, in: text, from: 7, marks: [])
    #expect(pieces.map(\.text) == ["plain"])
  }

  /// What covers each piece, by the plain definition: the marks that hold all of it, in order.
  private func covering(
    _ span: TextSpan, _ marks: [MarkedPiece.Mark]
  ) -> [(piece: TextSpan, titles: String)] {
    let touching = marks.filter { $0.span.overlaps(span) }
    let cuts = Set(touching.flatMap { [$0.span.start, $0.span.end] } + [span.start, span.end])
      .filter { span.start <= $0 && $0 <= span.end }.sorted()
    return zip(cuts, cuts.dropFirst()).map { first, last in
      let piece = TextSpan(start: first, end: last)
      return (
        piece,
        touching.filter { $0.span.contains(piece) }.map(\.title).joined(separator: "; ")
      )
    }
  }

  @Test func `marks each piece with what covers it, whatever the marks`() {
    var numbers = SeededNumbers(seed: 8)
    let text = CanonicalText(String(repeating: "it makes mistakes, ", count: 3))
    for _ in 0..<2000 {
      let marks = (0..<numbers.below(12)).map { number in
        let start = numbers.below(text.count)
        return MarkedPiece.Mark(
          span: TextSpan(start: start, end: start + numbers.below(text.count - start + 1)),
          style: "k\(numbers.below(3))", title: "\(number)")
      }
      let start = numbers.below(text.count)
      let span = TextSpan(start: start, end: start + numbers.below(text.count - start + 1))
      let expected = covering(span, marks)
      let pieces = MarkedPiece.pieces(of: span, in: text, from: start, marks: marks)
      #expect(pieces.map(\.title) == expected.map(\.titles))
      #expect(pieces.map(\.text) == expected.map { text[$0.piece] })
      #expect(pieces.map(\.start) == expected.map(\.piece.start))
      for piece in pieces { #expect(piece.marks.isEmpty == piece.title.isEmpty) }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `cuts one turn with twenty thousand codings at once`() {
    let count = 20_000
    let text = CanonicalText(String(repeating: "ab ", count: count))
    let marks = (0..<count).map {
      MarkedPiece.Mark(
        span: TextSpan(start: 3 * $0, end: 3 * $0 + 2), style: "k1", title: "ada")
    }
    let pieces = MarkedPiece.pieces(of: text.span, in: text, from: 0, marks: marks)
    #expect(pieces.count == 2 * count)
  }
}
