import LeitmotifModel
import LeitmotifPlugin
import OfficeFiles
import Testing

struct WordTests {
  @Test func `paragraphs are read by their labels`() throws {
    let transcript = try read(
      word(
        paragraph("Interview 3", style: "Heading1") + paragraph("INT: How did the harvest go?")
          + paragraph("Rosa: Better than last year.") + paragraph("")
          + paragraph("We had rain in May.")
          + paragraph("The barn", style: "berschrift2") + paragraph("INT: And the barn?")
          + paragraph("Rosa: Still there.")), as: "p3.docx")
    #expect(
      turns(transcript) == [
        "INT: How did the harvest go?", "Rosa: Better than last year. We had rain in May.",
        "INT: And the barn?", "Rosa: Still there.",
      ])
    #expect(
      transcript.text
        == CanonicalText(
          """
          How did the harvest go?
          Better than last year. We had rain in May.
          And the barn?
          Still there.
          """))
    #expect(transcript.speakers.map(\.role) == [.interviewer, .participant])
    #expect(transcript.format == "docx")
    #expect(transcript.metadata["style"] == "colon")
    #expect(transcript.warnings == [])
  }

  @Test func `runs, tabs and line breaks make one paragraph`() throws {
    let transcript = try read(
      word(
        """
        <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Ro</w:t></w:r>
        <w:proofErr w:type="spellStart"/><w:r><w:t>sa:</w:t><w:tab/><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t>
        <w:br/><w:t>and</w:t></w:r><w:hyperlink><w:r><w:t xml:space="preserve"> barn</w:t></w:r></w:hyperlink>
        <w:r><w:fldChar/><w:instrText>PAGE 7</w:instrText><w:t>, 7</w:t></w:r></w:p>
        """ + paragraph("INT: And?") + paragraph("Rosa: Yes.") + paragraph("INT: Fine.")),
      as: "p3.docx")
    #expect(turns(transcript).first == "Rosa: co\u{2011}op and barn, 7")
  }

  @Test func `changes are taken as accepted, and comments are kept aside`() throws {
    let body = """
      <w:p><w:r><w:t xml:space="preserve">Rosa: It was </w:t></w:r><w:del w:author="Ada"><w:r><w:delText>very </w:delText></w:r></w:del>
      <w:ins w:author="Ada"><w:r><w:t>quite </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>here</w:t></w:r></w:moveFrom><w:r><w:t>dry.</w:t></w:r></w:p>
      <w:p><w:pPr><w:rPr><w:del w:author="Ada"/></w:rPr></w:pPr><w:r><w:t>INT: And so</w:t></w:r></w:p>
      <w:p><w:r><w:t xml:space="preserve"> it went?</w:t><w:commentReference w:id="0"/></w:r></w:p>
      """
    let transcript = try read(
      word(
        body + paragraph("Rosa: Yes."),
        comments:
          "<w:comment w:id=\"0\" w:author=\"Ada\"><w:p><w:r><w:t>check the tape</w:t></w:r></w:p></w:comment>"
      ),
      as: "p3.docx")
    #expect(turns(transcript) == ["Rosa: It was quite dry.", "INT: And so it went?", "Rosa: Yes."])
    #expect(transcript.warnings.map(\.id) == ["changes-accepted", "comments-aside"])
    #expect(transcript.metadata["comments"] == "Ada: check the tape")
  }

  @Test func `what programs repeat for older ones, and drawings, are no speech`() throws {
    let transcript = try read(
      word(
        """
        <w:p><w:r><w:t>Hello.</w:t><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:t xml:space="preserve"> Once.</w:t></mc:Choice>
        <mc:Fallback><w:t> Twice.</w:t></mc:Fallback></mc:AlternateContent><w:drawing><a:t xmlns:a="a">chart</a:t></w:drawing></w:r></w:p>
        """), as: "p3.docx")
    #expect(turns(transcript) == ["nobody: Hello. Once."])
    #expect(transcript.warnings.map(\.id) == ["no-labels"])
  }

  @Test func `hidden text is no speech`() throws {
    let transcript = try read(
      word(
        """
        <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Rosa: It was </w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>[check name]</w:t><w:br/></w:r><w:r><w:t>dry.</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>INT: Good.</w:t></w:r></w:p>
        """ + paragraph("Rosa: Yes.")), as: "p3.docx")
    #expect(turns(transcript) == ["Rosa: It was dry.", "INT: Good.", "Rosa: Yes."])
  }

  @Test func `a table of spans of time, as NVivo has it, says when turns begin and end`() throws {
    let transcript = try read(
      word(
        "<w:tbl>" + row("Timespan", "Content", "Speaker")
          + row("0:00.0 - 0:05.2", "How was it?", "INT") + row("0:05.2 – 1:02.9", "Dry.", "Rosa")
          + "</w:tbl>"), as: "p3.docx")
    #expect(turns(transcript) == ["INT 0: How was it?", "Rosa 5200: Dry."])
    #expect(transcript.turns.map(\.end) == [5200, 62900])
  }

  @Test func `a column that counts the rows is none of words`() throws {
    let rows =
      row("1", "INT", "How was the harvest?") + row("2", "Rosa", "Dry, all of the summer.")
      + row("3", "INT", "And then?") + row("4", "Rosa", "Then we waited for the rain.")
    let transcript = try read(word("<w:tbl>\(rows)</w:tbl>"), as: "p3.docx")
    #expect(
      turns(transcript) == [
        "INT: How was the harvest?", "Rosa: Dry, all of the summer.", "INT: And then?",
        "Rosa: Then we waited for the rain.",
      ])
  }

  private func row(_ cells: String...) -> String {
    "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
  }

  @Test func `a table of speakers and words is the transcript`() throws {
    let facts = "<w:tbl>" + row("Job", "call.wav") + row("Language", "en-US") + "</w:tbl>"
    let table =
      "<w:tbl>" + row("Start", "Dur.", "Speaker", "Transcription")
      + row("0:00:00.4", "5s", "Agent", "Hello.")
      + row("0:01:06.31", "4s", "Customer", "Hi, um.") + row("", "", "", "")
      + row("1:00", "", "", "Bye.") + "</w:tbl>"
    let transcript = try read(word(paragraph("Call 7") + facts + table), as: "call.docx")
    #expect(
      turns(transcript) == ["Agent 400: Hello.", "Customer 66310: Hi, um.", "nobody 60000: Bye."])
    #expect(transcript.metadata["style"] == "table")
  }

  @Test func `a table without names for its columns is one when labels recur in it`() throws {
    let rows =
      row("0:01", "INT:", "How did the harvest go?") + row("0:05", "Rosa", "Better than last year.")
      + row("0:09", "INT:", "And the barn, after all that rain?") + row("", "Rosa", "Still there.")
    let transcript = try read(word("<w:tbl>\(rows)</w:tbl>"), as: "p3.docx")
    #expect(
      turns(transcript) == [
        "INT 1000: How did the harvest go?", "Rosa 5000: Better than last year.",
        "INT 9000: And the barn, after all that rain?", "Rosa: Still there.",
      ])
  }

  @Test func `cells of other tables are paragraphs`() throws {
    let inner = "<w:tbl>" + row("Rosa: In a box.") + "</w:tbl>"
    let table =
      "<w:tbl>" + row("INT: How?", "Rosa: So.") + "<w:tr><w:tc>\(inner)<w:p/></w:tc></w:tr></w:tbl>"
    let transcript = try read(word(table + paragraph("INT: I see.")), as: "p3.docx")
    #expect(turns(transcript) == ["INT: How?", "Rosa: So.", "Rosa: In a box.", "INT: I see."])
  }

  @Test func `a label that is the only one counts for its own paragraph`() throws {
    let words = [
      "1 Open the page.", "So I log in.", "(reads the page)", "It takes a while.",
      "MODERATOR: What do you see?", "A map.", "2 Look at the map.", "2.a What is red?",
      "Three things.", "12 of them are round.", "3 Close it.", "Done.",
    ]
    let transcript = try read(word(words.map { paragraph($0) }.joined()), as: "p3.docx")
    #expect(
      turns(transcript) == [
        "nobody: So I log in. It takes a while.", "MODERATOR: What do you see?", "nobody: A map.",
        "nobody: Three things. 12 of them are round.", "nobody: Done.",
      ])
  }
}
