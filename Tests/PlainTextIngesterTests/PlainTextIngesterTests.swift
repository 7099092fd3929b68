import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import PlainTextIngester
import Testing

struct PlainTextIngesterTests {
  @Test func `keeps the text as it is, labels and all`() throws {
    let text = "ADA: Naïve 🙂?\n\nBO:   Yes  \n\n  And more.\n\n"
    let transcript = try read(text)
    #expect(transcript.text == CanonicalText(text))
    #expect(
      transcript.turns.map(\.span) == [
        TextSpan(start: 5, end: 17), TextSpan(start: 25, end: 43),
      ])
    #expect(transcript.key == "p1")
    #expect(transcript.format == "text")
    #expect(transcript.encoding == "utf-8")
  }

  @Test func `continues a turn over paragraphs until the next label or heading`() throws {
    #expect(
      try turns(
        "ADA: One.\n\nTwo.\nThree.\n\n## Later\n\nA voice.\n\nBO: Four.\n\nADA: Five.\n\n---\n\nSix."
      )
        == ["ADA: One.//Two./Three.", "-: A voice.", "BO: Four.", "ADA: Five.", "ADA: Six."])
  }

  @Test func `a role that stands beside initials is theirs`() throws {
    let transcript = try read(
      "Interviewer (AB): Why?\n\nMary Jones (MJ): For rain.\n\nAB: And?\n\nMJ: No more.\n")
    #expect(transcript.speakers.map(\.label) == ["AB", "MJ"])
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
    // Of two names the first in the alphabet counts.
    let twice = try read(
      "Participant (AB): Why?\n\nMary Jones (MJ): For rain.\n\nInterviewer (AB): And?\n\n"
        + "MJ: No.\n\nAB: So?\n\nMJ: Yes.\n")
    #expect(twice.speakers.map(\.role) == [.interviewer, .participant])
  }

  @Test func `keeps front matter apart`() throws {
    let transcript = try read(
      """
      ---
      title: 'Ada''s talk: one'
      speakers:
        - Ada Obi
        - 'Bo Li'
      tags: [a, b]
      summary: long
        and longer
      date: 2024-05-03
      ---
      Ada Obi: Hello.

      Bo Li: Hi.
      """)
    #expect(turns(transcript) == ["Ada Obi: Hello.", "Bo Li: Hi."])
    #expect(
      transcript.metadata == [
        "title": "Ada's talk: one", "speakers": "Ada Obi, Bo Li", "tags": "[a, b]",
        "summary": "long, and longer", "date": "2024-05-03", "style": "colon",
        "style.reason": "2 of 2 labels look like 'Name: text'; they name 2",
      ])
  }

  @Test(arguments: ["", "# Interview 7\n\n## Leeds\n"])
  func `keeps a header of lines apart`(title: String) throws {
    let transcript = try read(
      title
        + "Date: 3 May 2024\nInterviewer: Ada Obi\nParticipant: P7\n\nI: Hello.\n\nP7: Hi.\n\nI: So?\n\nP7: Yes."
    )
    #expect(turns(transcript) == ["I: Hello.", "P7: Hi.", "I: So?", "P7: Yes."])
    #expect(transcript.metadata["participant"] == "P7")
  }

  @Test(arguments: [
    (
      "Date: 3 May 2024\nInterviewer: Tell me of it.\nRosa: It is small.\nInterviewer: So?\nRosa: Yes.",
      ["Interviewer: Tell me of it.", "Rosa: It is small.", "Interviewer: So?", "Rosa: Yes."]
    ),
    (
      "Interview: 4\nI: Tell me of it.\nR: It is small.\nI: So?\nR: Yes.\n\nI: More?\nR: No.",
      [
        "I: Tell me of it.", "R: It is small.", "I: So?", "R: Yes.", "I: More?", "R: No.",
      ]
    ),
    (
      "I: Tell me of it.\nR: It is small.\nTime: that is what we lack.\nI: So?\nR: Yes.",
      ["I: Tell me of it.", "R: It is small./Time: that is what we lack.", "I: So?", "R: Yes."]
    ),
    (
      "---\n\nAda: How was it?\n\nRosa: It rained.\n\n---\n\nAda: And then?\n\nRosa: Nothing.",
      ["Ada: How was it?", "Rosa: It rained.", "Ada: And then?", "Rosa: Nothing."]
    ),
    (
      "Date: 3 May 2024\nAda: Hello there\nRosa: Hi\n\nAda: So?\n\nRosa: Yes.",
      ["Ada: Hello there", "Rosa: Hi", "Ada: So?", "Rosa: Yes."]
    ),
    (
      "---\nAda: How was it?\nRosa: It rained.\n---\n\nAda: And then?\n\nRosa: Nothing.",
      ["Ada: How was it?", "Rosa: It rained.", "Ada: And then?", "Rosa: Nothing."]
    ),
  ])
  func `what stands above ends where somebody speaks`(text: String, spoken: [String]) throws {
    #expect(try turns(text) == spoken)
  }

  @Test func `blanks and marks that nobody sees are no part of a label`() throws {
    let transcript = try read(
      "Enquêteur\u{A0}: Bonjour.\n\n\u{200E}Marie\u{202F}: Oui.\n\nEnquêteur : Et après.\n\nMarie: Non.\n"
    )
    #expect(transcript.speakers.map(\.label) == ["Enquêteur", "Marie"])
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
  }

  @Test func `names stand below the times that Teams writes`() throws {
    #expect(
      try turns(
        """
        0:0:0.0 --> 0:0:2.90
        Ada Obi
        Hi, how was it?
        0:0:3.0 --> 0:0:5.1
        Rosa Li
        Poor.
        0:0:5.2 --> 0:0:6.1
        Ada Obi
        OK.
        """) == ["Ada Obi@0: Hi, how was it?", "Rosa Li@3: Poor.", "Ada Obi@5.2: OK."])
  }

  @Test func `half of the day is nobody`() throws {
    #expect(
      try turns("Rosa: We met at\n10:05 PM\nand left.\n\nAda: So?\n\nRosa: Yes.\n\nAda: Well.") == [
        "Rosa: We met at/10:05 PM/and left.", "Ada: So?", "Rosa: Yes.", "Ada: Well.",
      ])
    #expect(
      try read("00:01 H: Hello.\n\n00:05 R: Yes.\n\n00:09 H: So?\n\n00:12 R: Fine.")
        .speakers.map(\.label) == ["H", "R"])
  }

  @Test func `labels may stand in italics`() throws {
    #expect(
      try turns("_Ada:_ Hello.\n\n_Rosa:_ Hi.\n\n_Ada:_ So?\n\n_Rosa:_ Yes.\n\n_page : 8\n") == [
        "Ada: Hello.", "Rosa: Hi.", "Ada: So?", "Rosa: Yes.",
      ])
  }

  @Test(arguments: [
    ("साक्षात्कारकर्ता", "रोज़ा"), ("ผู้สัมภาษณ์", "สมชาย"), ("محمد علي", "فاطمة حسن"), ("דנה כהן", "יעל לוי"),
    ("김 철수", "박 영희"),
    ("山田 太郎", "佐藤 花子"), ("Интервьюер Александра Владимировна", "Мария"),
  ])
  func `labels of every script are labels`(one: String, other: String) throws {
    #expect(
      try turns("\(one): A.\n\n\(other): B.\n\n\(one): C.\n\n\(other): D.\n\n\(one): E.") == [
        "\(one): A.", "\(other): B.", "\(one): C.", "\(other): D.", "\(one): E.",
      ])
  }

  @Test func `takes a few words above the first label for no speech, and many for speech`() throws {
    let talk = "ADA: One.\n\nBO: Two.\n\nADA: Three.\n"
    #expect(try turns("Recorded by video.\n\n" + talk).count == 3)
    let speech = String(repeating: "And so it went on and on. ", count: 20)
    #expect(try turns(speech + "\n\n" + talk).first?.hasPrefix("-: And so") == true)
  }

  @Test func `makes one turn of a text without labels and warns`() throws {
    let transcript = try read("We met.\nIt was good.\n\nWe parted.\n")
    #expect(turns(transcript) == ["-: We met./It was good.//We parted."])
    #expect(transcript.speakers == [])
    #expect(
      transcript.warnings.map(\.description) == [
        """
        study/p1.txt: warning: no line begins with a label, so nobody knows who speaks [no-labels]
        help: write 'NAME: ' in front of each turn, or set 'style' or 'label' if the labels look otherwise
        """
      ])
  }

  @Test func `drops turns without speech and their speakers`() throws {
    let transcript = try read(
      "**Ada:** One.\n\n**Break:** \\[16:53\\]\n\n**Bo:** Two.\n\n**Bo:**\n\n**Ada:** Three.\n")
    #expect(turns(transcript) == ["Ada: One.", "Bo: Two.", "Ada: Three."])
    #expect(transcript.speakers.map(\.label) == ["Ada", "Bo"])
  }

  @Test func `maps speakers by its settings and warns of the rest`() throws {
    var configuration = PlainTextIngester.Configuration()
    configuration.speakers = SpeakerMap([
      SpeakerEntry(match: "int*", role: .interviewer),
      SpeakerEntry(match: "P*", role: .participant, participant: "$label"),
    ])
    let transcript = try read(
      "INT: Well?\n\nP5: So.\n\nINT: And?\n\nP5: Then.\n\nXAVER: Hi.\n\nXAVER: Bye.\n",
      configuration: configuration)
    #expect(
      transcript.speakers == [
        Speaker(label: "INT", role: .interviewer),
        Speaker(label: "P5", role: .participant, participant: "P5"),
        Speaker(label: "XAVER", role: .other),
      ])
    #expect(transcript.warnings.map(\.id) == ["unmapped-speaker"])
  }

  @Test func `reads its settings from a pipeline and refuses wrong ones`() throws {
    #expect(
      PlainTextIngester.Configuration().value
        == [
          "style": "auto", "label": "", "time": "auto", "speakers": [], "encoding": "auto",
          "undecodable": "refuse",
        ])
  }

  @Test(arguments: [
    ("a.txt", "INT: Hi", Recognition.likely), ("a.MD", "", .likely), ("TEC", "x", .fallback),
    ("a.xml", "<?xml version='1.0'?>", .no), ("a.txt", "%PDF-1.4", .no),
    ("a.trs", "<Trans>", .no), ("a.txt", "<laughs> INT: Hi", .likely), ("a", "PK\u{3}\u{4}", .no),
  ])
  func `recognises text by its name, and other formats by their beginning`(
    path: String, content: String, recognition: Recognition
  ) {
    let source = Source(path: path, bytes: Array(content.utf8))
    #expect(PlainTextIngester.recognition(of: source) == recognition)
  }

  @Test func `refuses empty, binary and badly encoded files`() {
    #expect(ids([]) == ["empty-file"])
    #expect(ids([0x41, 0x00, 0xFF]) == ["binary-file"])
    #expect(ids([0x41, 0x3A, 0x20, 0xFF, 0x0A]) == ["invalid-utf8"])
  }

  @Test func `reads UTF-16 by its mark`() throws {
    let wide = "ADA: é🙂\r\nBO: So.\r\nADA: Ah.".utf16.flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    let transcript = try read([0xFF, 0xFE] + wide)
    #expect(turns(transcript) == ["ADA: é🙂", "BO: So.", "ADA: Ah."])
    #expect(transcript.encoding == "utf-16le")
  }

  @Test func `keeps turns in order and apart whatever the text is`() throws {
    var random = SeededNumbers(seed: 5)
    let pieces = [
      "ADA: ", "Bo Li: ", "**Bo Li:** ", "\n", "\n\n", "  ", "[00:12] ", "(1:02):", "00:00:12\n",
      "I   ",
      "R   ", "# Head\n", "_page : 8\n", "---\n", "yes, ", "é🙂 ", "a: ", "：", "[id1] ",
      "Bo Li  0:12\n",
      "\\[1:02\\]", "Speaker 1. ", "\u{A0}", "\t", "Q: ", "https://x.y ", "*", ":", "\r",
    ]
    for _ in 0..<4_000 {
      let text = (0..<Int.random(in: 1...30, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let transcript = try read(text)
      var last = 0
      for turn in transcript.turns {
        #expect(turn.span.start >= last && turn.span.end <= transcript.text.count)
        #expect(!turn.span.isEmpty)
        #expect(
          transcript.text.isBoundary(turn.span.start) && transcript.text.isBoundary(turn.span.end))
        last = turn.span.end
      }
    }
  }
}

private func ids(_ bytes: [UInt8]) -> [String] {
  do {
    _ = try read(bytes)
    return []
  } catch {
    return (error as? Diagnostics)?.all.map(\.id) ?? ["\(error)"]
  }
}
