import LeitmotifModel
import RefiProjects
import Testing

struct RefiCheckTests {
  @Test func `finds what the schema allows`() throws {
    let project = """
      <Project name="x"><Users><User guid="1"/><User guid="{1}"/></Users>
      <CodeBook><Codes><Code guid="2" name="" isCodable="true"/></Codes></CodeBook>
      <Variables><Variable guid="3" name="age" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="4"><VariableValue><VariableRef targetGUID="3"/><TextValue>x</TextValue></VariableValue></Case></Cases>
      <Sources><TextSource guid="5" plainTextPath="internal://a.txt"><PlainTextSelection guid="6" startPosition="4" endPosition="2"/>
      <PlainTextSelection guid="7" startPosition="1" endPosition="5"><Coding guid="8" creatingUser="9"><CodeRef targetGUID="2"/></Coding></PlainTextSelection></TextSource>
      <TextSource guid="10" plainTextPath="internal://b.txt"><PlainTextContent>x</PlainTextContent></TextSource>
      <TextSource guid="11"/></Sources></Project>
      """
    #expect(
      try RefiCheck.problems(in: qdpx(project, sources: ["sources/a.txt": "été"]), path: "x") == [
        "line 1: the GUID {1} stands twice", "line 2: a code has no name",
        "line 4: a value is written as TextValue, and its variable is Integer",
        "line 5: a place ends before it begins", "line 6: a place leaves the text",
        "line 7: the file internal://b.txt is missing", "line 7: a text has two forms of content",
        "line 8: a text has no content", "line 6: nothing has the GUID 9",
      ])
  }
}
