import LeitmotifCodebook
import LeitmotifCodebookFormats
import LeitmotifModel
import LeitmotifXML
import Testing

struct QDCFormatTests {
  private static let qdc = """
    <?xml version="1.0" encoding="UTF-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="Some program">
      <Codes>
        <Code guid="{1F0C9F6E-93B4-4C3C-8F3E-2A54C1B7F001}" name="Fear (of AI)" isCodable="false" color="#FF0000">
          <Description>What frightens &lt;people&gt;.

    Include: losing work
    or pay
    Exclude: films</Description>
          <Code guid="1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f002" name="Work" isCodable="true"/>
          <Code guid="1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f003" name="work" isCodable="true"/>
        </Code>
      </Codes>
      <Sets><Set guid="1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f004" name="A set"><Description>of codes</Description></Set></Sets>
    </CodeBook>
    """

  @Test func `codes keep their identity, and their description is taken apart`() throws {
    let found = try imported(Self.qdc, as: .qdc, path: "study.qdc")
    #expect(
      found.book
        == """
        leitmotif: codebook/1
        codebook: study

        codes:
          - code: Fear_of_AI
            uid: "{1F0C9F6E-93B4-4C3C-8F3E-2A54C1B7F001}"
            name: Fear (of AI)
            definition: What frightens <people>.
            include: "losing work\\nor pay"
            exclude: films
            codes:
              - code: Work
                uid: 1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f002
              - code: work
                uid: 1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f003

        """.components(after: "codes:\n"))
    #expect(
      found.losses == [
        "not carried over: colours (1)", "not carried over: sets of codes (1)",
        "not carried over: that nothing can be coded with a code itself (1)",
      ])
  }

  @Test func `what is written is what the schema wants`() throws {
    let found = try exported(richBook, as: .qdc)
    #expect(
      found.text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Leitmotif">
        <Codes>
        <Code guid="1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f001" name="Price &amp; value" isCodable="true">
        <Description>Money as a reason.&#10;&#10;Include: Fees, &quot;lost&quot; pay.&#10;&#10;\
        Exclude: Wages &lt;of staff&gt;.&#10;&#10;Memo: Split in March.</Description>
        <Code guid="\(try guid("price.fees"))" name="fees" isCodable="true">
        </Code>
        </Code>
        <Code guid="\(try guid("place"))" name="place" isCodable="true">
        </Code>
        </Codes>
        </CodeBook>

        """)
    #expect(
      found.losses == [
        "not carried over: rules (3)", "not carried over: attributes (1)",
        "not carried over: examples (2)", "not carried over: the language (1)",
        "not carried over: cue sets (1)", "not carried over: word lists (1)",
        "not carried over: keys of codes that differ from their names (1)",
      ])
  }

  /// The guid that a code without a uid gets.
  private func guid(_ id: String) throws -> String {
    let text = CodebookFormat.qdc.write(
      Codebook(name: "", codes: [Code(id: Identifier(id), name: "")]), path: ""
    ).bytes
    let match = String(decoding: text, as: UTF8.self).firstMatch(of: /guid="([0-9a-f-]{36})"/)
    return String(try #require(match).1)
  }

  @Test func `a codebook comes back as it went`() throws {
    let text = try exported(richBook, as: .qdc).text
    let book = try CodebookFormat.qdc.read(Array(text.utf8), path: "meals.qdc").codebook
    #expect(book.codes.map(\.id) == ["Price_&_value", "Price_&_value.fees", "place"])
    let price = try #require(book.codes.first)
    #expect(
      [price.name, price.definition, price.include, price.exclude, price.memo] == [
        "Price & value", "Money as a reason.", "Fees, \"lost\" pay.", "Wages <of staff>.",
        "Split in March.",
      ])
    #expect(price.uid == "1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f001")
    // Written once more, nothing changes any more.
    let again = CodebookFormat.qdc.write(book, path: "").bytes
    let third = try CodebookFormat.qdc.read(again, path: "meals.qdc").codebook
    #expect(third == book)
  }

  @Test func `texts that look like criteria, and blanks around them, come back as they went`()
    throws
  {
    let code = Code(
      id: "a", uid: "1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f001", name: "a",
      definition: "  First.\n\nInclude: mine\n\\Memo: and this\nMemo: \t\n",
      include: "Include: x\nExclude: y\n\n", memo: "\r\nMemo: z")
    let book = Codebook(name: "meals", codes: [code])
    let file = CodebookFormat.qdc.write(book, path: "")
    #expect(file.losses == [])
    #expect(try CodebookFormat.qdc.read(file.bytes, path: "meals.qdc").codebook == book)
    // Another program that keeps the text may write blanks of its own around the parts.
    let text = String(decoding: file.bytes, as: UTF8.self)
    let others = text.replacing("origin=\"Leitmotif\"", with: "origin=\"Other\"")
    let again = try CodebookFormat.qdc.read(Array(others.utf8), path: "meals.qdc").codebook
    #expect(
      again.codes.map(\.definition) == ["First.\n\nInclude: mine\n\\Memo: and this\nMemo:"])
    #expect(again.codes.map(\.memo) == ["Memo: z"])
  }

  @Test func `characters that XML cannot hold are counted`() {
    let book = Codebook(
      name: "", codes: [Code(id: "ab", name: "ab", definition: "\u{1}\tc\u{B}")])
    let losses = CodebookFormat.qdc.write(book, path: "").losses
    #expect(losses.map(\.message) == ["not carried over: control characters (2)"])
  }

  @Test(arguments: ["", "<a/>", "<CodeBook>", "<CodeBook/>x", "not xml"])
  func `a file that is no codebook is refused`(text: String) {
    #expect(problems(of: text, as: .qdc).count == 1)
  }

  @Test func `one guid for two codes is refused`() {
    let guid = "1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f003"
    for other in ["1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7F002", "{1F0C9F6E-93b4-4c3c-8f3e-2a54c1b7f002}"]
    {
      #expect(
        problems(of: Self.qdc.replacing(guid, with: other), as: .qdc) == [
          "11: the guid '\(other)' stands twice; the first one is in line 10 [duplicate-uid]"
        ])
    }
  }
}

extension String {
  /// What stands behind the first occurrence of some words.
  fileprivate func components(after words: String) -> String {
    firstRange(of: words).map { String(self[$0.upperBound...]) } ?? self
  }
}
