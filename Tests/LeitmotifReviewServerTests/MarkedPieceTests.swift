import LeitmotifModel
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
}
