import Captions
import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// Each format as its programs write it.
struct CaptionFormatTests {
  @Test func `SRT: a name stands where the speaker changes`() throws {
    let text = """
      1
      00:00:01,000 --> 00:00:02,500
      Adam Curry: Welcome to

      2
      00:00:02,500 --> 00:00:04,000
      <i>the show</i> of {\\an8}today.

      3
      00:00:04,000 --> 00:00:05,000
      Dave Jones: Thanks: really.

      4
      00:00:05,000 --> 00:00:06,000
      Adam Curry: So: 2
      """
    #expect(
      try turns(text, as: "show.srt") == [
        "Adam Curry@1-4: Welcome to the show of today.", "Dave Jones@4-5: Thanks: really.",
        "Adam Curry@5-6: So: 2",
      ])
  }

  @Test func `SRT: without names every cue is a turn of nobody`() throws {
    let text =
      "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\ntwo.\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n- Three.\r\n\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\n♪ ♪\r\n"
    #expect(try turns(text, as: "a.srt") == ["-@1-2: One two.", "-@2-3: - Three."])
  }

  @Test func `SRT: one letter again and again is no speaker`() throws {
    let text = """
      1
      00:00:00,000 --> 00:00:01,000
      V: Bottom

      2
      00:00:02,000 --> 00:00:03,000
      V: Top
      """
    #expect(try turns(text, as: "a.srt") == ["-@0-1: V: Bottom", "-@2-3: V: Top"])
  }

  @Test func `SRT: colours are speakers when the settings say so`() throws {
    let text = """
      1
      00:00:00,000 --> 00:00:01,000
      {\\c&HFFF000&}So,

      2
      00:00:01,000 --> 00:00:02,000
      {\\c&HFFF000&}hello

      3
      00:00:02,000 --> 00:00:03,000
      {\\c&H0000FF&}Hi.
      """
    #expect(try turns(text, as: "a.srt") == ["-@0-1: So,", "-@1-2: hello", "-@2-3: Hi."])
    var configuration = CaptionsIngester.Configuration()
    configuration.colours = true
    #expect(
      try turns(text, as: "a.srt", configuration: configuration)
        == ["FFF000@0-2: So, hello", "0000FF@2-3: Hi."])
  }

  @Test func `TTML: times of every kind, line breaks, agents`() throws {
    let text = """
      <?xml version="1.0"?>
      <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
          xmlns:ttm="http://www.w3.org/ns/ttml#metadata" ttp:frameRate="25" ttp:tickRate="1000">
        <head><metadata><ttm:title>Talk é</ttm:title>
          <ttm:agent xml:id="a1" type="person"><ttm:name type="full">Zoë Obi</ttm:name></ttm:agent>
        </metadata></head>
        <body begin="10s"><div>
          <p begin="00:00:01.500" end="00:00:02.000" ttm:agent="a1">One<br/>two
             three.<metadata>not said</metadata></p>
          <p begin="00:00:02:05" dur="500ms" ttm:agent="a2">Four.</p>
          <p begin="3000t" end="100f"> </p>
          <p><span begin="1m" end="61s">Five.</span></p>
        </div></body>
      </tt>
      """
    #expect(
      try turns(text, as: "a.xml") == [
        "Zoë Obi@11.5-12: One two three.", "a2@12.2-71: Four. Five.",
      ])
    let transcript = try read(text, as: "a.xml")
    #expect(transcript.metadata["title"] == "Talk é")
    #expect(transcript.format == "ttml")
  }

  @Test func `SBV, LRC, cues in brackets, Whisper's table`() throws {
    #expect(
      try turns(
        "0:00:00.599,0:00:04.160\n>> ANNA: Hi,\nall\n\n0:00:04.160,0:00:06\n>> BEN: Yes.\n",
        as: "a.sbv")
        == ["ANNA@0.599-4.16: Hi, all", "BEN@4.16-6: Yes."])
    #expect(
      try turns(
        "[ti:Talk]\n[00:43.810]Hello all.\n[00:47.85]\n\n[00:48.350]Two.\n[00:54]Three.\n",
        as: "a.lrc")
        == ["-@43.81-47.85: Hello all.", "-@48.35-54: Two.", "-@54-?: Three."])
    #expect(
      try turns(
        "[00:43.810 --> 00:47.850]  Hello.\n[01:00:48.350 --> 01:00:54.570]  Two.\n", as: "a.txt")
        == ["-@43.81-47.85: Hello.", "-@3648.35-3654.57: Two."])
    #expect(
      try turns("00:00.000 --> 00:27.640\nHello.\n\n00:27.640 --> 01:00.000\nTwo.\n", as: "a.md")
        == ["-@0-27.64: Hello.", "-@27.64-60: Two."])
    #expect(
      try turns("start\tend\ttext\n43810\t47850\tHello.\n48350\t54570\tTwo,\tthree.\n", as: "a.tsv")
        == ["-@43.81-47.85: Hello.", "-@48.35-54.57: Two, three."])
  }

  @Test func `ASS: the speaker is the name, else a style that is numbered`() throws {
    let head = """
      [Script Info]
      Title: Talk
      [V4+ Styles]
      Style: Default,Arial
      [Events]
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text

      """
    #expect(
      try turns(
        head + """
          Dialogue: 0,0:00:01.00,0:00:02.50,Speaker00,,0,0,0,,{\\i1}Hello, all{\\i0}\\Nof you.
          Comment: 0,0:00:01.00,0:00:02.50,Speaker00,,0,0,0,,Not said.
          Dialogue: 0,0:00:02.50,0:00:03.00,Speaker01,,0,0,0,,Hi.
          """, as: "a.ass") == ["Speaker00@1-2.5: Hello, all of you.", "Speaker01@2.5-3: Hi."])
    #expect(
      try turns(
        head + "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Anna,0,0,0,,Hello.\n", as: "a.ass")
        == ["Anna@1-2.5: Hello."])
    #expect(
      try turns(
        head + "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Hello.\n", as: "a.ass")
        == ["-@1-2.5: Hello."])
  }

  @Test func `YouTube: spans and bare text mixed, padding, empty paragraphs`() throws {
    let text =
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\" ?><timedtext format=\"3\"><head><pen id=\"1\"/></head><body>"
      + "<p t=\"1\" d=\"4999\" wp=\"1\"><s p=\"1\">\u{200B}</s>\u{200B}<s p=\"2\">\u{200B} Right</s> to left.</p>"
      + "<p t=\"5000\" d=\"1000\">\u{200B}</p><p t=\"5500\">Over</p></body></timedtext>"
    #expect(try turns(text, as: "a.ytt") == ["-@0.001-5: Right to left.", "-@5.5-?: Over"])
    #expect(
      try turns(
        "<transcript><text start=\"1.5\" dur=\"2\">It&amp;#39;s</text></transcript>", as: "a.xml")
        == ["-@1.5-3.5: It's"])
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "soon"])
  func `a time that no recording has is none`(time: String) throws {
    #expect(
      try turns(
        "<timedtext><body><p t=\"\(time)\" d=\"\(time)\">Hi</p></body></timedtext>", as: "a.ytt")
        == ["-@?-?: Hi"])
    #expect(
      try turns("<SAMI><SYNC Start=5><P>Hi<SYNC Start=\(time)><P>&nbsp;</SAMI>", as: "a.smi")
        == ["-@0.005-?: Hi"])
  }

  @Test func `Podcasting 2.0: HTML with a name, a time and words`() throws {
    let text = """
      <cite>Travis:</cite>
      <time>0:00</time>
      <p>It&#39;s
      time.</p>
      <p>So.</p>
      <cite>Ann O'Neill:</cite><time>1:02:03</time><p>Yes &amp; <b>no</b>.</p>
      """
    #expect(
      try turns(text, as: "a.html")
        == ["Travis@0-?: It's time. So.", "Ann O'Neill@3723-?: Yes & no."])
  }

  @Test func `SAMI: one language, an empty cue ends the one before`() throws {
    let text = """
      <SAMI><HEAD><STYLE TYPE="text/css"><!-- P { margin: 1pt } .EN {Name: English;} --></STYLE></HEAD><BODY>
      <SYNC Start=9209><P Class=EN>( clock )
      <SYNC Start=12312><P Class=EN>&nbsp;
      <SYNC Start="14848"><P Class="EN">MAN:<br/>When we<br>think &amp; talk
      <P Class="FR">MAN : Quand
      <SYNC Start=17350><P Class=EN>WOMAN:<br>Yes.</P></SYNC>
      </BODY></SAMI>
      """
    #expect(
      try turns(text, as: "a.smi")
        == ["MAN@14.848-17.35: When we think & talk", "WOMAN@17.35-?: Yes."])
  }
}

