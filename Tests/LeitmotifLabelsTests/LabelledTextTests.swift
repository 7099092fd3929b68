import LeitmotifLabels
import LeitmotifModel
import LeitmotifPlugin
import Testing

/// What stands around labels, what stands inside turns, and what the settings say of both.
struct LabelledTextTests {
  @Test func `gives words inside a turn to whoever says them`() throws {
    let transcript = try read(
      """
      S00: [00:00:01] So, how was it? //S01: Well // I mean the harvest.

      S01: [00:00:05] Poor //S00: mhm//. See https://example.org: it //rained//.

      S00: [00:00:12] Then?
      """)
    #expect(
      turns(transcript) == [
        "S00@1: So, how was it?", "S01: Well", "S00: I mean the harvest.", "S01@5: Poor",
        "S00: mhm", "S01: . See https://example.org: it //rained//.", "S00@12: Then?",
      ])
  }

  @Test func `reads times in front of lines where nobody is named`() throws {
    let text = """
      # A talk

      [00:43.810 --> 00:47.850]  Hello.
      [00:48.350 --> 00:54.570]  Two,
      three.
      [01:00:00 --> 01:00:02]  Bye.
      """
    let transcript = try read(text)
    #expect(turns(transcript) == ["-@43.81: Hello.", "-@48.35: Two,/three.", "-@3600: Bye."])
    #expect(transcript.turns.map(\.end) == [47_850, 54_570, 3_602_000])
    #expect(transcript.metadata["style"] == "cue-lines")
    #expect(transcript.warnings.map(\.id) == ["no-labels"])
  }

  @Test func `a time in a sentence begins no line of times`() throws {
    #expect(try read("10:30 suits me.\n\n11:00 not.\n\n12:15 perhaps.\n").turns.count == 1)
  }

  @Test func `nobody speaks in a break`() throws {
    #expect(
      try turns(
        "**Ada:** One.\n\n**Break:** \\[16:53\\]\n\nMusic plays.\n\n**Bo:** Two.\n\n**Ada:** Three.\n"
      )
        == ["Ada: One.", "-: Music plays.", "Bo: Two.", "Ada: Three."])
  }

  @Test func `what a program prints above and below a talk is not speech`() throws {
    let keywords = (0..<80).map { "word\($0)" }.joined(separator: ", ")
    let transcript = try read(
      """
      Talk with Ada

      SUMMARY KEYWORDS
      \(keywords)

      SPEAKERS
      Ada Obi, Bo Li

      Ada Obi  00:05
      Hello.

      Bo Li  00:09
      Yes.

      Ada Obi  00:12
      Bye.

      Transcribed by https://otter.ai
      """)
    #expect(turns(transcript) == ["Ada Obi@5: Hello.", "Bo Li@9: Yes.", "Ada Obi@12: Bye."])
    #expect(transcript.metadata["speakers"] == "Ada Obi, Bo Li")
  }

  @Test func `what stands above the heading of the transcript is not speech`() throws {
    let about = String(repeating: "We met in a small room above the harbour. ", count: 20)
    #expect(
      try turns(
        "# Ada\n\n\(about)\n\n## Full Transcript\n\nADA: One.\n\nBO: Two.\n\nADA: Three.\n\nBO: Four."
      )
        == ["ADA: One.", "BO: Two.", "ADA: Three.", "BO: Four."])
  }

  @Test func `marks of HTML and Markdown that say nothing end no turn`() throws {
    #expect(
      try turns(
        "<div>\n<ul>\n<li><a href=\"#a\">1. So</a></li>\n</ul>\n</div>\n\nADA: One.\n\n![graph](a.png)\n\n"
          + "BO: Two.\n\n{{< youtube x >}}\n\nADA: Three, <laughs>\n<b>four</b>.\n")
        == ["ADA: One.", "BO: Two.", "ADA: Three, <laughs>/<b>four</b>."])
  }

  @Test(arguments: [
    ("INT: Wie geht es?\nP1: Gut.\n", ["INT: Wie geht es?", "P1: Gut."]),
    (
      "Q.   Your name?\n\nA.   Ada.\n\nQ.   And?\n\nA.   So.",
      ["Q: Your name?", "A: Ada.", "Q: And?", "A: So."]
    ),
    (
      "**INTERVIEWER**\n\nSo?\n\n**PARTICIPANT 3**\n\nWell: yes.\n\n**INTERVIEWER**\n\nOh.\n",
      ["INTERVIEWER: So?", "PARTICIPANT 3: Well: yes.", "INTERVIEWER: Oh."]
    ),
    (
      "[Ada Obi] 10:02:15\nHello.\n\n[Bo Li] 10:02:19\nHi.\n\n[Ada Obi] 10:02:25\nSo.",
      ["Ada Obi@36135: Hello.", "Bo Li@36139: Hi.", "Ada Obi@36145: So."]
    ),
    (
      "Ada - 00:12\nHello.\n\nBo - 00:14\nYes.\n\nAda - 00:20\nOK.\n",
      ["Ada@12: Hello.", "Bo@14: Yes.", "Ada@20: OK."]
    ),
    (
      "I    So?\n\nR    Well.         00:12:01:05\n\nI    And?\n\nR    Then.   00:41:\n",
      ["I: So?", "R: Well.", "I: And?", "R: Then."]
    ),
  ])
  func `reads what else people write`(text: String, expected: [String]) throws {
    #expect(try turns(text) == expected)
  }

  @Test func `keeps names apart that are almost alike, and says so`() throws {
    let transcript = try read(
      "Max Hillebrand: One.\n\nSpeaker A: Two.\n\nMax Hilebrand: Three.\n\nSpeaker B: Four.\n\nMax Hillebrand: Five.\n"
    )
    #expect(
      transcript.speakers.map(\.label)
        == ["Max Hillebrand", "Speaker A", "Max Hilebrand", "Speaker B"])
    #expect(
      transcript.warnings.map(\.message) == [
        "'Max Hilebrand' and 'Max Hillebrand' are almost alike; they are kept apart"
      ])
  }

  @Test func `reads labels as the settings say they look`() throws {
    let settings = LabelSettings(template: LabelTemplate("<NAME> TIME -"))
    #expect(
      try turns(
        "Title\n\n<Ada Obi> 00:01:02 - Hello.\nMore.\n<Bo> 1:09 -\nYes: so.\n", settings: settings)
        == ["Ada Obi@62: Hello./More.", "Bo@69: Yes: so."])
    let dash = LabelSettings(template: LabelTemplate("NAME – "))
    #expect(
      try turns("Ada – Hello.\n\nBo – Yes.\n", settings: dash) == ["Ada: Hello.", "Bo: Yes."])
    #expect(
      try turns(
        "O’Brien – Hello.\n\nA–B – Yes – no.\n\nBo–well.\n\nCy– I went – home.\n", settings: dash)
        == ["O’Brien: Hello.", "A–B: Yes – no.", "Bo: well.", "Cy: I went – home."])
    let hyphen = LabelSettings(template: LabelTemplate("NAME - TIME -"))
    #expect(
      try turns("Jean-Luc - 0:12 - Hello.\n\nAnn - 0:15 - Yes - no.\n", settings: hyphen)
        == ["Jean-Luc@12: Hello.", "Ann@15: Yes - no."])
    let colon = LabelSettings(template: LabelTemplate("NAME: "))
    #expect(try turns("Bo:I said to him: go.\n", settings: colon) == ["Bo: I said to him: go."])
    #expect(LabelTemplate("TIME: ") == nil)
    #expect(LabelTemplate("NAME ") == nil)
  }

  @Test(arguments: [
    (TimeChoice.auto, "P@93784: Hi."), (.days, "P@93784: Hi."), (.frames, "P@3723.16: Hi."),
    (.none, "P: Hi."),
  ])
  func `counts times of four numbers as the settings say`(
    choice: TimeChoice, first: String
  ) throws {
    let text = "P (01:02:03:04): Hi.\n\nQ: So.\n"
    #expect(try turns(text, settings: LabelSettings(times: choice)).first == first)
  }
}
