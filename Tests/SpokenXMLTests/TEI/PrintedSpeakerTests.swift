import LeitmotifModel
import LeitmotifPlugin
import SpokenXML
import Testing

struct PrintedSpeakerTests {
  private func read(_ file: String) throws -> Transcript {
    try TEIIngester(configuration: .init(), setup: StageSetup())
      .transcript(from: Source(path: "p1.xml", bytes: Array(file.utf8)), in: StageContext())
  }

  @Test func `words that stand one in a line are the speech, without their notes`() throws {
    let transcript = try read(
      """
      <text id="GUM_x" title="A talk" speakerList="#AnnLee, #Bob">
      <head>
      <s>
      A\tDT\ta
      talk\tNN\ttalk
      </s>
      </head>
      <sp who="#AnnLee" whom="#Bob">
      <s type="wh">
      How\tWRB\thow
      <w>
      so\tRB\tso
      </w>
      ?\tSENT\t?
      </s>
      </sp>
      <figure rend="x">
      <caption>
      Bob\tNP\tBob
      </caption>
      </figure>
      <sp who="#Bob">
      <s type="decl">
      I\tPP\tI
      <incident type="laugh" who="#Bob">
      forget\tVVP\tforget
      </incident>
      </s>
      </sp>
      </text>
      """)
    #expect(turns(transcript) == ["AnnLee: How so ?", "Bob: I forget"])
    #expect(transcript.format == "gum")
    #expect(transcript.metadata["title"] == "A talk")
  }

  @Test func `the printed name is the label where the file gives no other`() throws {
    let transcript = try read(
      """
      <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
      <sp><speaker>ANNA:</speaker><p>Come in.</p><stage>sits</stage><p>Sit.</p></sp>
      <sp who="#b"><speaker>Bob</speaker><p>Thanks.</p></sp>
      </body></text></TEI>
      """)
    #expect(turns(transcript) == ["ANNA: Come in. Sit.", "b: Thanks."])
  }
}
