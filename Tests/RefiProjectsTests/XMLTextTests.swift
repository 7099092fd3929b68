import Testing

@testable import RefiProjects

struct XMLTextTests {
  private let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  private func written(_ write: (inout XMLText) -> Void) -> (text: String, replaced: Int) {
    var xml = XMLText()
    write(&xml)
    return (String(decoding: xml.bytes, as: UTF8.self), xml.replaced)
  }

  @Test func `what means something to XML is written out, in a text and in a value`() {
    let words = "a < b && \"c\" > d\t1\r\n2, ä 😀"
    let (text, replaced) = written {
      $0.start("a", ["name": words, "none": nil])
      $0.element("b", words)
      $0.element("c", "")
      $0.end()
    }
    #expect(
      text == head
        + "<a name=\"a &lt; b &amp;&amp; &quot;c&quot; &gt; d&#9;1&#13;&#10;2, ä 😀\">"
        + "<b>a &lt; b &amp;&amp; &quot;c&quot; &gt; d\t1&#13;\n2, ä 😀</b>\n</a>\n")
    #expect(replaced == 0)
  }

  @Test func `characters that XML cannot hold are replaced and counted`() {
    let (text, replaced) = written {
      $0.empty("a", ["name": "\u{0}b\u{8}\u{1F}\u{FFFE}\u{FFFF}\u{FFFD}\u{FEFF}\u{7F}"])
    }
    let lost = "\u{FFFD}"
    #expect(
      text == head
        + "<a name=\"\(lost)b\(lost)\(lost)\(lost)\(lost)\u{FFFD}\u{FEFF}\u{7F}\"/>")
    #expect(replaced == 5)
  }
}
