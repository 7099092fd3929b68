import LeitmotifModel
import LeitmotifPlugin
import SpokenXML
import Testing

struct TEIIngesterTests {
  @Test func `makes each utterance a turn on a line of its own`() throws {
    let transcript = try ingest(
      """
      <u who="#INT">What do you do?</u>
      <u who="#P1">
        I train
        models.
      </u>
      <u who="#P1">Large ones.</u>
      """)
    #expect(transcript.text == CanonicalText("What do you do?\nI train models.\nLarge ones."))
    #expect(
      turns(transcript) == ["INT: What do you do?", "P1: I train models.", "P1: Large ones."])
    #expect(transcript.format == "tei")
    #expect(transcript.key == "p1")
    #expect(transcript.warnings == [])
  }

  @Test(arguments: [
    ("Well <note>looks up</note>, yes", "Well , yes"),
    ("No<note place=\"foot\">sic</note>, really", "No, really"),
    ("Yes <vocal><desc>laughs</desc></vocal> of course", "Yes of course"),
    ("one<pause/>two <gap reason=\"inaudible\"/>three", "one two three"),
    ("<seg>First.</seg><seg>Second.</seg><seg/>", "First. Second."),
    ("<w>so</w><w>they</w><pc>,</pc>\n<w>then</w>", "so they , then"),
    ("<emph>Love</emph>ly, <unclear>per<hi>haps</hi></unclear>!", "Lovely, perhaps!"),
    ("over two<pb n=\"3\"/>pages, and non<lb break=\"no\"/>sense", "over two pages, and nonsense"),
    ("it <choice><orig>ain't</orig><reg>is not</reg></choice> so", "it ain't so"),
    (
      "bon <spanGrp><span>bon<spanGrp><span>INT</span></spanGrp></span></spanGrp> voilà",
      "bon voilà"
    ),
    ("<u who=\"#P2\">inner</u> words", "inner words"),
    ("naïve 🙂\u{00A0}&amp; &#233;", "naïve 🙂\u{00A0}& é"),
  ])
  func `hears what is said and nothing else`(content: String, speech: String) throws {
    let transcript = try ingest("<u who='#P1'>\(content)</u>")
    #expect(transcript.text == CanonicalText(speech))
  }

  @Test func `passes over what stands around utterances, and over empty ones`() throws {
    let transcript = try ingest(
      """
      <head>Part one</head><note type="speaker">The chair</note>
      <u who="#A"><vocal><desc>sighs</desc></vocal></u><u who="#B">Yes.</u><u who="#A"/>
      <incident><desc>A door.</desc></incident><div><u who="#B">No.</u></div>
      """)
    #expect(turns(transcript) == ["B: Yes.", "B: No."])
    #expect(transcript.speakers.map(\.label) == ["B"])
  }

  @Test func `a byte order mark in front of the words is none of them`() throws {
    let transcript = try ingest("<u who='A'>&#xFEFF;&#xFEFF;Yes.</u><u who='B'>&#xFEFF;No.</u>")
    #expect(turns(transcript) == ["A: Yes.", "B: \u{FEFF}No."])
  }

  @Test func `keeps an utterance that names nobody`() throws {
    let transcript = try ingest("<u>Hello.</u><u who=''>Hi.</u>")
    #expect(transcript.turns.map(\.speaker) == [nil, nil])
    #expect(transcript.text == CanonicalText("Hello.\nHi."))
  }

  @Test(arguments: [
    ("#P1", "P1"), ("P1", "P1"), ("people.xml#SantalicesMiguelÁngel", "SantalicesMiguelÁngel"),
    ("#A  #B", "A B"),
  ])
  func `takes the label from a reference`(who: String, label: String) throws {
    #expect(try ingest("<u who='\(who)'>Yes.</u>").speakers.map(\.label) == [label])
  }

  @Test func `takes roles from the persons of the header`() throws {
    let transcript = try ingest(
      "<u who='#x1'>Well?</u><u who='#x2'>So.</u><u who='spk3'>Hm.</u><u who='#INT'>And?</u>",
      header: """
        <person xml:id="x1" role="interviewer"/><person xml:id="x2" role="participant"/>
        <person role="interpreter"><altGrp><alt type="spk3"/></altGrp></person>
        """)
    #expect(
      transcript.speakers.map(\.role) == [.interviewer, .participant, .other, .interviewer])
  }

  @Test func `takes roles from the utterances where no person has one`() throws {
    let transcript = try ingest(
      "<u who='#A' ana='#chair'>Order.</u><u who='#B' ana='#regular'>Thanks.</u>",
      header: "<person xml:id='A'/>")
    #expect(transcript.speakers.map(\.role) == [.moderator, .participant])
  }

  @Test func `maps labels by its settings`() throws {
    var configuration = TEIIngester.Configuration()
    configuration.speakers = SpeakerMap([
      SpeakerEntry(match: "int*", role: .interviewer),
      SpeakerEntry(match: "P?", role: .participant, participant: "$transcript/$label"),
    ])
    let transcript = try ingest(
      "<u who='#INT1'>Well?</u><u who='#P1'>So.</u><u who='#Xaver'>Hi.</u><u who='#Xaver'>Bye.</u>",
      configuration: configuration)
    #expect(
      transcript.speakers == [
        Speaker(label: "INT1", role: .interviewer),
        Speaker(label: "P1", role: .participant, participant: "p1/P1"),
        Speaker(label: "Xaver", role: .other),
      ])
    #expect(
      transcript.warnings.map(\.description) == [
        """
        study/p1.xml: warning: no entry of 'speakers' fits 'Xaver' (2 turns), whose role is now \
        'other' [unmapped-speaker]
        help: add an entry such as {match: "Xaver", role: participant}
        """
      ])
  }

  @Test func `keeps title and language`() throws {
    let transcript = try ingest(
      "<u>Yes.</u>", header: "<langUsage><language ident='fr'>Français</language></langUsage>")
    #expect(transcript.metadata == ["title": "Interview with a weaver", "language": "fr"])
  }

  @Test func `reads UTF-16 and knows it for TEI`() throws {
    let wide = tei("<u who='#é'>naïve 🙂</u>").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let source = Source(path: "p1.xml", bytes: [0xFF, 0xFE] + wide)
    #expect(TEIIngester.recognition(of: source) == .certain)
    let transcript = try TEIIngester(configuration: .init(), setup: StageSetup())
      .transcript(from: source, in: StageContext())
    #expect(transcript.text == CanonicalText("naïve 🙂"))
    #expect(transcript.encoding == "utf-16le")
  }

  @Test(arguments: [
    ("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">", Recognition.certain), ("<TEI><text>", .likely),
    ("\u{FEFF}\n<Trans>", .fallback), ("INT: Hello", .no), ("", .no),
    ("INT: See http://www.tei-c.org/ns/1.0 of course.", .no),
  ])
  func `recognises TEI by its root`(file: String, recognition: Recognition) {
    #expect(
      TEIIngester.recognition(of: Source(path: "a.xml", bytes: Array(file.utf8))) == recognition)
  }

  @Test func `warns of a file without speech`() throws {
    let transcript = try ingest("<p>Words that nobody said.</p>")
    #expect(transcript.text.count == 0)
    #expect(transcript.warnings.map(\.id) == ["no-speech"])
  }

  @Test func `refuses XML that is not TEI`() {
    #expect(
      errors("<?xml version='1.0'?>\n<Trans/>") == """
        a.xml:2: error: the file is XML but not TEI: it begins with <Trans> [not-tei]
        help: a TEI file begins with <TEI>; 'ingest: xml' reads other XML by paths that you set
        """)
  }

  @Test func `says where a truncated file ends`() {
    #expect(
      errors("<TEI><text>\n<u who='#P1'>And then") == """
        a.xml:2:22: error: premature end of data in tag u line 2 [xml-syntax]
        help: the file may have been cut off: export or download it again
        """)
  }
}

func tei(_ body: String, header: String = "", timeline: String = "") -> String {
  """
  <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
    <title> Interview with
      a weaver </title><title>Another</title></titleStmt></fileDesc>
    <profileDesc>\(header)</profileDesc></teiHeader>
  <text>\(timeline)<body>\(body)</body></text></TEI>
  """
}

func ingest(
  _ body: String, header: String = "", timeline: String = "",
  configuration: TEIIngester.Configuration = .init()
) throws -> Transcript {
  let source = Source(
    path: "study/p1.xml", bytes: Array(tei(body, header: header, timeline: timeline).utf8))
  return try TEIIngester(configuration: configuration, setup: StageSetup())
    .transcript(from: source, in: StageContext())
}

func turns(_ transcript: Transcript) -> [String] {
  transcript.turns.map { turn in
    "\(transcript.speaker(of: turn)?.label ?? "-"): \(transcript.text[turn.span])"
  }
}

private func errors(_ file: String) -> String {
  let source = Source(path: "a.xml", bytes: Array(file.utf8))
  do {
    _ = try TEIIngester(configuration: .init(), setup: StageSetup())
      .transcript(from: source, in: StageContext())
    return ""
  } catch {
    return "\(error)"
  }
}
