import LeitmotifLabels
import LeitmotifModel
import Testing

/// Transcripts as programs for transcribing export them.
struct ProgramStylesTests {
  /// What each prints of one talk, and the style that it is read in.
  @Test(arguments: [
    (
      "Trint", "name-line",
      "Ada Obi [0:03] Shall we?\n\nBo Li [0:09] Yes.\n\nAda Obi [1:02] Good.\n"
    ),
    (
      "Happy Scribe", "leading-time",
      "[00:00:03.000] - Ada Obi\nShall we?\n\n[00:00:09.000] - Bo Li\nYes.\n\n[00:01:02.000] - Ada Obi\nGood.\n"
    ),
    (
      "Word", "leading-time",
      "Audio file\ntalk.wav\n\nTranscript\n\n00:00:03 Ada Obi\nShall we?\n00:00:09 Bo Li\nYes.\n00:01:02 Ada Obi\nGood.\n"
    ),
    (
      "Riverside", "name-line",
      "Ada Obi (00:03.0)\nShall we?\n\nBo Li (00:09)\nYes.\n\nAda Obi (01:02)\nGood.\n"
    ),
    (
      "Sonix", "colon",
      "Ada Obi: [00:00:03] Shall we?\n\nBo Li: [00:00:09] Yes.\n\nAda Obi: [00:01:02] Good.\n"
    ),
    (
      "f4, times in front", "leading-time",
      "#00:00:03-0# Ada Obi: Shall we?\n\n#00:00:09-0# Bo Li: Yes.\n\n#00:01:02-0# Ada Obi: Good.\n"
    ),
    (
      "Teams, before 2023", "name-line",
      "0:0:3.0 --> 0:0:6.11\nAda Obi\nShall we?\n\n0:0:9.0 --> 0:0:10.0\nBo Li\nYes.\n\n0:1:2.0 --> 0:1:3.0\nAda Obi\nGood.\n"
    ),
    (
      "Teams", "name-line",
      "Talk\nMay 3, 2026, 10:00AM\n45m 3s\n\nAda Obi started transcription\n\nAda Obi   0:03\nShall we?\n\nBo Li   0:09\nYes.\n\nAda Obi   1:02\nGood.\n\nAda Obi stopped transcription\n"
    ),
  ])
  func `reads what programs export`(program: String, style: String, text: String) throws {
    let transcript = try read(text)
    #expect(
      turns(transcript) == ["Ada Obi@3: Shall we?", "Bo Li@9: Yes.", "Ada Obi@62: Good."],
      "\(program)")
    #expect(transcript.metadata["style"] == style, "\(program)")
  }

  @Test func `a time at a turn's end, as f4 and MAXQDA print it, says when it ends`() throws {
    let transcript = try read(
      "I: How was it? #00:00:03-2#\nB: Poor. #1 of all. #00:01:01-9#\nI: So? #00:01:05#\nB: #3#\n")
    #expect(
      turns(transcript) == ["I: How was it?", "B: Poor. #1 of all.", "I: So?", "B: #3#"])
    #expect(transcript.turns.map(\.end) == [3200, 61900, 65000, nil])
  }

  @Test(arguments: [
    "[SPEAKER_00]: Shall we?\n[SPEAKER_01]: Yes.\n[SPEAKER_00]: Good.\n",
    "SPEAKER_00:\t00:01\tShall we?\nSPEAKER_01:\t00:03\tYes.\nSPEAKER_00:\t00:09\tGood.\n",
    "SPEAKER_00\tShall we?\nSPEAKER_01\tYes.\nSPEAKER_00\tGood.\n",
    "SPEAKER_00:\n Shall we?\n\nSPEAKER_01:\n Yes.\n\nSPEAKER_00:\n Good.\n",
    "SPEAKER_00: Shall we?\nSPEAKER_01: Yes.\nSPEAKER_00: Good.\nMeeting ended after 00:30:05\n",
  ])
  func `reads labels of scripts that tell speakers apart`(text: String) throws {
    let spoken = try read(text)
    #expect(
      spoken.turns.map { spoken.speaker(of: $0)?.label } == [
        "SPEAKER_00", "SPEAKER_01", "SPEAKER_00",
      ])
    #expect(
      spoken.turns.map { String(spoken.text[$0.span]) } == ["Shall we?", "Yes.", "Good."])
  }

  @Test(arguments: [
    "[0:03] Shall we?\n[0:09] Mhm\n[0:12] We wait.\n[0:15] Mhm\n\n[0:20] Good.\n",
    "0:03\nShall we?\n0:09\nMhm\n0:12\nWe wait.\n0:15\nMhm\n0:20\nGood.\n",
  ])
  func `short words behind times are no names`(text: String) throws {
    #expect(
      try turns(text) == [
        "-@3: Shall we?", "-@9: Mhm", "-@12: We wait.", "-@15: Mhm", "-@20: Good.",
      ])
  }

  @Test(arguments: [
    "INT (0:03 - 0:09): So?\n\nROSA (0:09 - 0:12): Yes.\n\nINT (0:12 - 0:15): Good.\n",
    "[0:03 - 0:09] INT: So?\n\n[0:09 - 0:12] ROSA: Yes.\n\n[0:12 - 0:15] INT: Good.\n",
    "**INT** (0:03 – 0:09)\nSo?\n\n**ROSA** (0:09 – 0:12)\nYes.\n\n**INT** (0:12 – 0:15)\nGood.\n",
  ])
  func `two times say when a turn begins and ends`(text: String) throws {
    let transcript = try read(text)
    #expect(turns(transcript) == ["INT@3: So?", "ROSA@9: Yes.", "INT@12: Good."])
    #expect(transcript.turns.map(\.end) == [9000, 12000, 15000])
  }

  @Test func `how somebody speaks is no other name`() throws {
    #expect(
      try turns(
        "INT: So?\nROSA: Yes.\nINT: Really?\nROSA (laughs): No.\nINT: So?\nROSA [slowly]: It rained.\n"
      )
        == [
          "INT: So?", "ROSA: Yes.", "INT: Really?", "ROSA: No.", "INT: So?", "ROSA: It rained.",
        ])
  }

  @Test func `where labels are in capitals, one that is there once is one, too`() throws {
    #expect(
      try turns("INT: So?\nF1: Yes.\nINT: All?\nALL: Yes!\nM2: Hm. There is one Thing: rain.\n")
        == ["INT: So?", "F1: Yes.", "INT: All?", "ALL: Yes!", "M2: Hm. There is one Thing: rain."])
  }

  @Test func `times without brackets in front of all paragraphs are no speech`() throws {
    #expect(
      try turns("0:03 Shall we?\n\n0:09 Yes.\nAll of it.\n\n1:02 Good.\n")
        == ["-@3: Shall we?", "-@9: Yes./All of it.", "-@62: Good."])
    #expect(
      try turns("10:30 suits me.\n\nBut I like 9:15.\n\n11:00 is late.\n")
        == ["-: 10:30 suits me.//But I like 9:15.//11:00 is late."])
  }

  @Test func `names in scripts without capitals are found where no line is empty`() throws {
    #expect(
      try turns("聞き手：どうでしたか。\n山田：雨でした。\n聞き手：それで？\n山田：待ちました。\n")
        == ["聞き手: どうでしたか。", "山田: 雨でした。", "聞き手: それで？", "山田: 待ちました。"])
  }

  @Test func `a time in the middle of a sentence makes no name of the words before it`() throws {
    #expect(
      try turns("Exactly [0:12] so it was.\n\nWe left [0:20] in May.\n")
        == ["-: Exactly [0:12] so it was.//We left [0:20] in May."])
  }
}
