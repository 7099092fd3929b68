import LeitmotifModel
import LeitmotifTesting
import Testing

struct WorkedExampleTests {
  @Test func `the example of the README is read as it says`() throws {
    let examples = WorkedExample.all(ofPlugin: "OfficeFiles")
    #expect(examples.map(\.name) == ["harvest.rtf"])
    for example in examples {
      let transcript = try read(Array(example.content.utf8), as: example.name)
      #expect(WorkedExample.writtenTurns(of: transcript) == example.turns)
      let paragraphs =
        paragraph("Interview 3", style: "Heading1") + paragraph("INT: How did the harvest go?")
        + paragraph("Rosa: Better than last “summer”.") + paragraph("We had rain in May.")
      #expect(
        try WorkedExample.writtenTurns(of: read(word(paragraphs), as: "harvest.docx"))
          == example.turns)
    }
  }
}
