import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import ThemesReporter

struct LongQuotationTests {
  @Test(arguments: [("", 0), ("ä", 1), ("🙂 ", 2)], ["word ", "wörd "])
  func `a sentence without end is quoted by the words around the evidence`(
    before: (text: String, seed: Int), word: String
  ) throws {
    let text = CanonicalText(
      before.text + String(repeating: word, count: 5000) + "tired"
        + String(repeating: " " + word, count: 5000))
    let start = before.text.utf8.count + word.utf8.count * 5000
    let transcript = Transcript(
      key: "p1", format: "text", text: text, turns: [Turn(speaker: nil, span: text.span)])
    let segmented = SegmentedTranscript(
      transcript: transcript, segments: [.sentence: [Segment(span: text.span, turn: 0)]])
    let tree = CodeTree(Codebook(name: "", codes: [Code(id: "c", name: "c")]))
    func quoted(_ span: TextSpan) throws -> Quotation {
      let coding = Coding(transcript: "p1", code: "c", coder: "ada", span: span)
      let coded = CodedTranscript(
        segmented: segmented, proposals: [],
        finals: [FinalCoding(coding: coding, origin: .single, sources: [])])
      var quoter = Quoter(coded)
      return quoter.quotation(of: try #require(Place(0, of: coded, in: tree)))
    }
    let short = try quoted(TextSpan(start: start, end: start + 5))
    #expect(short.evidenceText == "tired")
    #expect(short.text.utf8.count <= 2000)
    #expect(short.text.utf8.count > 1500)
    #expect(short.position.contains(short.evidencePosition.lowerBound))
    let whole = try quoted(text.span)
    #expect(whole.text.utf8.count <= 2000)
    #expect(whole.text.hasPrefix(before.text + "w"))
  }
}
