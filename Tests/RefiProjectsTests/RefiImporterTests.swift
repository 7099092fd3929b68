import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import RefiProjects
import Testing

struct RefiImporterTests {
  private let codes = """
    <Users><User guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="ada"/>
      <User guid="aaaaaaaa-0000-0000-0000-000000000002" name="ben"/></Users>
    <CodeBook><Codes><Code guid="bbbbbbbb-0000-0000-0000-000000000001" name="weather" isCodable="false">
      <Description>The sky</Description>
      <Code guid="bbbbbbbb-0000-0000-0000-000000000002" name="rain" isCodable="true" color="#102030"/>
    </Code></Codes></CodeBook>
    """

  private func project(_ rest: String, origin: String = "Test 1.0") -> String {
    "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Harvest\" origin=\"\(origin)\">\(codes)\(rest)</Project>"
  }

  private func selection(
    _ start: Int, _ end: Int, name: String? = nil, coding: String? = nil
  ) -> String {
    """
    <PlainTextSelection guid="cccccccc-0000-0000-0000-0000000000\(10 + start % 80)" startPosition="\(start)"
      endPosition="\(end)" \(name.map { "name=\"\($0)\"" } ?? "") creatingUser="aaaaaaaa-0000-0000-0000-000000000001">
      \(coding ?? "<Coding guid=\"dddddddd-0000-0000-0000-000000000001\"><CodeRef targetGUID=\"BBBBBBBB-0000-0000-0000-000000000002\"/></Coding>")
    </PlainTextSelection>
    """
  }

  private func source(_ selections: String, path: String = "internal://s1.txt") -> String {
    """
    <Sources><TextSource guid="eeeeeeee-0000-0000-0000-000000000001" name="p1" plainTextPath="\(path)">
    \(selections)</TextSource></Sources>
    """
  }

