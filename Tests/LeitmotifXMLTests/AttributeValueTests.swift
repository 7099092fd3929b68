import LeitmotifModel
import LeitmotifXML
import Testing

struct AttributeValueTests {
  private struct Collector: XMLHandler {
    var values: [String] = []
    mutating func start(_ element: borrowing XMLElement) {
      values += element.allAttributes.map { "\($0.name)=\($0.value)" }
      values.append(element["a"] ?? "-")
    }
    mutating func end() {}
    mutating func text(_ text: Span<UInt8>) {}
  }

  @Test func `ampersands in attributes are what they mean`() throws {
    let xml = "<x a=\"Q&amp;A &lt;b&gt; &quot;&#38;&quot; &amp;#38; &#10;é😊\" b='&#x26;&amp;amp;'/>"
    var handler = Collector()
    try XMLReader.read(Array(xml.utf8), path: "x", handler: &handler)
    let a = "Q&A <b> \"&\" &#38; \né😊"
    #expect(handler.values == ["a=\(a)", "b=&&amp;", a])
  }
}
