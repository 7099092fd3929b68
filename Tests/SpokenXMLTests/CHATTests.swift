import LeitmotifModel
import SpokenXML
import Testing

struct CHATTests {
  @Test func `each main line is a turn, with the times that it carries`() throws {
    let transcript = try read(
      """
      @UTF8
      @Begin
      @Languages:\teng
      @Participants:\tANN Ann_Lee Participant, INV Bob Investigator,
      \tX-1  Unidentified
      @Comment:\tP1 came late:
      \t*ANN: this is no turn
      *INV:\thow was \u{15}1200_1890\u{15}
      \tit ? \u{15}1900_2500\u{15}
      %mor:\tadv|how cop|be
      \tpro|it
      *ANN:\tfine [!] .
      *X-1:\t
      @G:\ta break
      *X-1:\tyes . \u{15}%snd:"talk.wav"_3000_3500\u{15}
      @End
      """, as: "p1.cha")
    #expect(
      timedTurns(transcript) == [
        "INV 1200-2500: how was it ?", "ANN ?-?: fine [!] .", "X-1 3000-3500: yes .",
      ])
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant, .participant])
    #expect(transcript.metadata["language"] == "eng")
    #expect(transcript.format == "chat")
  }

  @Test(arguments: [
    "@UTF8\n@Begin\n*A\n*:\n*A:", "@UTF8\n@Begin\n*A:\tx \u{15}9_1\u{15} y\u{15}",
    "@Begin\n@ID:\t|||",
  ])
  func `odd lines do no harm`(file: String) throws {
    #expect(try read(file, as: "p1.cha").turns.allSatisfy { $0.start == nil })
  }
}
