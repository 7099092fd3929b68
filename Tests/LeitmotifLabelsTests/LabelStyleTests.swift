import LeitmotifLabels
import LeitmotifModel
import Testing

/// Each style as its programs and people print it.
struct LabelStyleTests {
  @Test(arguments: [
    "INT: Did it rain?\n\nROSA: All week.\n\nINT: And then?\n\nROSA: We waited.\n",
    "INT:  Did it rain?\nROSA: All week.\nINT:  And then?\nROSA: We waited.",
    "INT: Did it rain?\r\nROSA: All week.\r\nINT: And then?\r\nROSA: We waited.\r\n",
    "\u{FEFF}INT:\tDid it rain?\n  ROSA :  All week.  \nINT:\nAnd then?\nROSA:We waited.",
    "INT：Did it rain?\nROSA：All week.\nINT：And then?\nROSA：We waited.",
  ])
  func `reads names before a colon`(text: String) throws {
    let transcript = try read(text)
    #expect(
      turns(transcript)
        == ["INT: Did it rain?", "ROSA: All week.", "INT: And then?", "ROSA: We waited."])
    #expect(transcript.metadata["style"] == "colon")
    #expect(transcript.warnings == [])
  }

  @Test func `reads times between name and colon`() throws {
    let transcript = try read(
      """
      Ada Obi (00:00:04): Shall we?

      Bo (01:02): Yes.
      Ada Obi [1:04]: Good.
      Bo: I had no time.
      Bo 1:01:02.250: Now I have.
      """)
    #expect(
      turns(transcript) == [
        "Ada Obi@4: Shall we?", "Bo@62: Yes.", "Ada Obi@64: Good.", "Bo: I had no time.",
        "Bo@3662.25: Now I have.",
      ])
    #expect(transcript.metadata["style"] == "timed-colon")
  }

  @Test func `goes on with the same speaker at a time alone before a colon`() throws {
    #expect(
      try turns("**Ada** (00:32):\n\nFirst.\n\n(01:02):\n\nSecond.\n\n**Bo** (1:30):\n\nThird.\n")
        == ["Ada@32: First.", "Ada@62: Second.", "Bo@90: Third."])
  }

  @Test func `reads names with a time and the speech below`() throws {
    let transcript = try read(
      """
      Ada van der Berg: 00:00:19

      Live from here,
      and now.

      Bo Li: 00:00:22

      Yes.

      Ada van der Berg: 00:00:30

      Good.
      """)
    #expect(
      turns(transcript) == [
        "Ada van der Berg@19: Live from here,/and now.", "Bo Li@22: Yes.",
        "Ada van der Berg@30: Good.",
      ])
    #expect(transcript.metadata["style"] == "colon-time")
  }

  @Test(arguments: [
    "**Ada Obi, PhD:** Hello.\n\n**Bo:** \\[04:12\\] Hi.\n\n**Ada Obi, PhD:** So.\n",
    "**Ada Obi, PhD**: Hello.\n\n**Bo** [04:12]: Hi.\n\n**Ada Obi, PhD**: So.\n",
    "__Ada Obi, PhD:__ Hello.\n\n__Bo:__ 00:04:12\nHi.\n\n__Ada Obi, PhD:__\n\nSo.\n",
    "*Ada Obi, PhD:* Hello.\n\n*Bo:* (4:12) Hi.\n\n*Ada Obi, PhD:* So.\n",
  ])
  func `reads bold names`(text: String) throws {
    let transcript = try read(text)
    #expect(turns(transcript) == ["Ada Obi, PhD: Hello.", "Bo@252: Hi.", "Ada Obi, PhD: So."])
    #expect(transcript.metadata["style"] == "bold")
  }

  @Test(arguments: [
    "**[00:29] SPEAKER_02:** Yes.\n\n**[00:30] SPEAKER_00:** No.\n\n**[00:31] SPEAKER_02:** Oh.",
    "[00:29] SPEAKER_02: Yes.\n[00:30] SPEAKER_00: No.\n[00:31] SPEAKER_02: Oh.",
    "00:00:29 SPEAKER_02: Yes.\n00:00:30 SPEAKER_00: No.\n00:00:31 SPEAKER_02: Oh.",
  ])
  func `reads times before names`(text: String) throws {
    let transcript = try read(text)
    #expect(
      turns(transcript) == ["SPEAKER_02@29: Yes.", "SPEAKER_00@30: No.", "SPEAKER_02@31: Oh."])
    #expect(transcript.metadata["style"] == "leading-time")
  }

  @Test func `reads lines of name and time, as Otter exports them`() throws {
    let transcript = try read(
      """
      # Talk with Bo Li

      ## Details

      Recorded in May. Full interview at https://example.org/x.

      ## Transcript

      Ada Obi  0:22\u{20}\u{20}
      Hello, everyone. At 10:30 we begin.

      Still me.

      Bo Li  1:02:03\u{20}\u{20}
      very brave.

      Ada Obi  1:02:05\u{20}\u{20}
      Yes.
      """)
    #expect(
      turns(transcript) == [
        "Ada Obi@22: Hello, everyone. At 10:30 we begin.//Still me.", "Bo Li@3723: very brave.",
        "Ada Obi@3725: Yes.",
      ])
    #expect(transcript.metadata["style"] == "name-line")
  }

  @Test func `reads names alone on a line when two blanks follow`() throws {
    let transcript = try read(
      "Ada Obi  \nHello.\n\nBo Li  \nHi\n\nAda Obi  \nGood\n\nBo Li  \nOkay\n\nRight\n")
    #expect(
      turns(transcript) == ["Ada Obi: Hello.", "Bo Li: Hi", "Ada Obi: Good", "Bo Li: Okay//Right"])
    #expect(transcript.metadata["style"] == "bare-name-line")
  }

  @Test func `reads letters in the margin, with tape times`() throws {
    let transcript = try read(
      """
                     TALK WITH ROSA
             I = Interviewer   R = Respondent

      SIDE A

      I   Where was that?
          In town?

      R   00:00:34:00    In the hills. I was small.
          I liked it.

      I   And then?

      R   Moving Away
          00:01:34:12  We left.
      I think nobody stayed.
      """)
    #expect(
      turns(transcript) == [
        "I: Where was that?/    In town?", "R@34: In the hills. I was small./    I liked it.",
        "I: And then?", "R@94.48: We left./I think nobody stayed.",
      ])
    #expect(transcript.metadata["style"] == "margin")
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
  }

  @Test func `reads names in brackets`() throws {
    let transcript = try read(
      "[id1] hello there\n\n[id2] [laughs] no\n\n[id1] yes\n\n[id2] hm\n")
    #expect(turns(transcript) == ["id1: hello there", "id2: [laughs] no", "id1: yes", "id2: hm"])
    #expect(transcript.metadata["style"] == "bracket")
  }

  @Test func `gives the time of a block to the labels in it`() throws {
    #expect(
      try turns(
        """
        [-00:00:00:10]
        LCC: Ten, nine.

        [00:00:01:02]
        _page : 8
        CDR: Rolling.
        CC:  Roger that. We show the cabin
             relieving.
        _note: static

        [01:00:00:00]
        # a comment
        CDR:Right.
        CC: Fine.
        """) == [
          "LCC@-10: Ten, nine.", "CDR@62: Rolling.",
          "CC@62: Roger that. We show the cabin/     relieving.", "CDR@86400: Right.",
          "CC@86400: Fine.",
        ])
  }

  @Test func `reads questions and answers`() throws {
    let transcript = try read("Q: ... why?\n\nA: So.\n\nQ: And?\n\nQ: Really?\n\nA: Yes.\n")
    #expect(
      turns(transcript) == ["Q: ... why?", "A: So.", "Q: And?", "Q: Really?", "A: Yes."])
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
  }

  @Test func `gives the initials behind a full name to whom they stand for`() throws {
    #expect(
      try turns(
        """
        Ada Obi (AO): Hello.

        Bo Li-Ng (E): Hi.

        AO: Shall we?

        E: Yes.

        Dawn 1 (Kay): Fine.

        Ada Obi: Good.

        Dawn 1 (Kay): Bye.
        """) == [
          "AO: Hello.", "E: Hi.", "AO: Shall we?", "E: Yes.", "Dawn 1 (Kay): Fine.", "AO: Good.",
          "Dawn 1 (Kay): Bye.",
        ])
  }

  @Test func `takes a full stop for a mistyped colon behind a numbered speaker`() throws {
    #expect(
      try turns(
        "Speaker 0: Yes.\n\nSpeaker 1: No.\n\nSpeaker 0. Why.\n\nSpeaker 1: So.\n\nSpeaker 0: Ah.")
        == [
          "Speaker 0: Yes.", "Speaker 1: No.", "Speaker 0: Why.", "Speaker 1: So.",
          "Speaker 0: Ah.",
        ])
  }
}