struct CaptionsIngesterTests {
  private static let examples = WorkedExample.all(ofPlugin: "Captions")

  @Test(arguments: examples)
  func `reads every example of its README`(example: WorkedExample) throws {
    let transcript = try read(example.content, as: example.name)
    #expect(WorkedExample.writtenTurns(of: transcript) == example.turns)
  }

  @Test func `codes of television are not taken for words`() {
    let bytes = Array("Scenarist_SCC V1.0\n\n01:02:53:14\t94ae 94ae 9420\n".utf8)
    #expect(CaptionsIngester.recognition(of: Source(path: "a.scc", bytes: bytes)) == .certain)
    let error = #expect(throws: Diagnostics.self) {
      _ = try read(String(decoding: bytes, as: UTF8.self), as: "a.scc")
    }
    #expect(error?.all.first?.help.contains("ffmpeg") == true)
  }

  @Test func `its README has an example of every format`() throws {
    let formats = try Self.examples.map { try read($0.content, as: $0.name).format }
    #expect(
      formats == [
        "webvtt", "srt", "sbv", "cue-lines", "lrc", "ass", "ttml", "srv3", "sami", "microdvd",
        "podcast-html", "whisper-tsv",
      ])
  }

  @Test(arguments: [
    ("a.txt", "WEBVTT\n", Recognition.certain), ("a.srt", "anything", .certain),
    ("a.vtt", "", .likely), ("a.txt", "INT: Hi.\nP1: Hello.\n", .no),
    ("a.xml", "<?xml version='1.0'?><!-- x --><tt:tt xmlns:tt='x'/>", .certain),
    ("a.xml", "<TEI/>", .no), ("a.txt", "00:00:01,0 --> 00:00:02,0\nOne line.\n", .certain),
    ("a.txt", "ANNA: 10:30 --> no\n\nBEN: yes\n\nANNA: no\n", .no),
    ("a.txt", "[00:12] ANNA: Hello.\n[00:14] BEN: Hi.\n", .no),
    // Teams writes names below the times: the ingester of text knows them.
    (
      "a.txt",
      "0:0:0.0 --> 0:0:2.9\nAda Obi\nSo?\n0:0:3.0 --> 0:0:5.1\nRo Li\nNo.\n0:0:5.2 --> 0:0:6.1\nAda Obi\nOK.\n",
      .no
    ),
  ])
  func `recognises captions by their beginning`(
    path: String, content: String, recognition: Recognition
  ) {
    let source = Source(path: path, bytes: Array(content.utf8))
    #expect(CaptionsIngester.recognition(of: source) == recognition)
  }

  @Test func `maps labels to participants, and lists those that nobody mapped`() throws {
    var configuration = CaptionsIngester.Configuration()
    configuration.speakers = SpeakerMap([
      SpeakerEntry(match: "Ada*", role: .interviewer),
      SpeakerEntry(match: "Bo", role: .participant, participant: "P7"),
    ])
    let text =
      "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada Obi>Hi.\n\n00:01.000 --> 00:02.000\n<v Bo>Yo.\n\n00:02.000 --> 00:03.000\n<v X>Hm.\n"
    let transcript = try read(text, as: "study/a.vtt", configuration: configuration)
    #expect(
      transcript.speakers == [
        Speaker(label: "Ada Obi", role: .interviewer),
        Speaker(label: "Bo", role: .participant, participant: "P7"),
        Speaker(label: "X", role: .other),
      ])
    #expect(transcript.key == "a")
    #expect(transcript.text == CanonicalText("Hi.\nYo.\nHm."))
    #expect(transcript.warnings.map(\.id) == ["unmapped-speaker"])
  }

  @Test func `says when nobody speaks, and when there are no cues`() throws {
    #expect(try read("WEBVTT\n", as: "a.vtt").warnings.map(\.id) == ["no-speech"])
    let error = #expect(throws: Diagnostics.self) { _ = try read("Hello.", as: "a.vtt") }
    #expect(error?.all.map(\.id) == ["not-captions"])
  }

  @Test func `captions in Windows-1252 are read, with a warning`() throws {
    let text =
      "1\n00:00:01,000 --> 00:00:02,000\nLe caf\u{E9} \u{E9}tait tr\u{E8}s bon, d\u{E9}j\u{E0}.\n"
    let transcript = try CaptionsIngester(configuration: .init(), setup: StageSetup()).transcript(
      from: Source(path: "a.srt", bytes: text.unicodeScalars.map { UInt8($0.value) }),
      in: StageContext())
    #expect(transcript.text == CanonicalText("Le café était très bon, déjà."))
    #expect(transcript.warnings.map(\.id) == ["guessed-encoding"])
  }
}
