import LeitmotifModel
import LeitmotifXML
import Testing

struct NameMeaningsTests {
  @Test func `each name is found out once, however late it is asked about`() throws {
    var handler = Shouting(from: "body")
    try XMLReader.read(
      Array("<doc><head><p/></head><body><p/><q/><p/><doc/></body></doc>".utf8), path: "t.xml",
      handler: &handler)
    #expect(handler.heard == ["BODY", "P", "Q", "P", "DOC"])
    #expect(handler.asked == ["body", "p", "q", "doc"])
  }
}

/// Hears names in capitals from an element on.
private struct Shouting: XMLHandler {
  let first: String
  var hasBegun = false
  var heard: [String] = []
  var asked: [String] = []
  private var capitals = NameMeanings<String>()

  init(from first: String) { self.first = first }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    hasBegun = hasBegun || element.name == first
    guard hasBegun else { return }
    var names: [String] = []
    heard.append(
      capitals.meaning(of: element) {
        names.append($0)
        return $0.uppercased()
      })
    asked += names
  }

  mutating func end() throws(Diagnostics) {}
  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {}
}
