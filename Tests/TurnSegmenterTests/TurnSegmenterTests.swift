import LeitmotifModel
import LeitmotifPlugin
import Testing
import TurnSegmenter

struct TurnSegmenterTests {
  @Test func `makes each turn a segment`() {
    let transcript = Transcript(
      key: "p1", format: "text", text: CanonicalText("A: Well? Go on.\nB: So."),
      speakers: [Speaker(label: "A", role: .interviewer)],
      turns: [
        Turn(speaker: 0, span: TextSpan(start: 3, end: 15)),
        Turn(speaker: nil, span: TextSpan(start: 19, end: 22)),
      ])
    let segmenter = TurnSegmenter(configuration: NoSettings(), setup: StageSetup())
    #expect(
      segmenter.segments(of: transcript, in: StageContext()) == [
        Segment(span: TextSpan(start: 3, end: 15), turn: 0),
        Segment(span: TextSpan(start: 19, end: 22), turn: 1),
      ])
  }
}
