import Captions
import Testing

/// Formats of lines that count in other ways than clocks do.
struct LineFormatsTests {
  @Test func `a word in front of one cue names somebody where another one comes again`() throws {
    #expect(
      try turns(
        """
        1
        00:00:01,000 --> 00:00:02,000
        Ada: So?

        2
        00:00:02,000 --> 00:00:03,000
        Rosa: It rained.

        3
        00:00:03,000 --> 00:00:04,000
        Ada: Good.
        """, as: "a.srt") == ["Ada@1-2: So?", "Rosa@2-3: It rained.", "Ada@3-4: Good."])
  }

  @Test func `in meetings people are named as they call themselves`() throws {
    let words = [
      ("Ada Obi (she/her)", "So?"), ("rosa d", "Yes."), ("Bo | Farms", "It rained."),
      ("Ada Obi (she/her)", "Good."), ("rosa d", "Well."), ("Bo | Farms", "So."),
    ]
    let cues = words.enumerated().map { place, cue in
      "00:0\(place).000 --> 00:0\(place + 1).000\n\(cue.0): \(cue.1)\n\n"
    }
    #expect(
      try turns("WEBVTT\n\n" + cues.joined(), as: "a.vtt") == [
        "Ada Obi (she/her)@0-1: So?", "rosa d@1-2: Yes.", "Bo | Farms@2-3: It rained.",
        "Ada Obi (she/her)@3-4: Good.", "rosa d@4-5: Well.", "Bo | Farms@5-6: So.",
      ])
  }

  @Test func `two people may share a cue`() throws {
    let cue = "00:01.000 --> 00:02.000\n- ADA: So?\n- ROSA: Yes.\n\n"
    #expect(
      try turns("WEBVTT\n\n" + cue + cue, as: "a.vtt") == [
        "ADA@1-2: So?", "ROSA@1-2: Yes.", "ADA@1-2: So?", "ROSA@1-2: Yes.",
      ])
  }

  @Test func `numbered speakers in brackets need no colon`() throws {
    #expect(
      try turns(
        "[00:00.000 --> 00:01.000] [SPEAKER_00] So?\n[00:01.000 --> 00:02.000] [SPEAKER_01] Yes.\n[00:02.000 --> 00:03.000] [noise]\n",
        as: "a.txt") == ["SPEAKER_00@0-1: So?", "SPEAKER_01@1-2: Yes."])
  }

  @Test func `MicroDVD: frames become times, at the rate that the file says or that of films`()
    throws
  {
    #expect(
      try turns("{1}{1}25.000\n{25}{50}{y:i}INT: How|was it?\n{50}{75}/ROSA: Poor.\n", as: "a.sub")
        == ["INT@1-2: How was it?", "ROSA@2-3: Poor."])
    #expect(
      try turns("{24}{}{c:$0000ff}How {so}?\n{48}{72}Poor.\n", as: "a.sub")
        == ["-@1.001-?: How {so}?", "-@2.002-3.003: Poor."])
  }

  @Test func `LRC: what is sung again stands once, with several times in front`() throws {
    #expect(
      try turns(
        "[00:01.00][00:04.00]Why?\n[00:02.5]<00:02.5>So <00:03.0>it is.\n[00:05]\n", as: "a.lrc")
        == ["-@1-2.5: Why?", "-@2.5-4: So it is.", "-@4-5: Why?"])
  }

  @Test func `TTML: a paragraph without times lasts from its first span to its last`() throws {
    #expect(
      try turns(
        """
        <tt xmlns="http://www.w3.org/ns/ttml"><body><div begin="10s">
        <p><span begin="1s" end="2s">So</span> <span begin="2s" dur="1s">it is.</span></p>
        <p begin="4s" end="6s"><span begin="0s" end="1s">Why?</span></p>
        </div></body></tt>
        """, as: "a.ttml") == ["-@11-13: So it is.", "-@14-16: Why?"])
  }
}
