import LeitmotifModel
import Testing

struct TranscriptTests {
  private let transcript = Transcript(
    key: "p1", format: "text", text: CanonicalText("A: one\nB: two\nA: three"),
    speakers: [Speaker(label: "A", role: .interviewer), Speaker(label: "B", role: .participant)],
    turns: [
      Turn(speaker: 0, span: TextSpan(start: 3, end: 6)),
      Turn(speaker: 1, span: TextSpan(start: 10, end: 13)),
      Turn(speaker: 0, span: TextSpan(start: 17, end: 22)),
    ])

  @Test func `a turn is found by an offset, and none between turns`() {
    #expect(
      (0..<23).map { transcript.turn(at: $0) }.map { $0.map(String.init) ?? "-" }.joined()
        == "---000----111----22222-")
  }
}
