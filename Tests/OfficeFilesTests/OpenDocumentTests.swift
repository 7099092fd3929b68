import LeitmotifModel
import OfficeFiles
import Testing

struct OpenDocumentTests {
  @Test func `paragraphs are read by their labels`() throws {
    let transcript = try read(
      openDocument(
        """
        <text:tracked-changes><text:changed-region><text:deletion><text:p>Rosa: gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="1">Interview 3</text:h>
        <text:p>INT:<text:tab/>How <text:span>did
          it</text:span><text:s text:c="2"/>go?<office:annotation><dc:creator>Ada</dc:creator><dc:date>2026</dc:date><text:p>check</text:p></office:annotation></text:p>
        <text:list><text:list-item><text:p>Rosa: Well<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>sic</text:p></text:note-body></text:note>,<text:line-break/>quite.</text:p></text:list-item></text:list>
        <text:p>INT: Good.</text:p><text:p/><text:p>Rosa: Yes.</text:p>
        """), as: "p3.odt")
    #expect(
      turns(transcript) == [
        "INT: How did it go?", "Rosa: Well, quite.", "INT: Good.", "Rosa: Yes.",
      ])
    #expect(transcript.format == "odt")
    #expect(transcript.metadata["comments"] == "Ada: check")
    #expect(transcript.warnings.map(\.id) == ["changes-accepted", "comments-aside"])
  }

  @Test func `hidden text is no speech`() throws {
    let bytes = try openDocument(
      """
      <text:p text:style-name="P1">INT: Well, <text:span text:style-name="T1">[check]</text:span>so?</text:p>
      <text:p text:style-name="T1">INT: Not here.</text:p><text:p>Rosa: <text:span text:style-name="T2">Dry.</text:span></text:p>
      """,
      styles: """
        <style:style style:name="T2"><style:text-properties text:display="true"/></style:style>
        <style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
        """)
    #expect(turns(try read(bytes, as: "p3.odt")) == ["INT: Well, so?", "Rosa: Dry."])
  }

  @Test func `a locked document is refused`() throws {
    let bytes = try openDocument("", manifest: "<m><encryption-data/></m>")
    #expect(failure(bytes, as: "p3.odt").contains("[archive-encrypted]"))
  }
}
