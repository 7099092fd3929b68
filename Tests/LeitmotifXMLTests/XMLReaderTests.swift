import LeitmotifModel
import LeitmotifTesting
import LeitmotifXML
import Testing

struct XMLReaderTests {
  @Test func `hands out elements, attributes and text in order`() throws {
    #expect(
      try outline("<a id='1'>one<b/><c id='&lt;é'>two</c> &amp; <![CDATA[<three>]]></a>")
        == "<a id=1>one<b>/<c id=<é>two/ & <three>/")
  }

  @Test func `tells names from their namespaces, whatever the prefix`() throws {
    #expect(
      try outline("<TEI xmlns='urn:tei'><x:u xmlns:x='urn:tei' xml:id='a'/><u xmlns=''/></TEI>")
        == "<{urn:tei}TEI><{urn:tei}u id=a>/<u>//")
  }

  @Test func `knows an attribute by its whole name`() throws {
    #expect(try outline("<u whom='a' wh='b'/>", attribute: "who") == "<u>/")
    #expect(try outline("<u whom='a' who='b'/>", attribute: "who") == "<u who=b>/")
  }

  @Test func `expands the entities that a file declares itself, every time`() throws {
    #expect(
      try outline("<!DOCTYPE a [<!ENTITY me 'Ada <b/>'>]><a id='&#65;'>&me; and &me;</a>")
        == "<a id=A>Ada <b>/ and Ada <b>//")
  }

  @Test func `reads other encodings by their declaration or byte order mark`() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf".utf8) + [0xE9]
    #expect(try outline(latin + Array("</a>".utf8)) == "<a>café/")
    let wide = "<a>é🙂</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try outline([0xFF, 0xFE] + wide) == "<a>é🙂/")
  }

  @Test func `says which encoding it read`() throws {
    var handler = Outline()
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a/>".utf8)
    #expect(try XMLReader.read(latin, path: "t.xml", handler: &handler) == "iso-8859-1")
    #expect(try XMLReader.read(Array("<a/>".utf8), path: "t.xml", handler: &handler) == "utf-8")
  }

  @Test func `ends with the error that the handler throws`() {
    var handler = Outline(stopsAt: "c")
    let thrown = #expect(throws: Diagnostics.self) {
      try XMLReader.read(Array("<a>\n<b/><c/><d></a>".utf8), path: "t.xml", handler: &handler)
    }
    #expect(thrown?.description == "t.xml:2: error: enough [stopped]")
    #expect(handler.written == "<a>\n<b>/")
  }

  @Test func `says where a truncated file ends`() {
    #expect(
      errors("<a>\n  <u>Well,") == """
        t.xml:2:11: error: premature end of data in tag u line 2 [xml-syntax]
        help: the file may have been cut off: export or download it again
        """)
  }

  @Test func `names the elements that do not fit each other`() {
    #expect(
      errors("<a>\n<u>Well,</v></a>") == """
        t.xml:2:13: error: opening and ending tag mismatch: u line 2 and v [xml-syntax]
        help: mend it there, or export the file again
        """)
  }

  @Test func `quotes no word of a sentence that holds a less-than sign`() {
    #expect(
      errors("<u>for x <secret and more</u>") == """
        t.xml:1:22: error: something looks like an attribute but has no value [xml-syntax]
        help: write &lt; for a "<" that begins no element
        """)
  }

  @Test(arguments: ["", "\0", "no XML at all", "<", "<a", "<a>\0</a>", "\u{FEFF}", "<!DOCTYPE"])
  func `refuses what is no XML`(file: String) {
    #expect(errors(file).contains("error:"))
  }

  @Test func `never crashes on a damaged file`() {
    let file = Array(
      """
      <?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x<b>y</b>"><!ENTITY f "&e;&e;">]>
      <a xmlns:p="urn:p" id="&f;"><p:u who="#é">&f;<!-- c --><![CDATA[ ]]>&#x1F642;</p:u></a>
      """.utf8)
    var random = SeededNumbers(seed: 3)
    for _ in 0..<3_000 {
      var damaged = file
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &random)
        case 1: damaged.remove(at: place)
        default: damaged.insert(file.randomElement(using: &random) ?? 0, at: place)
        }
      }
      _ = try? outline(damaged)
    }
  }
}
