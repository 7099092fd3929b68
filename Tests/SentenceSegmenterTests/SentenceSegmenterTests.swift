import LeitmotifModel
import LeitmotifPlugin
import SentenceSegmenter
import Testing

struct SentenceSegmenterTests {
  @Test func `cuts each turn into sentences, none across two turns`() {
    let text = CanonicalText("A: Well? Go on\nB: So. It works.\n\nMostly.")
    let transcript = Transcript(
      key: "p1", format: "text", text: text, speakers: [],
      turns: [
        Turn(speaker: nil, span: TextSpan(start: 3, end: 14)),
        Turn(speaker: nil, span: TextSpan(start: 18, end: text.count)),
      ])
    let segments = SentenceSegmenter(configuration: NoSettings(), setup: StageSetup())
      .segments(of: transcript, in: StageContext())
    #expect(segments.map { text[$0.span] } == ["Well?", "Go on", "So.", "It works.", "Mostly."])
    #expect(segments.map(\.turn) == [0, 0, 1, 1, 1])
  }

  @Test func `cuts the example of its README`() {
    let text = CanonicalText(
      "Dr. Okoro came at 3.30 p.m. She stayed... and then? \"Never again!\" she said.")
    let transcript = Transcript(
      key: "p1", format: "text", text: text, turns: [Turn(speaker: nil, span: text.span)])
    let segments = SentenceSegmenter(configuration: NoSettings(), setup: StageSetup())
      .segments(of: transcript, in: StageContext())
    #expect(
      segments.map { text[$0.span] } == [
        "Dr. Okoro came at 3.30 p.m.", "She stayed... and then?", "\"Never again!\" she said.",
      ])
  }
}
