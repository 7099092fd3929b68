import LeitmotifModel
import LeitmotifYAML
import Testing

struct MappingReaderTests {
  enum Colour: String, CaseIterable { case red, green }

  @Test func `everything that is wrong is reported at once, each in its place`() throws {
    let text = """
      name: [a]
      size: big
      deep: no
      colour: gren
      sizze: 2
      """
    let node = try YAMLReader.read(Array(text.utf8), path: "x.yaml")
    let collector = DiagnosticCollector()
    let reader = MappingReader(node, of: "a thing", reporting: collector)
    #expect(reader.string("name") == nil)
    #expect(reader.integer("size") == nil)
    #expect(reader.boolean("deep") == nil)
    #expect(reader.choice("colour", as: Colour.self) == nil)
    #expect(reader.required("id") == nil)
    reader.refuseOthers()
    #expect(
      collector.diagnostics.description == """
        x.yaml:1:1: error: a thing needs 'id' [missing-key]
          1 | name: [a]
            | ^
        help: add  id: …
        x.yaml:1:7: error: 'name' is text, not a list [wrong-type]
          1 | name: [a]
            |       ^
        x.yaml:2:7: error: 'size' is a whole number, not 'big' [wrong-type]
          2 | size: big
            |       ^^^
        x.yaml:3:7: error: 'deep' is true or false, not 'no' [wrong-type]
          3 | deep: no
            |       ^^
        x.yaml:4:9: error: 'gren' is no 'colour' [unknown-value]
          4 | colour: gren
            |         ^^^^
        help: did you mean 'green'?
        x.yaml:5:1: error: a thing has no 'sizze' [unknown-key]
          5 | sizze: 2
            | ^^^^^
        help: did you mean 'size'?
        """)
  }

  @Test func `names every key once, however often it was asked for`() throws {
    let node = try YAMLReader.read(Array("name: a\nwhatever: 1\n".utf8), path: "x.yaml")
    let collector = DiagnosticCollector()
    let reader = MappingReader(node, of: "a thing", reporting: collector)
    _ = (reader.string("name"), reader.node("name"), reader.integer("size"))
    reader.refuseOthers()
    #expect(collector.diagnostics.all.map(\.help) == ["keys: name, size"])
  }

  @Test func `a single text stands for a list of one`() throws {
    let node = try YAMLReader.read(Array("files: a.txt\nmore: [b, c]\n".utf8), path: "x.yaml")
    let reader = MappingReader(node, of: "a stage", reporting: DiagnosticCollector())
    #expect(reader.strings("files") == ["a.txt"])
    #expect(reader.strings("more") == ["b", "c"])
    #expect(reader.strings("none") == nil)
  }
}