  @Test func `codes, coders, memos, cases, notes and times`() throws {
    let coding = """
      <Description>look again</Description>
      <Coding guid="dddddddd-0000-0000-0000-000000000001" creatingUser="aaaaaaaa-0000-0000-0000-000000000002"
        creationDateTime="2024-05-01T10:00:00Z"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000002"/>
        <NoteRef targetGUID="ffffffff-0000-0000-0000-000000000001"/></Coding>
      """
    let variables = """
      <Variables><Variable guid="12121212-0000-0000-0000-000000000001" name="age" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="34343434-0000-0000-0000-000000000001" name="Rosa"><VariableValue>
        <VariableRef targetGUID="12121212-0000-0000-0000-000000000001"/><IntegerValue>67</IntegerValue>
        </VariableValue><SourceRef targetGUID="EEEEEEEE-0000-0000-0000-000000000001"/></Case></Cases>
      """
    let notes = """
      <Notes><Note guid="ffffffff-0000-0000-0000-000000000001"><PlainTextContent>wet</PlainTextContent></Note>
      <Note guid="ffffffff-0000-0000-0000-000000000002" name="Day 1"><PlainTextContent>Went well</PlainTextContent></Note></Notes>
      """
    let text = project(variables + source(selection(2, 8, coding: coding)) + notes)
    let result = try placed(try qdpx(text, sources: ["Sources/S1.TXT": "😊 rained."]))
    #expect(lines(of: result) == ["p1 weather/rain ben: rained"])
    #expect(result.project.codings[0].memo == "wet\nlook again")
    #expect(result.project.codings[0].time == "2024-05-01T10:00:00Z")
    #expect(result.project.codes[0].definition == "The sky")
    #expect(result.project.codes[1].color == "#102030")
    #expect(
      result.project.cases == [ForeignCase(name: "Rosa", attributes: ["age": "67"], sources: [0])])
    #expect(result.project.notes.map { "\($0.subject): \($0.text)" } == ["Day 1: Went well"])
    #expect(result.project.tool == "Test 1.0")
  }

  @Test func `a note that is nowhere leaves what the selection says`() throws {
    let coding = """
      <Description>look again</Description>
      <Coding guid="dddddddd-0000-0000-0000-000000000001"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000002"/>
        <NoteRef targetGUID="ffffffff-0000-0000-0000-000000000009"/></Coding>
      """
    let text = project(source(selection(2, 8, coding: coding)))
    let result = try placed(try qdpx(text, sources: ["Sources/S1.TXT": "😊 rained."]))
    #expect(result.project.codings.map(\.memo) == ["look again"])
  }

  @Test func `selections between sync points, and of coders and codes that nobody knows`() throws {
    func coding(_ user: String, _ code: String) -> String {
      "<Coding guid=\"d\" \(user)><CodeRef targetGUID=\"\(code)\"/></Coding>"
    }
    let rain = "{BBBBBBBB-0000-0000-0000-000000000002}"
    let text = project(
      """
      <Sources><AudioSource guid="a" name="p1"><Transcript guid="t" plainTextPath="internal://s1.txt">
      <SyncPoint guid="s1" position="0"/><SyncPoint guid="S2" position="6"/>
      <TranscriptSelection guid="x1" startPosition="0" endPosition="2">\(coding("", rain))</TranscriptSelection>
      <TranscriptSelection guid="x2" fromSyncPoint="s1" toSyncPoint="{s2}">\(coding("creatingUser=\"who\"", rain))
      </TranscriptSelection>
      <TranscriptSelection guid="x3" startPosition="0" endPosition="2">\(coding("", "gone"))</TranscriptSelection>
      </Transcript></AudioSource></Sources>
      """)
    let result = try placed(try qdpx(text, sources: ["sources/s1.txt": "It rained."]))
    #expect(lines(of: result) == ["p1 weather/rain : It", "p1 weather/rain who: It rai"])
    #expect(
      result.project.losses.map { "\($0.count) \($0.what): \($0.reason)" } == [
        "1 codings: their code is not in the project"
      ])
  }

  @Test(arguments: [
    ("Test", 8, 14), ("ATLAS.ti 26", 7, 13), ("MAXQDA 24", 8, 14), ("QualCoder", 9, 15),
  ])
  func `line ends and marks as each program counts them`(
    tool: String, start: Int, end: Int
  ) throws {
    let text = project(source(selection(start, end, name: "rained")), origin: tool)
    let mark = tool == "QualCoder" ? "\u{FEFF}" : ""
    let result = try placed(
      try qdpx(text, sources: ["sources/s1.txt": mark + "And?\r\nI rained."]))
    #expect(lines(of: result) == ["p1 weather/rain ada: rained"])
    #expect(result.counts == [.verified: 1])
  }

  @Test func `without quotations ATLAS counts a line end as one`() throws {
    let text = project(source(selection(5, 7)), origin: "ATLAS.ti 26")
    let result = try placed(try qdpx(text, sources: ["sources/s1.txt": "And?\r\nIt rained."]))
    #expect(lines(of: result) == ["p1 weather/rain ada: It"])
  }

  @Test func `a project under another name, inline text, whole texts`() throws {
    let inline = """
      <Sources><TextSource guid="eeeeeeee-0000-0000-0000-000000000001" name="p1">
      <PlainTextContent>It rained.</PlainTextContent>\(selection(3, 9))
      <Coding guid="dddddddd-0000-0000-0000-000000000009"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000002"/></Coding>
      </TextSource></Sources>
      """
    let result = try placed(try qdpx(project(inline), named: "Harvest.QDE"))
    #expect(
      lines(of: result) == ["p1 weather/rain ada: rained", "p1 weather/rain : It rained."])
  }

  @Test func `paths that lead outside are not followed unless a setting says so`() throws {
    for path in [
      "absolute:///etc/passwd", "relative:///../x.txt", "../../etc/passwd", "/etc/passwd",
    ] {
      let result = try placed(try qdpx(project(source(selection(0, 1), path: path))))
      #expect(result.counts == [.failed: 1], "\(path)")
      #expect(
        result.project.losses.map(\.reason).first?.contains("lie outside the project") == true)
    }
  }

  @Test func `a setting lets texts outside be read, from where the project is`() throws {
    var configuration = RefiImporter.Configuration()
    configuration.outsideTexts = true
    let importer = RefiImporter(
      configuration: configuration,
      setup: StageSetup { file, _ in
        guard ["/home/ada/p1.txt", "/team/texts/p1.txt"].contains(file.resolved) else {
          throw Diagnostics(.error("missing-file", "there is no such file"))
        }
        return Source(path: file.resolved, bytes: Array("It rained.".utf8))
      })
    for (path, found) in [
      ("absolute:///home/ada/p1.txt", true), ("absolute://home/ada/p1.txt", true),
      ("relative:///texts/p1.txt", true), ("relative://texts/p1.txt", true),
      ("absolute:///etc/passwd", false), ("/home/ada/p1.txt", false),
    ] {
      let text = project(source(selection(3, 9, name: "rained"), path: path))
      let read = try importer.project(
        from: Source(path: "/team/harvest.qdpx", bytes: try qdpx(text)))
      let result = try CodingPlacer.place(read, path: "harvest.qdpx")
      #expect(lines(of: result) == (found ? ["p1 weather/rain ada: rained"] : []), "\(path)")
    }
  }

  @Test func `dangling codes, missing texts and codings of pictures are counted`() throws {
    let dangling =
      "<Coding guid=\"dddddddd-0000-0000-0000-000000000001\"><CodeRef targetGUID=\"00000000-0000-0000-0000-000000000000\"/></Coding>"
    let picture = """
      <PictureSource guid="99999999-0000-0000-0000-000000000001"><PictureSelection guid="99999999-0000-0000-0000-000000000002">
      <Coding guid="99999999-0000-0000-0000-000000000003"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000002"/></Coding>
      </PictureSelection></PictureSource></Sources>
      """
    let text = project(
      source(selection(0, 1, coding: dangling)).replacing("</Sources>", with: picture))
    let result = try placed(try qdpx(text))
    #expect(lines(of: result) == [])
    #expect(
      result.project.losses.map { "\($0.count) \($0.what): \($0.reason)" } == [
        "1 texts: their files are not in the project",
        "1 codings: their code is not in the project",
        "1 codings of pictures and recordings: there is no place for them here",
        "1 pictures: there is no place for them here",
        "1 selections of pictures: there is no place for them here",
      ])
  }

  @Test func `entities, broken XML and other files are refused`() throws {
    let bomb = "<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project name=\"&a;\"/>"
    for bytes in [
      try qdpx(bomb), try qdpx("<Project><Users>"), try qdpx("<Other/>"),
      try qdpx("<Project/>", named: "other.txt"), Array("hello".utf8), [],
    ] { #expect(throws: Diagnostics.self) { try placed(bytes) } }
  }

  @Test func `ATLAS.ti's sets are attributes of documents, and other sets are counted`() throws {
    let sets = """
      <Sets><Set guid="56565656-0000-0000-0000-000000000001" name="gender: female">
        <MemberSource targetGUID="EEEEEEEE-0000-0000-0000-000000000001"/></Set>
      <Set guid="56565656-0000-0000-0000-000000000002" name="My favourites">
        <MemberSource targetGUID="EEEEEEEE-0000-0000-0000-000000000001"/></Set></Sets>
      """
    let text = source(selection(0, 2))
    let result = try placed(
      try qdpx(
        project(text + sets, origin: "ATLAS.ti 26"), sources: ["sources/s1.txt": "It rained."]))
    #expect(
      result.project.cases == [
        ForeignCase(name: "p1", attributes: ["gender": "female"], sources: [0])
      ])
    #expect(result.project.losses.map(\.what) == ["sets"])
    let other = try placed(
      try qdpx(project(text + sets), sources: ["sources/s1.txt": "It rained."]))
    #expect(other.project.cases.isEmpty)
    #expect(other.project.losses.map { "\($0.count) \($0.what)" } == ["2 sets"])
  }

  private func cases(_ cases: [(name: String, refs: String)]) -> String {
    let all = cases.enumerated().map { number, each in
      "<Case guid=\"34343434-0000-0000-0000-00000000000\(number)\" name=\"\(each.name)\">\(each.refs)</Case>"
    }
    return "<Cases>\(all.joined())</Cases>"
  }

  private func ref(_ kind: String, _ guid: String) -> String {
    "<\(kind)Ref targetGUID=\"\(guid)\"/>"
  }

  @Test func `selections of cases say whose the parts of a text are, and are no codings`() throws {
    // Of ATLAS.ti's kind: braces and capitals.
    let own = ref("Selection", "{CCCCCCCC-0000-0000-0000-000000000015}")
    let people = cases([
      ("Rosa", own), ("José", ref("Selection", "cccccccc-0000-0000-0000-000000000021")),
      // Without a name, and without a text that could give it one.
      ("", own),
    ])
    let selections =
      selection(5, 10, coding: "") + selection(11, 17) + selection(18, 20, coding: "")
    let result = try placed(
      try qdpx(
        project(people + source(selections)), sources: ["sources/s1.txt": "And? It 😊. Yes it did."])
    )
    #expect(lines(of: result) == ["p1 weather/rain ada: Yes it"])
    #expect(
      result.partsOfCases(inSource: 0).map { "\($0.name): \(result.texts[0]?[$0.span] ?? "")" } == [
        "Rosa: It 😊.", "José: Yes it",
      ])
    #expect(
      result.project.losses.map { "\($0.count) \($0.what): \($0.reason)" } == [
        "1 selections of cases: there is no place for them here",
        "1 selections: nobody gave them a code",
      ])
  }

  @Test func `a text stays wholly the case's that names it, whatever else it names`() throws {
    let whole = ref("Source", "eeeeeeee-0000-0000-0000-000000000001")
    let picture = """
      <PictureSource guid="99999999-0000-0000-0000-000000000001">
      <PictureSelection guid="99999999-0000-0000-0000-000000000002"/></PictureSource></Sources>
      """
    let people = cases([
      (
        "Rosa",
        whole + ref("Selection", "cccccccc-0000-0000-0000-000000000012")
          + ref("Selection", "99999999-0000-0000-0000-000000000002")
          + ref("Selection", "00000000-0000-0000-0000-000000000000")
      ),
      ("", whole),
    ])
    let text = project(people + source(selection(2, 8)).replacing("</Sources>", with: picture))
      .replacing("name=\"p1\"", with: "name=\"Dr. Meier\"")
    let result = try placed(try qdpx(text, sources: ["sources/s1.txt": "It rained."]))
    #expect(
      result.project.cases == [
        ForeignCase(name: "Rosa", sources: [0]), ForeignCase(name: "Dr. Meier", sources: [0]),
      ])
    #expect(
      result.project.losses.map { "\($0.count) \($0.what): \($0.reason)" } == [
        "2 selections of cases: there is no place for them here",
        "1 pictures: there is no place for them here",
        "1 selections of pictures: there is no place for them here",
      ])
  }

  @Test func `a comment on a place without a code is a note, and plain text may be called rich`()
    throws
  {
    let text = source(selection(3, 9, coding: "<Description>odd</Description>"))
      .replacing("plainTextPath", with: "richTextPath")
    let result = try placed(try qdpx(project(text), sources: ["sources/s1.txt": "It rained."]))
    #expect(
      result.project.sources.map { $0.text.map { String(decoding: $0, as: UTF8.self) } } == [
        "It rained."
      ])
    #expect(
      result.project.notes == [
        ForeignNote(subject: "source p1 at 3–9", text: "odd", author: "ada", time: "")
      ])
  }
}
